"""When deals count, what may be started, and how a stall's list of them changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest

from tests.builders import CALENDAR
from tests.market.deals import by_hour, second, threshold
from tests.market.dishes import dish
from tests.records import EVENING, fen, named
from yeshi.base.money import Money
from yeshi.base.names import Name
from yeshi.base.refused import Invalid, Refused
from yeshi.market.deal import (
    DEALS_MAX,
    OVER_MAX,
    Deal,
    DealNight,
    DealOver,
    DealStep,
    TooManyDeals,
    check_deal,
    ended,
    in_public_deals,
    lowest_price,
    with_deal,
)
from yeshi.market.serving import Serving

HOUR = timedelta(hours=1)
MENU = [dish("a", price=1500), replace(dish("b", price=800), category=Name("冷", "cold"))]


def test_it_counts_from_its_beginning_to_its_end() -> None:
    """The moment of its end is after it."""
    deal = replace(threshold((3000, 500)), ends_at=EVENING + HOUR)
    assert not deal.is_on(EVENING - timedelta(seconds=1), CALENDAR)
    assert deal.is_on(EVENING, CALENDAR)
    assert not deal.is_on(EVENING + HOUR, CALENDAR)
    assert replace(deal, ends_at=None).is_on(EVENING + 1000 * HOUR, CALENDAR)


def test_by_the_hour_of_days_that_turn_in_the_morning() -> None:
    """What is served after midnight is of the evening before."""
    night = by_hour(2000, hours=(time(22), time(2)))
    # Tuesday 24 November 2026, by the clock of the city; EVENING is 20:00 there.
    assert not night.is_on(EVENING, CALENDAR)
    assert night.is_on(EVENING + 2 * HOUR, CALENDAR)
    tuesday = replace(night, when=replace(night.when or Serving(), days=(1,)))
    assert tuesday.is_on(EVENING + 5 * HOUR, CALENDAR)
    assert not tuesday.is_on(EVENING + 26 * HOUR, CALENDAR)


def test_the_price_of_the_hour() -> None:
    """The lowest of those that count for the dish; none where a limit is reached."""
    deals = [by_hour(1000, id_="all"), by_hour(2000, "a", id_="a"), second(9000)]
    a, b = MENU
    assert lowest_price(deals, a, EVENING, CALENDAR) == fen(1200)
    assert lowest_price(deals, b, EVENING, CALENDAR) == fen(720)
    assert lowest_price(deals, a, EVENING + 5 * HOUR, CALENDAR) is None
    assert lowest_price(deals, a, EVENING, CALENDAR, {"a": fen(299)}) == fen(1350)
    assert lowest_price([second(5000)], a, EVENING, CALENDAR) is None


@pytest.mark.parametrize(
    ("deal", "field"),
    [
        (replace(threshold((3000, 500)), name=Name("", "x")), "name"),
        (threshold(), "least"),
        (threshold((0, 0)), "least"),
        (threshold((3000, 0)), "off"),
        (threshold((3000, 3000)), "off"),
        (threshold((3000, 500), (3000, 600)), "least"),
        (threshold((3000, 500), (4000, 500)), "off"),
        (threshold(*((1000 * n, 10 * n) for n in range(1, 6))), "least"),
        (replace(threshold((1, 2)), steps=(DealStep(Money(9, "USD"), fen(1)),)), "least"),
        (second(0), "off_percent"),
        (second(9001), "off_percent"),
        (second(5000, "z"), "items"),
        (second(5000, category="hot"), "items"),
        (replace(by_hour(5000), when=None), "from"),
        (replace(by_hour(5000), when=Serving(days=())), "days"),
        (replace(second(5000), ends_at=EVENING), "ends_at"),
        (replace(second(5000), begins_at=EVENING + HOUR, ends_at=EVENING + HOUR), "ends_at"),
        (replace(second(5000), limit=fen(0)), "limit"),
        (replace(second(5000), limit=Money(5, "USD")), "limit"),
        (threshold((3000, 500), (6000, 1200), limit=fen(499)), "limit"),
        (replace(second(5000), limit=fen(399)), "limit"),
    ],
)
def test_what_may_not_be_started(deal: Deal, field: str) -> None:
    """Each is refused with its field."""
    found = check_deal(deal, MENU, "CNY", EVENING)
    assert found is not None
    assert isinstance(found.reason, Invalid)
    assert found.reason.field == field


@pytest.mark.parametrize(
    "deal",
    [
        threshold((3000, 500), (6000, 1200)),
        threshold((3000, 500), (6000, 1200), limit=fen(500)),
        replace(second(5000), limit=fen(400)),
        second(5000, "a"),
        second(5000, category="冷"),
        by_hour(2000),
        replace(by_hour(2000), limit=fen(20_000), ends_at=EVENING + HOUR),
    ],
)
def test_what_may_be_started(deal: Deal) -> None:
    """Of each kind one."""
    assert check_deal(deal, MENU, "CNY", EVENING) is None


def test_a_dish_that_is_sold_no_more_has_no_deal() -> None:
    """Its name is refused as one that is not there."""
    gone = [replace(MENU[0], ended_at=EVENING)]
    found = check_deal(second(5000, "a"), gone, "CNY", EVENING)
    assert found == Refused(Invalid("items", "choice"))


def test_so_many_and_no_more() -> None:
    """What is over makes room, and is forgotten at last."""
    deals: Any = ()
    for number in range(DEALS_MAX):
        deals = with_deal(deals, second(5000, id_=f"s{number}"), EVENING)
    assert with_deal(deals, second(5000), EVENING) == Refused(TooManyDeals(DEALS_MAX))
    for number in range(40):
        now = EVENING + number * HOUR
        over = ended(deals, deals[-1].id, now)
        assert not isinstance(over, Refused)
        deals = with_deal(over, second(5000, id_=f"n{number}"), now)
        assert not isinstance(deals, Refused)
    assert len(deals) == DEALS_MAX + OVER_MAX
    assert deals[-1].id == "n39"


def test_it_is_ended_once() -> None:
    """One that had not begun took nothing."""
    deals = (replace(second(5000), begins_at=EVENING + HOUR),)
    over = ended(deals, "s", EVENING)
    assert not isinstance(over, Refused)
    assert not over[0].is_on(EVENING, CALENDAR)
    assert not over[0].is_to_come(EVENING)
    assert ended(over, "s", EVENING) == Refused(DealOver("s"))
    assert ended(over, "other", EVENING) == Refused(DealOver("other"))


def test_what_a_night_has_cost() -> None:
    """Another night begins at nothing, and what comes back leaves no debt."""
    monday, tuesday = date(2026, 11, 23), date(2026, 11, 24)
    night = DealNight(id="d", merchant="a", night=monday, spent=fen(700))
    assert night.spent_in(monday) == fen(700)
    assert night.spent_in(tuesday) == fen(0)
    assert night.spending(monday, fen(50)).spent == fen(750)
    assert night.spending(tuesday, fen(50)).spent == fen(50)
    assert night.spending(monday, fen(-900)).spent == fen(0)
    assert not replace(night, spent=fen(-1)).holds


def test_what_it_may_cost_is_the_stalls_own() -> None:
    """Customers read the deal, and not its limit."""
    shown = in_public_deals((replace(second(5000), limit=fen(900), name=named("x")),))
    assert shown == (replace(second(5000), name=named("x")),)
