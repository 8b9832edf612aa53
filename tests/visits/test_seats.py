"""What may be said of seats, and when they rest."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.visits.test_slot import NOON, at, span
from yeshi.base.names import Name
from yeshi.base.refused import Invalid
from yeshi.base.sure import there
from yeshi.visits.seats import (
    PAUSES_MAX,
    SEATS_MAX,
    SeatPool,
    SeatsSaid,
    SeatsTaken,
    TooManyPauses,
    beyond_pause,
    beyond_seats,
    fewer_than_booked,
)
from yeshi.visits.slot import Span

CHAIRS = Name("椅", "chairs")
POOL = SeatPool(id="p", merchant="a", name=CHAIRS, count=2)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        (SeatsSaid(name=CHAIRS, count=0), "seats_count"),
        (SeatsSaid(name=CHAIRS, count=SEATS_MAX + 1), "seats_count"),
        (SeatsSaid(name=CHAIRS, count=1, days_off=(7,)), "days_off"),
        (SeatsSaid(name=CHAIRS, count=1, days_off=tuple(range(7))), "days_off"),
        (SeatsSaid(name=Name("", "chairs"), count=1), "name"),
    ],
)
def test_what_cannot_be_is_refused_by_its_field(said: SeatsSaid, field: str) -> None:
    """What is right is not."""
    found = there(beyond_seats(said), "refusal").reason
    assert isinstance(found, Invalid)
    assert found.field == field
    assert beyond_seats(SeatsSaid(name=CHAIRS, count=SEATS_MAX, days_off=(0, 6))) is None


def test_there_are_not_fewer_than_are_booked_at_once() -> None:
    """What is over counts no more."""
    taken = [span(0, 30), span(15, 45), span(60, 90)]
    assert there(fewer_than_booked(1, taken, NOON), "refusal").reason == SeatsTaken(2)
    assert fewer_than_booked(2, taken, NOON) is None
    assert fewer_than_booked(1, taken, at(46)) is None
    assert fewer_than_booked(1, taken, at(600)) is None
    assert fewer_than_booked(1, [], NOON) is None


def test_a_pause_has_an_end_that_is_to_come() -> None:
    """Neither none nor one of months."""
    for wrong in (span(0, 0), span(10, 0), span(-60, 0), Span(NOON, NOON + timedelta(days=61))):
        assert there(beyond_pause(POOL, wrong, NOON), "refusal").reason == Invalid(
            "paused_until", "later"
        )
    assert beyond_pause(POOL, span(-60, 1), NOON) is None


def test_pauses_are_kept_in_order_until_they_are_over() -> None:
    """Taken back, one is none; there are no more to come than a stall can oversee."""
    pool = POOL.resting(span(60, 90), NOON).resting(span(0, 30), NOON).resting(span(0, 30), NOON)
    assert pool.paused == (span(0, 30), span(60, 90))
    assert pool.working(span(60, 90)).paused == (span(0, 30),)
    assert pool.resting(span(100, 110), at(31)).paused == (span(60, 90), span(100, 110))
    for more in range(PAUSES_MAX - 2):
        pool = pool.resting(span(200 + more, 300), NOON)
    found = there(beyond_pause(pool, span(500, 510), NOON), "refusal").reason
    assert found == TooManyPauses(PAUSES_MAX)
    assert beyond_pause(pool, span(500, 510), at(31)) is None


def test_seats_say_what_is_said_of_them() -> None:
    """And keep the rest."""
    after = POOL.saying(SeatsSaid(name=Name("床", "beds"), count=5, days_off=(1,)))
    assert (after.id, after.name.en, after.count, after.days_off) == ("p", "beds", 5, (1,))
    assert after.holds
