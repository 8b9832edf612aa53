"""An operator takes the step of a stall that does not answer."""

from __future__ import annotations

import pytest

from tests.builders import SmallCity, done
from tests.flow.stalls.test_holding import COOK, ELSEWHERE, OPERATOR
from yeshi.base.refused import Refused, Unknown
from yeshi.flow.orders.acting_for import Step, act_for
from yeshi.flow.ports import Store
from yeshi.orders.lifecycle import OrderState


@pytest.fixture
def city(store: Store) -> SmallCity:
    """The small city on each store, with money."""
    city = SmallCity(store).settle_in()
    city.fill()
    return city


def test_an_order_goes_on_though_its_stall_is_silent(city: SmallCity) -> None:
    """Accepted and put on the counter by the operator, who is in the record with the reason."""
    order, by = city.place({"a1": 1}), city.by(OPERATOR)
    done(act_for(by, city.key(), order, "a", Step.ACCEPT, "phoned", 5))
    done(act_for(by, city.key(), order, "a", Step.READY, "seen on the counter"))
    assert city.order(order).state is OrderState.READY
    with city.store.begin() as work:
        told = [
            (one.event.kind, one.by, getattr(one.event, "why", None))
            for one in work.events.of_subject(order)
            if one.event.kind == "ticket.acted_for"
        ]
    who = "person:operator-city"
    assert told == [
        ("ticket.acted_for", who, "phoned"), ("ticket.acted_for", who, "seen on the counter"),
    ]  # fmt: skip


def test_what_is_turned_down_is_paid_back(city: SmallCity) -> None:
    """As if the stall had done it."""
    order = city.place({"a1": 1})
    done(act_for(city.by(OPERATOR), city.key(), order, "a", Step.REJECT, "the stall is flooded"))
    assert city.order(order).state is OrderState.REFUNDED


def test_nobody_else_acts_and_not_without_a_reason(city: SmallCity) -> None:
    """A zone's operator elsewhere finds no such order."""
    order = city.place({"a1": 1})
    for who in (COOK, None):
        said = act_for(city.by(who), city.key(), order, "a", Step.ACCEPT, "why")
        assert isinstance(said, Refused)
    said = act_for(city.by(ELSEWHERE), city.key(), order, "a", Step.ACCEPT, "why")
    assert said == Refused(Unknown("order", order))
    assert isinstance(act_for(city.by(OPERATOR), city.key(), order, "a", Step.ACCEPT, ""), Refused)
    assert isinstance(
        act_for(city.by(OPERATOR), city.key(), order, "b", Step.ACCEPT, "why"), Refused
    )
