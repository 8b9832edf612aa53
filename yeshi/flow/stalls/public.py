"""A stall as anybody may know it, over whichever way it is asked for."""

from __future__ import annotations

from dataclasses import replace

from yeshi.flow.stalls.menus import Stall
from yeshi.market.merchant import in_public as merchant_in_public


def in_public(stall: Stall) -> Stall:
    """The stall without what is its own alone: of its merchant, and what its deals may cost it."""
    return replace(
        stall, merchant=merchant_in_public(stall.merchant), deals=stall.deals.in_public()
    )
