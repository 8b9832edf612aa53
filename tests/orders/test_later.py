"""An order for later sleeps until it is begun, and counts from then."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from tests.orders.orders import an_order
from yeshi.base.calendar import next_quarter
from yeshi.base.refused import Refused
from yeshi.orders.attention import has_to_be_called
from yeshi.orders.later import (
    answer_from,
    asked_from,
    asleep,
    counts_from,
    counts_on,
    is_to_begin,
    may_take_back,
    said_for,
    sleeps,
)
from yeshi.orders.lifecycle import OrderState, TicketState
from yeshi.orders.order import Order
from yeshi.orders.progress import ticket_ready
from yeshi.orders.track import Waits, may_be_called_off, waits_for
from yeshi.orders.wished import NotBegunYet, Wished

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
PLAIN = an_order(OrderState.ACCEPTED, ("a", TicketState.ACCEPTED))
NOW = PLAIN.placed_at
AT = next_quarter(NOW + 3 * HOUR)
PLAN = Wished(at=AT, begins_at=AT - 20 * MINUTE, ready_at=AT - 10 * MINUTE)
LATER = replace(PLAIN, wished=PLAN)
BEGUN = replace(PLAIN, wished=replace(PLAN, begun_at=PLAN.begins_at + MINUTE))


def test_it_sleeps_until_it_is_begun() -> None:
    """What is for now never sleeps."""
    assert [asleep(one) for one in (PLAIN, LATER, BEGUN)] == [False, True, False]
    assert not sleeps(replace(LATER, state=OrderState.REFUNDED))


def test_its_time_counts_from_when_it_is_begun() -> None:
    """Before that from when it will be."""
    assert counts_from(PLAIN) == NOW
    assert counts_from(LATER) == PLAN.begins_at
    assert counts_from(BEGUN) == PLAN.begins_at + MINUTE
    assert counts_on(PLAIN, NOW) == counts_on(LATER, NOW) - (PLAN.begins_at - NOW)


def test_it_is_begun_once_when_it_is_time() -> None:
    """Not before, and not what came to nothing."""
    assert not is_to_begin(LATER, PLAN.begins_at - MINUTE)
    assert is_to_begin(LATER, PLAN.begins_at)
    assert not is_to_begin(BEGUN, PLAN.begins_at + HOUR)
    assert not is_to_begin(replace(LATER, state=OrderState.CANCELLED), PLAN.begins_at)


def test_it_is_taken_on_for_its_time() -> None:
    """Whatever a stall says while there is time; no sooner than it can be where there is none."""
    assert said_for(PLAIN, NOW, NOW - MINUTE) == NOW
    assert said_for(LATER, NOW, NOW + MINUTE) == PLAN.ready_at
    late = PLAN.ready_at - MINUTE
    assert said_for(LATER, late, late) == PLAN.ready_at
    assert said_for(LATER, late, late + HOUR) == late + HOUR


def test_who_ordered_takes_it_back_until_it_is_begun() -> None:
    """What was taken on for now is kept."""
    assert may_take_back(LATER)
    assert may_be_called_off(LATER)
    for one in (PLAIN, BEGUN):
        assert not may_take_back(one)
        assert not may_be_called_off(one)


def test_nothing_of_it_is_ready_before_it_is_begun() -> None:
    """It would be cold."""
    early = ticket_ready(LATER, "a", NOW)
    assert early == Refused(NotBegunYet(PLAN.begins_at.isoformat()))
    assert not isinstance(ticket_ready(BEGUN, "a", PLAN.ready_at), Refused)


def test_it_waits_for_its_time_and_then_as_others() -> None:
    """Nobody looks for a courier before."""
    assert waits_for(LATER) is Waits.TIME
    assert waits_for(BEGUN) is Waits.COURIER


OPENS, CLOSES, REOPENS = NOW + HOUR, NOW + 2 * HOUR, NOW + 20 * HOUR
WITHIN = 5 * MINUTE


@pytest.mark.parametrize(
    ("opens", "now", "expected"),
    [
        (OPENS, NOW, OPENS),
        (OPENS, OPENS, None),
        (OPENS, CLOSES - WITHIN, None),
        (OPENS, CLOSES - MINUTE, REOPENS),
    ],
)
def test_a_closed_stall_is_waited_for_once_it_opens(
    opens: datetime, now: datetime, expected: datetime | None
) -> None:
    """Also one that is about to close."""
    plan = replace(PLAN, begins_at=REOPENS)
    assert answer_from(plan, max(opens, now), CLOSES, REOPENS, now, WITHIN) == expected


def test_what_is_begun_before_it_opens_again_is_answered_now() -> None:
    """A stall that is about to close is open to it still."""
    plan = replace(PLAN, begins_at=CLOSES)
    assert answer_from(plan, OPENS, CLOSES, REOPENS, CLOSES - MINUTE, WITHIN) is None


def silent(asked: datetime | None) -> Order:
    """An unanswered order of a stall that is asked from then on."""
    placed = an_order(OrderState.PLACED, ("a", TicketState.PLACED))
    return replace(placed, tickets=(replace(placed.tickets[0], asked_from=asked),))


def test_silence_counts_from_when_it_is_asked() -> None:
    """By default from when it was ordered."""
    plain, later = silent(None), silent(OPENS)
    assert asked_from(plain, plain.tickets[0]) == NOW
    assert has_to_be_called(plain, "a", NOW + 3 * MINUTE, 300)
    assert not has_to_be_called(later, "a", NOW + 3 * MINUTE, 300)
    assert has_to_be_called(later, "a", OPENS + 3 * MINUTE, 300)
