"""An order for later is begun once, and its kitchens are told."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from tests.orders.test_later import BEGUN, LATER, PLAIN, PLAN
from yeshi.events.later import OrderBegun
from yeshi.orders.beginning import begin
from yeshi.orders.lifecycle import OrderState

MINUTE = timedelta(minutes=1)


def test_it_is_begun_when_it_is_time() -> None:
    """And each of its merchants hears of it."""
    begun = begin(LATER, PLAN.begins_at + MINUTE)
    assert begun is not None
    assert begun.order == replace(BEGUN, version=LATER.version + 1)
    (event,) = begun.events
    assert event == OrderBegun(LATER.id, ("a",))
    assert event.concerns == (LATER.id, "a")


def test_nothing_else_is_begun() -> None:
    """What is for now, what has time, what was begun, and what came to nothing."""
    ended = replace(LATER, state=OrderState.REFUNDED)
    for one, at in ((PLAIN, PLAN.at), (LATER, PLAN.begins_at - MINUTE), (BEGUN, PLAN.at)):
        assert begin(one, at) is None
    assert begin(ended, PLAN.at) is None
