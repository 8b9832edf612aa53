"""By when an order is promised, by what is known of stalls and zones."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta

import pytest

from tests.builders import EVENING, terms
from yeshi.base.names import Name
from yeshi.flow.ports import ToMake
from yeshi.flow.promising import Promises, load
from yeshi.geo.point import Point
from yeshi.market.hours import Hours
from yeshi.market.merchant import Merchant, Rush
from yeshi.orders.delivery_pace import DeliveryPace, Foreseen, HourPace
from yeshi.orders.kitchen_pace import KitchenPace

STALL = Merchant(
    id="a", name=Name("a", "a"), market=None, place=Point(0, 0), hours=Hours(time(0), time(0)),
    cook_s=600,
)  # fmt: skip
SLOW = replace(STALL, id="b", cook_s=1200)
BOTH = {"a": STALL, "b": SLOW}
WEIGHTS = (5.0, 1.0, 2.0, 0.0, 0.0, 0.0, 0.0)


def known(kept: float = 0.9, weights: tuple[float, ...] = WEIGHTS) -> Promises:
    """A zone in which an order takes five minutes, its cooking, and two for each part before it."""
    return Promises(
        terms=replace(terms(), promise_kept=kept),
        now=EVENING,
        kitchens={"a": KitchenPace(id="a", parts=90.0, times=1.5)},
        deliveries={"city": DeliveryPace(id="city", learnt_to=EVENING, weights=weights)},
        to_make={"a": ToMake(3, 5, 100), "b": ToMake(1, 1, 100)},
        loads={"city": 0.5},
    )


def test_the_slowest_kitchen_and_the_longest_line_are_waited_for() -> None:
    """Of all stalls of an order; the way comes on top."""
    promises = known()
    assert promises.foreseen({"a": STALL}, "city") == Foreseen(pytest.approx(870), 3, 0.5)
    assert promises.foreseen(BOTH, "city") == Foreseen(1200, 3, 0.5)
    assert promises.promised_s(BOTH, "city", 120) == pytest.approx(120 + 300 + 1200 + 360)


@pytest.mark.parametrize("promises", [known(kept=0.0), known(weights=())])
def test_without_what_is_learnt_the_terms_promise(promises: Promises) -> None:
    """The stall's own time, the way, and the time for waiting."""
    assert promises.promised_s(BOTH, "city", 120) == 1200 + 120 + 600


def test_another_zone_is_not_known() -> None:
    """Each learns from its own orders."""
    assert known().promised_s({"a": STALL}, "elsewhere", 120) == 600 + 120 + 600


def test_a_slow_hour_is_slow_for_all() -> None:
    """Of the zone in which it is."""
    hours = (HourPace(20, 180.0, 2.0),)
    pace = DeliveryPace(id="city", learnt_to=EVENING, hours=hours, weights=WEIGHTS)
    promises = replace(known(), deliveries={"city": pace})
    assert promises.foreseen({"b": SLOW}, "city") == Foreseen(pytest.approx(2280), 1, 0.5)


def test_who_says_that_they_are_busy_is_believed() -> None:
    """No less than they say; while they say it."""
    busy = replace(STALL, rush=Rush(EVENING + timedelta(minutes=5), 900))
    quick = replace(STALL, rush=Rush(EVENING + timedelta(minutes=5), 60))
    for stall, expected in ((busy, 1500), (quick, 870)):
        assert known().foreseen({"a": stall}, "city") == Foreseen(pytest.approx(expected), 3, 0.5)
    later = replace(known(), now=EVENING + timedelta(minutes=6))
    assert later.foreseen({"a": busy}, "city") == Foreseen(pytest.approx(870), 3, 0.5)


def test_an_order_more_counts_for_each_courier() -> None:
    """Of a zone without any, for one."""
    assert (load(5, 4), load(5, 0)) == (1.5, 6.0)
