"""Whose an order is, for whoever acts as its customer."""

from __future__ import annotations

import pytest

from tests.builders import SmallCity
from yeshi.base.refused import Refused, Unknown
from yeshi.flow.engine import Turn
from yeshi.flow.orders.own_order import order_of
from yeshi.flow.ports import Answer, Done
from yeshi.people.actor import CLOCK, NOBODY, Actor, visitor


@pytest.fixture(scope="module")
def city() -> SmallCity:
    """A city with an order of `c`."""
    city = SmallCity().settle_in()
    city.fill()
    city.place({"a1": 1})
    return city


@pytest.mark.parametrize(
    ("by", "customer", "own"),
    [
        (visitor("c"), "c", True),
        (CLOCK, "c", True),
        (CLOCK, "d", False),
        (visitor("d"), "d", False),
        (visitor("d"), "c", False),
        (NOBODY, "c", False),
    ],
)
def test_anothers_order_is_none(city: SmallCity, by: Actor, customer: str, own: bool) -> None:
    """The machine acts as the customer it names, and as no other."""
    with city.store.read() as work:
        order_id = next(iter(work.orders.all())).id

    def act(turn: Turn) -> Answer:
        order = order_of(turn, customer, order_id)
        return order if isinstance(order, Refused) else Done({"order": order.id})

    answer = city.engine.acting(by).perform(city.key(), "look", act)
    assert isinstance(answer, Done) is own


def test_an_order_that_is_none_is_not_known(city: SmallCity) -> None:
    """It is named as it was asked for."""

    def act(turn: Turn) -> Answer:
        order = order_of(turn, "c", "none")
        return order if isinstance(order, Refused) else Done({})

    assert city.engine.acting(visitor("c")).perform(city.key(), "look", act) == Refused(
        Unknown("order", "none")
    )
