"""Deals of each kind to test with."""

from __future__ import annotations

from datetime import time

from tests.records import EVENING, fen
from yeshi.base.money import Money
from yeshi.base.names import Name
from yeshi.market.deal import Deal, DealKind, DealStep
from yeshi.market.hours import Hours
from yeshi.market.serving import Serving


def threshold(*steps: tuple[int, int], id_: str = "t", limit: Money | None = None) -> Deal:
    """So much off from so much on."""
    return Deal(
        id=id_,
        kind=DealKind.THRESHOLD,
        name=Name("满减", "steps"),
        begins_at=EVENING,
        steps=tuple(DealStep(fen(least), fen(off)) for least, off in steps),
        limit=limit,
    )


def second(off_bp: int, item: str = "", category: str = "", id_: str = "s") -> Deal:
    """So much off every second, of a dish or of a category."""
    return Deal(
        id=id_,
        kind=DealKind.SECOND,
        name=Name("第二份", "second"),
        begins_at=EVENING,
        off_bp=off_bp,
        items=(item,) if item else (),
        categories=(category,) if category else (),
    )


def by_hour(
    off_bp: int, item: str = "", id_: str = "h", hours: tuple[time, time] = (time(20), time(23)),
    limit: Money | None = None,
) -> Deal:  # fmt: skip
    """So much off within those hours, of a dish or of all."""
    return Deal(
        id=id_,
        kind=DealKind.HOURS,
        name=Name("限时", "hours"),
        begins_at=EVENING,
        off_bp=off_bp,
        items=(item,) if item else (),
        when=Serving(hours=Hours(*hours)),
        limit=limit,
    )
