"""Of what merchants did, only their own acts date the rungs."""

from __future__ import annotations

from datetime import date, time

from tests.builders import EVENING
from yeshi.base.money import Money
from yeshi.events.market import (
    FiguresLookedAt,
    HoursChanged,
    ItemAdded,
    ItemRepriced,
    ItemStocked,
    MerchantRegistered,
)
from yeshi.events.record import Event, Recorded
from yeshi.observatory.dealings import Dealing, dealings

DAY = date(2026, 11, 24)
FEN = Money(100, "CNY")


def recorded(*events: Event) -> list[Recorded]:
    """Those events, one after another on the day."""
    return [Recorded(seq, EVENING, DAY, event) for seq, event in enumerate(events, 1)]


def test_changes_on_the_page_of_its_figures_are_dealings() -> None:
    """In the order in which they happened; counting stock is every kitchen's work."""
    told = recorded(
        MerchantRegistered("a", None, True),
        ItemAdded("a", "a9", FEN),
        ItemStocked("a", "a9", 3),
        ItemRepriced("a", "a9", FEN, FEN),
        HoursChanged("a", time(10), time(14)),
    )
    kinds = ["listed", "changed", "changed", "changed"]
    assert dealings(told, DAY) == [Dealing(DAY, "a", kind) for kind in kinds]
    assert dealings(told, date(2026, 11, 25)) == []


def test_that_somebody_opened_the_page_is_no_dealing() -> None:
    """It may have been anybody; what old records tell of it is read and counts for nothing."""
    assert dealings(recorded(FiguresLookedAt("a")), DAY) == []
