"""Whether a kitchen takes an order, and serves a dish."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta

import pytest

from tests.market.dishes import dish
from tests.market.merchants import CALENDAR, NOON, OPEN, admitted, merchant
from yeshi.base.refused import Refused
from yeshi.market.hours import Hours
from yeshi.market.kitchen import MerchantClosed, NotServedNow, NotTaking, admit_dish
from yeshi.market.serving import Serving


def test_an_open_kitchen_that_takes_orders_admits_them() -> None:
    """Nothing to mend."""
    assert admitted(merchant(), OPEN) is None


def test_a_shut_kitchen_says_when_it_opens() -> None:
    """As its city's clocks show it; whether it takes orders is not told while it is shut."""
    shut = Refused(MerchantClosed("a", "2026-11-24T17:00:00+08:00"))
    assert admitted(merchant(), NOON) == shut
    assert admitted(merchant(taking=False), NOON) == shut


@pytest.mark.parametrize(("online", "taking"), [(True, False), (False, True), (False, False)])
def test_an_open_kitchen_may_take_no_orders(online: bool, taking: bool) -> None:
    """Only listed, or too busy: one answer."""
    assert admitted(merchant(online=online, taking=taking), OPEN) == Refused(NotTaking("a"))


def test_a_dish_is_on_the_menu_when_it_is_served_and_was_not_taken_off() -> None:
    """Off for tonight it is until the moment that is said, and on again at it."""
    off = replace(dish("x"), off_until=OPEN)
    assert admit_dish(off, OPEN - timedelta(minutes=1), CALENDAR) == Refused(NotServedNow("x"))
    assert admit_dish(off, OPEN, CALENDAR) is None
    ended = replace(dish("x"), ended_at=OPEN)
    assert admit_dish(ended, OPEN, CALENDAR) == Refused(NotServedNow("x"))
    noon_only = replace(dish("x"), served=Serving(hours=Hours(time(11), time(14))))
    assert admit_dish(noon_only, NOON, CALENDAR) is None
    assert admit_dish(noon_only, OPEN, CALENDAR) == Refused(NotServedNow("x"))
