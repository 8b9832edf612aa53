"""Reminding: a notice is told on an errand, once, and the record says by which channel."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.builders import EVENING, SmallCity, done
from yeshi.events.accords import MilestoneNoticed
from yeshi.flow import due, errands
from yeshi.flow.accords import coordinating
from yeshi.flow.accords.reminding import TELLING, Telling
from yeshi.flow.errand import Fault
from yeshi.flow.ports import Done, Store
from yeshi.people.person import Grant, Person, Role

A = "cooperation-2015"
SECRETARY = Person("s", "s", (Grant(Role.SECRETARY, A),), None)
DUE_ON = EVENING.date() + timedelta(days=3)


@pytest.fixture
def city(store: Store) -> SmallCity:
    """The small city on each store in turn."""
    return SmallCity(store).settle_in()


def plan(city: SmallCity) -> str:
    """A milestone that is due in three days."""
    said = coordinating.commit(city.by(SECRETARY), city.key(), A, "cloud", "alibaba", "do it")
    commitment = done(said)["commitment"]
    step = coordinating.plan(city.by(SECRETARY), city.key(), commitment, "step", "owner", DUE_ON)
    return done(step)["milestone"]


def told(city: SmallCity) -> list[MilestoneNoticed]:
    """What was said of milestones."""
    with city.store.begin() as work:
        recorded = work.events.of_subject(A)
    return [one.event for one in recorded if isinstance(one.event, MilestoneNoticed)]


def test_a_notice_is_told_once_by_the_page(city: SmallCity) -> None:
    """However often the clock finds it before, and after, it was told."""
    step = plan(city)
    assert [due.carry_out(city.engine, due.REMIND) for _ in range(2)] == [1, 1]
    assert told(city) == []
    assert (city.run_errands(), city.run_errands()) == (1, 0)
    assert due.carry_out(city.engine, due.REMIND) == 0
    assert told(city) == [MilestoneNoticed(A, step, "due_soon", DUE_ON, "page")]


def test_a_channel_that_fails_is_tried_again_and_told_by_its_name(city: SmallCity) -> None:
    """The record says nothing until somebody was told."""
    step = plan(city)
    due.carry_out(city.engine, due.REMIND)
    first = errands.take(city.engine, [TELLING])
    assert first is not None
    assert first.given == Telling(A, step, "due_soon", DUE_ON)
    done(errands.answer_failed(city.engine, first, Fault("TimeoutError", "yeshi.x:1")))
    due.carry_out(city.engine, due.REMIND)
    assert (city.run_errands(), told(city)) == (0, [])
    city.wait(1)
    again = errands.take(city.engine, [TELLING])
    assert again is not None
    done(errands.answer_done(city.engine, again, "letter"))
    assert [one.channel for one in told(city)] == ["letter"]


def test_what_was_told_while_the_day_was_moved_is_told_of_the_day_it_was_due(
    city: SmallCity,
) -> None:
    """And of the new day there is another notice."""
    step, later = plan(city), DUE_ON + timedelta(days=1)
    due.carry_out(city.engine, due.REMIND)
    begun = errands.take(city.engine, [TELLING])
    assert begun is not None
    done(coordinating.move(city.by(SECRETARY), city.key(), step, later, "why"))
    assert errands.answer_done(city.engine, begun, "page") != Done()
    due.carry_out(city.engine, due.REMIND)
    city.run_errands()
    assert [one.due_on for one in told(city)] == [DUE_ON, later]
