"""What is typed of a deal is read, and a deal without a name is called what it does."""

from __future__ import annotations

from datetime import time

import pytest

from tests.builders import CALENDAR, SmallCity
from tests.records import fen
from yeshi.flow.stalls import menus
from yeshi.market.deal import Deal, DealKind
from yeshi.web.frame.typed import TypedForm
from yeshi.web.stall.deal_form import first_filled, read_deal


def read(**said: str) -> tuple[Deal, TypedForm]:
    """The deal that is typed at stall a."""
    stall = menus.stall(SmallCity().settle_in().engine, "a")
    assert isinstance(stall, menus.Stall)
    typed = TypedForm(said, "CNY")
    return read_deal(typed, stall, CALENDAR), typed


@pytest.mark.parametrize(
    ("kind", "zh", "en"),
    [
        (DealKind.THRESHOLD, "满 30 减 5", "5 off from 30"),
        (DealKind.SECOND, "第二份半价", "Every second at half price"),
        (DealKind.HOURS, "限时减 20%", "20% off"),
    ],
)
def test_what_stands_there_at_first_may_be_started(kind: DealKind, zh: str, en: str) -> None:
    """It is called what it does, in both languages."""
    deal, typed = read(**first_filled(kind))
    assert typed.faults == {}
    assert (deal.kind, deal.name.zh, deal.name.en) == (kind, zh, en)
    assert deal.limit is None
    assert (deal.when is not None) == (kind is DealKind.HOURS)


def test_all_that_may_be_said() -> None:
    """Steps by row; of which dishes; the last night to its end, after midnight."""
    said = first_filled(DealKind.THRESHOLD) | {
        "steps-1-least": "60", "steps-1-off": "12.5", "limit": "200", "last_day": "2026-12-24",
        "name_zh": "圣诞", "day-0": "",
    }  # fmt: skip
    deal, typed = read(**said)
    assert typed.faults == {}
    assert [(one.least, one.off) for one in deal.steps] == [
        (fen(3000), fen(500)), (fen(6000), fen(1250))
    ]  # fmt: skip
    assert (deal.name.zh, deal.name.en, deal.limit) == ("圣诞", "圣诞", fen(20_000))
    assert deal.when is not None
    assert deal.when.days == (1, 2, 3, 4, 5, 6)
    assert deal.ends_at is not None
    assert CALENDAR.local(deal.ends_at).time() == time(6)
    dish, _ = read(**first_filled(DealKind.SECOND), **{"item-0": "a1", "item-1": "other"})
    assert (dish.items, dish.name.en) == (("a1",), "a1 Every second at half price")
