"""Which customers are one person, and what is whose."""

from __future__ import annotations

import pytest

from tests.builders import EVENING, SmallCity, done
from tests.flow.people.test_sessions import LI, WU
from yeshi.flow.people import entering
from yeshi.flow.shopping import all_of, is_own, orders_as
from yeshi.people.actor import CLOCK, NOBODY, Actor, signed_in, visitor
from yeshi.people.shopper import Shopper


@pytest.fixture(scope="module")
def city() -> SmallCity:
    """A city where `m` and `c` are Li, and `d` is nobody with an account."""
    city = SmallCity().settle_in()
    for person in (LI, WU):
        done(entering.enter_person(city.engine, city.key(), person))
    with city.store.begin() as work:
        work.shoppers.add(Shopper("m", LI.id, main=True, since=EVENING))
        work.shoppers.add(Shopper("c", LI.id, main=False, since=EVENING))
    return city


def test_customers_of_a_person_are_one(city: SmallCity) -> None:
    """As whom they order now comes first."""
    with city.store.read() as work:
        assert all_of(work, "c") == all_of(work, "m") == ("m", "c")
        assert all_of(work, "d") == ("d",)
        assert (orders_as(work, "c"), orders_as(work, "d")) == ("m", "d")


@pytest.mark.parametrize(
    ("by", "customer", "own"),
    [
        (signed_in(LI, "m"), "c", True),
        (signed_in(LI, "m"), "d", False),
        (signed_in(WU, "d"), "c", False),
        (signed_in(WU, "d"), "d", True),
        (visitor("c"), "c", False),
        (visitor("d"), "d", True),
        (visitor("d"), "c", False),
        (NOBODY, "d", False),
        (CLOCK, "c", True),
    ],
)
def test_what_is_a_persons_is_no_browsers(
    city: SmallCity, by: Actor, customer: str, own: bool
) -> None:
    """Even if it has the cookie of before."""
    with city.store.read() as work:
        assert is_own(work, by, customer) is own
