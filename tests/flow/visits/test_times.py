"""When the door is open on business days: after midnight, round the clock, and on days off."""

from __future__ import annotations

from datetime import date, time, timedelta

from tests.builders import CALENDAR, EVENING
from yeshi.flow.visits.times import a_day, days_of, may_come, open_spans
from yeshi.market.hours import Hours
from yeshi.visits.booking import DAYS_AHEAD
from yeshi.visits.slot import Span

TODAY = date(2026, 11, 24)
TOMORROW = TODAY + timedelta(days=1)
DAYS = (TODAY, TOMORROW)
YESTERDAY = TODAY - timedelta(days=1)


def opened(hours: Hours, *days_off: int) -> list[Span]:
    """When the door is open."""
    return list(open_spans(CALENDAR, hours, days_off, DAYS))


def span(on: date, opens: time, until: date, closes: time) -> Span:
    """Between those times of the city's clock."""
    return Span(CALENDAR.at(on, opens), CALENDAR.at(until, closes))


def test_a_night_goes_on_after_midnight() -> None:
    """That of the day before too."""
    found = opened(Hours(time(18), time(3)))
    assert found == [
        span(YESTERDAY, time(18), TODAY, time(3)),
        span(TODAY, time(18), TOMORROW, time(3)),
        span(TOMORROW, time(18), TOMORROW + timedelta(days=1), time(3)),
    ]


def test_what_opens_after_midnight_is_of_the_night_before() -> None:
    """As the business day has it."""
    found = opened(Hours(time(0), time(5)), TODAY.weekday())
    assert span(TOMORROW, time(0), TOMORROW, time(5)) not in found
    after = TOMORROW + timedelta(days=1)
    assert span(after, time(0), after, time(5)) in found


def test_a_door_that_never_shuts_is_one_time() -> None:
    """A stay may go over the turn of the day; a day off is a gap."""
    begins = a_day(CALENDAR, YESTERDAY).starts
    (found,) = opened(Hours(time(0), time(0)))
    assert found == Span(begins, a_day(CALENDAR, TOMORROW).ends)
    gap = opened(Hours(time(0), time(0)), TODAY.weekday())
    assert gap == [a_day(CALENDAR, YESTERDAY), a_day(CALENDAR, TOMORROW)]


def test_one_may_come_in_the_days_ahead() -> None:
    """From a little after now until the last of them ends."""
    days = days_of(CALENDAR, EVENING)
    assert len(days) == DAYS_AHEAD
    assert days[0] == TODAY
    within = may_come(CALENDAR, EVENING)
    assert within.starts > EVENING > may_come(CALENDAR, EVENING, by_phone=True).starts
    assert within.ends == a_day(CALENDAR, days[-1]).ends
