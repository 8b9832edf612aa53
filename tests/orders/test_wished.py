"""A wished time is a quarter of an hour, and begun as late as its promise allows."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yeshi.base.calendar import QUARTER
from yeshi.orders.wished import Wished, nearest_to, needs_yes, wished

AT = datetime(2026, 11, 24, 14, 15, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
seconds = st.integers(0, 4 * 3600)


def test_it_is_ready_so_long_before_as_the_way_takes() -> None:
    """And begun so long before that as its kitchens need."""
    plan = wished(AT, cook_s=600, way_s=900, promised_s=600 + 900 + 600)
    assert plan.ready_at == AT - 15 * MINUTE
    assert plan.begins_at == AT - 25 * MINUTE
    assert plan.until == AT + QUARTER


def test_where_more_may_come_between_it_is_ready_earlier() -> None:
    """So that the promise is kept as surely as others are."""
    plan = wished(AT, cook_s=600, way_s=900, promised_s=600 + 900 + 1800)
    assert plan.ready_at == AT - 30 * MINUTE


@given(seconds, seconds, seconds)
def test_what_is_planned_holds_and_keeps_its_promise(cook_s: int, way_s: int, more_s: int) -> None:
    """Whatever the kitchen, the way and what may come between take."""
    promised_s = cook_s + way_s + more_s
    plan = wished(AT, cook_s=cook_s, way_s=way_s, promised_s=promised_s)
    assert plan.holds
    assert plan.begins_at + timedelta(seconds=promised_s) <= plan.until
    assert plan.ready_at + timedelta(seconds=way_s) <= plan.at
    assert plan.made_in <= plan.ready_at < plan.made_in + QUARTER


PLAN = Wished(at=AT, begins_at=AT - 20 * MINUTE, ready_at=AT - 10 * MINUTE)


@pytest.mark.parametrize(
    "broken",
    [
        replace(PLAN, at=AT + MINUTE),
        replace(PLAN, begins_at=AT),
        replace(PLAN, ready_at=AT + QUARTER),
        replace(PLAN, begun_at=AT - 21 * MINUTE),
    ],
)
def test_what_cannot_be_is_not_kept(broken: Wished) -> None:
    """No quarter, ready before it is begun, or after it is over, or begun before its time."""
    assert PLAN.holds
    assert not broken.holds


def test_another_day_than_one_would_think_needs_a_yes() -> None:
    """For tomorrow, and for a day that turned since it was asked for."""
    today, tomorrow = date(2026, 11, 24), date(2026, 11, 25)
    assert not needs_yes(today, today, today)
    assert needs_yes(tomorrow, today, today)
    assert needs_yes(tomorrow, today, tomorrow)
    assert needs_yes(today, today, tomorrow)


def test_the_nearest_is_the_earlier_of_two() -> None:
    """None where there is none."""
    assert nearest_to(AT, [AT - QUARTER, AT + QUARTER]) == AT - QUARTER
    assert nearest_to(AT, []) is None
