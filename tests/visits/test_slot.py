"""When a seat is free: by the quarter, within the hours, and never more guests than seats."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from yeshi.base.calendar import QUARTER
from yeshi.visits.slot import SeatTimes, Span, most_at_once

NOON = datetime(2026, 11, 28, 12, 0, tzinfo=UTC)


def at(minutes: int) -> datetime:
    """So many minutes after noon."""
    return NOON + timedelta(minutes=minutes)


def span(starts: int, ends: int) -> Span:
    """From so many minutes after noon until so many."""
    return Span(at(starts), at(ends))


def times(taken: tuple[Span, ...] = (), seats: int = 1, paused: tuple[Span, ...] = ()) -> SeatTimes:
    """Two hours from noon on, for a stay of half an hour with five minutes after it."""
    return SeatTimes(
        seats=seats, opened=(span(0, 120),), paused=paused, taken=taken,
        lasts=timedelta(minutes=30), keeps=timedelta(minutes=35),
    )  # fmt: skip


ALL = span(-600, 600)


def free(found: SeatTimes, within: Span = ALL) -> list[int]:
    """The minutes after noon at which one may come."""
    return [int((one - NOON).total_seconds() // 60) for one in found.free(within)]


def test_slots_begin_each_quarter_and_end_before_the_door_shuts() -> None:
    """The last stay ends when the door shuts; what is made ready after it may be later."""
    assert free(times()) == [0, 15, 30, 45, 60, 75, 90]


def test_a_seat_is_made_ready_before_the_next_guest() -> None:
    """A stay of half an hour from 0:30 on keeps its seat until 1:05."""
    assert free(times((span(30, 65),))) == [75, 90]
    assert free(times((span(30, 65),), seats=2)) == [0, 15, 30, 45, 60, 75, 90]


def test_nobody_comes_in_a_pause_or_out_of_what_is_asked() -> None:
    """A stay that would last into it is none either."""
    assert free(times(paused=(span(60, 75),))) == [0, 15, 75, 90]
    assert free(times(), span(31, 76)) == [45, 60, 75]
    assert times().next_free(span(31, 76)) == at(45)
    assert times().next_free(span(91, 600)) is None


def test_only_whole_quarters_are_offered() -> None:
    """Whatever is free."""
    assert not times().is_offered(at(7))
    assert times().is_offered(at(15))
    assert not times().is_offered(at(105))


# Whoever reckons beside others is slow.
UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
_SPANS = some.builds(
    lambda starts, length: span(starts, starts + length),
    some.integers(0, 200), some.integers(1, 90),
)  # fmt: skip


@UNHURRIED
@given(some.lists(_SPANS, max_size=8), _SPANS)
def test_most_at_once_is_what_counting_each_minute_finds(taken: list[Span], within: Span) -> None:
    """Ends do not count: who leaves makes room for who comes."""
    minutes = int((within.ends - within.starts).total_seconds() // 60)
    moments = [within.starts + timedelta(minutes=one) for one in range(minutes)]
    counted = max(sum(o.starts <= m < o.ends for o in taken) for m in moments)
    assert most_at_once(taken, within) == counted


@UNHURRIED
@given(
    some.lists(some.tuples(some.integers(0, 12), some.booleans()), max_size=40), some.integers(1, 3)
)
def test_whatever_is_booked_and_called_off_seats_are_enough(
    asked: list[tuple[int, bool]], seats: int
) -> None:
    """Each time that is free is taken or an earlier guest leaves; seats never run out."""
    taken: list[Span] = []
    for quarter, books in asked:
        starts = NOON + quarter * QUARTER
        found = times(tuple(taken), seats)
        if books and found.is_free(starts):
            taken.append(Span(starts, starts + found.keeps))
        elif not books and taken:
            taken.pop(quarter % len(taken))
        assert most_at_once(taken, ALL) <= seats
