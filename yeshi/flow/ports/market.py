"""What flow asks of menus."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from yeshi.flow.ports.records import Records
from yeshi.market.catalogue import Item


class Items(Records[Item], Protocol):
    """Items on the menus."""

    def of_merchant(self, merchant: str) -> list[Item]: ...
    def lock_many(self, ids: Sequence[str]) -> dict[str, Item]: ...
