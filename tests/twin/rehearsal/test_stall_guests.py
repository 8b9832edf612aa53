"""A stall's guests come as they came, and more of them only where that is assumed."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from tests.twin.rehearsal.stalls import an_hour, at_any_time, record
from yeshi.twin.actors.demand import Intent
from yeshi.twin.rehearsal.night import begins_at
from yeshi.twin.rehearsal.stall_guests import MORE, StallGuests
from yeshi.twin.rehearsal.stall_record import StallRecord

SCENARIO = an_hour()
BEGINS = begins_at(SCENARIO)


@pytest.fixture(scope="module")
def stall() -> StallRecord:
    """Sixty come in each half-hour of an hour and a half."""
    return record(SCENARIO, 60)


def come(
    stall: StallRecord, seed: int = 1, more: float = 0.0, lured: object = at_any_time,
    minutes: int = 90,
) -> list[Intent]:  # fmt: skip
    """All who come within those minutes."""
    guests = StallGuests(
        record=stall, seed=seed, calendar=SCENARIO.city.calendar, more=more,
        lured=lured,  # type: ignore[arg-type]
    )  # fmt: skip
    return [
        one
        for number in range(minutes)
        for one in guests.wishes(BEGINS + timedelta(minutes=number))
    ]


def test_as_many_come_as_came(stall: StallRecord) -> None:
    """In the half-hours in which they did, each with a basket and a door of theirs."""
    nights = [come(stall, seed, minutes=150) for seed in range(20)]
    assert 170 < sum(map(len, nights)) / 20 < 190
    ends = BEGINS + timedelta(minutes=90)
    assert all(BEGINS <= one.at < ends for night in nights for one in night)
    known = [one.wanted for one in stall.visits]
    assert all(one.wanted in known for one in nights[0])
    collect = sum(one.collects for one in nights[0]) / len(nights[0])
    assert 0.05 < collect < 0.35


def test_more_are_others_beside_the_same(stall: StallRecord) -> None:
    """However many more: those of a smaller number are among those of a greater."""
    plain, some, many = (come(stall, more=more) for more in (0.0, 0.25, 0.5))
    assert plain == [one for one in many if not one.customer.startswith(MORE)]
    lured = [[one for one in they if one.customer.startswith(MORE)] for they in (some, many)]
    assert 0.1 * len(plain) < len(lured[0]) < 0.4 * len(plain)
    assert {one.key for one in lured[0]} < {one.key for one in lured[1]}
    assert come(stall, more=0.25) == some
    assert come(stall, seed=2, more=0.25) != some


def test_they_come_while_the_deal_runs(stall: StallRecord) -> None:
    """Not at other hours."""
    half = BEGINS + timedelta(minutes=45)

    def early(at: datetime) -> bool:
        return at < half

    found = [one for one in come(stall, more=1.0, lured=early) if one.customer.startswith(MORE)]
    assert found
    assert all(one.at < half for one in found)
