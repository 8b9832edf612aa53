"""What a deal would have cost on the nights before, and what deals did cost."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

import pytest

from tests.builders import SmallCity
from tests.flow.orders.deals import city_of, start
from tests.flow.stalls.test_dishes import COOK, OWNER
from tests.market.deals import by_hour, second, threshold
from tests.records import fen
from yeshi.base.refused import Invalid, Refused, Unknown
from yeshi.flow.orders import cooking
from yeshi.flow.orders.trying_deals import DealTried, deals_seen, try_deal
from yeshi.market.deal import Deal

DAY = 24 * 60


@pytest.fixture
def city() -> SmallCity:
    """Two nights with three orders each at stall a, and one of tonight."""
    city = SmallCity().settle_in()
    city.fill()
    for _ in range(2):
        for wanted in ({"a1": 1}, {"a1": 2}, {"a1": 3, "b1": 1}):
            city.place(wanted)
        city.wait(DAY)
    city.place({"a1": 3})
    return city


def tried(city: SmallCity, deal: Deal) -> DealTried:
    """What it would have done."""
    found = try_deal(city.by(OWNER), "a", deal)
    assert isinstance(found, DealTried)
    return found


def test_the_nights_are_reckoned_anew(city: SmallCity) -> None:
    """Four of the six reach thirty; tonight does not count, and what others sold neither."""
    found = tried(city, threshold((3000, 500)))
    assert (found.nights, found.orders, found.taken) == (2, 6, 4)
    assert (found.sold, found.cost, found.dearest) == (fen(12 * 1550), fen(2000), fen(1000))
    # 166 are left of six orders: one more order brings in what the deal takes off.
    assert found.more_orders == 1
    assert found.is_telling


def test_its_hours_and_its_limit_count(city: SmallCity) -> None:
    """Nothing where it would not have run; a night costs no more than its limit."""
    late = tried(city, by_hour(2000, hours=(time(3), time(5))))
    assert (late.taken, late.cost, late.more_orders) == (0, fen(0), None)
    bound = tried(city, threshold((3000, 500), limit=fen(700)))
    assert (bound.taken, bound.cost) == (2, fen(1000))


def test_it_is_reckoned_beside_the_deals_of_now(city: SmallCity) -> None:
    """What it takes off less where another one gives way."""
    start(city, by_hour(1000, "a1"))
    alone = fen(2 * 775 + 2 * 775)
    found = tried(city, second(5000, "a1"))
    # Of two: 775 in place of 310; of three: 775 in place of 465.
    assert found.cost == fen(2 * (775 - 310) + 2 * (775 - 465))
    assert found.cost < alone


def test_what_was_turned_down_was_not_sold(city: SmallCity) -> None:
    """Neither in what was tried nor in what a deal did cost."""
    order = city.place({"a1": 2})
    city.wait(DAY)
    assert tried(city, threshold((3000, 500))).orders == 8
    cooking.reject(city.engine, city.key(), "a", order, "gone")
    assert tried(city, threshold((3000, 500))).orders == 7


def test_too_few_tell_nothing() -> None:
    """Of a stall without a week."""
    city = SmallCity().settle_in()
    found = tried(city, second(5000))
    assert (found.orders, found.is_telling, found.more_orders) == (0, False, None)


def test_what_deals_did_cost() -> None:
    """By deal, with what is left of its limit tonight; those that count come first."""
    city = city_of(limit=fen(1200))
    later = replace(second(5000), begins_at=city.clock.now().replace(year=2027))
    start(city, later)
    city.place({"a1": 2})
    city.place({"a1": 1})
    found = deals_seen(city.by(OWNER), "a")
    assert not isinstance(found, Refused)
    assert [(one.orders, one.cost, one.left) for one in found] == [
        (1, fen(500), fen(700)), (0, fen(0), None)
    ]  # fmt: skip


def refused_of(found: DealTried | Refused) -> object:
    """Why it was refused, which it has to be."""
    assert isinstance(found, Refused)
    return found.reason


def test_for_its_owner_alone(city: SmallCity) -> None:
    """And what may not be started is not tried."""
    assert isinstance(try_deal(city.by(COOK), "a", second(5000)), Refused)
    assert isinstance(deals_seen(city.by(None), "a"), Refused)
    assert refused_of(try_deal(city.by(OWNER), "b", second(5000))) == Unknown("merchant", "b")
    wrong = refused_of(try_deal(city.by(OWNER), "a", second(0)))
    assert wrong == Invalid("off_percent", "1…90")
