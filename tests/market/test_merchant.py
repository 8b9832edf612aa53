"""Whether a merchant takes orders: online, taking, and open; the kitchen says the same."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from tests.market.merchants import NOON, OPEN, admitted, closed, merchant, takes_orders
from yeshi.market.merchant import Closed, Held


@pytest.mark.parametrize(
    ("online", "taking", "is_open"), list(product([True, False], [True, False], [True, False]))
)
def test_it_takes_orders_online_when_it_takes_them_and_is_open(
    online: bool, taking: bool, is_open: bool
) -> None:
    """All three, and what a page shows is what the kitchen answers."""
    seller, now = merchant(online=online, taking=taking), OPEN if is_open else NOON
    assert takes_orders(seller, now) is (online and taking and is_open)
    assert takes_orders(seller, now) is (admitted(seller, now) is None)


@pytest.mark.parametrize(
    ("online", "taking", "is_open", "why"),
    [
        (True, True, True, None),
        (True, True, False, Closed.HOURS),
        (True, False, True, Closed.PAUSED),
        (True, False, False, Closed.PAUSED),
        (False, True, True, Closed.NOT_ONLINE),
        (False, False, False, Closed.NOT_ONLINE),
    ],
)
def test_the_reason_that_lasts_longest_is_told(
    online: bool, taking: bool, is_open: bool, why: Closed | None
) -> None:
    """Who is only listed does not open at five."""
    seller = merchant(online=online, taking=taking)
    assert closed(seller, OPEN if is_open else NOON) is why


def test_whoever_may_sell_may_be_booked() -> None:
    """A pause of the kitchen is none of the seats, and what holds it is over some time."""
    stall = merchant()
    held = Held(OPEN, "", "")
    assert replace(stall, taking=False).takes_bookings
    assert replace(stall, held=held).takes_bookings
    for no in (
        replace(stall, online=False),
        replace(stall, lacks_facts=True),
        replace(stall, ended_at=OPEN),
    ):
        assert not no.takes_bookings
