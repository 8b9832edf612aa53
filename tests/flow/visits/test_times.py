"""When the door is open on business days: after midnight, round the clock, and on days off."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

from tests.builders import CALENDAR, EVENING, SmallCity
from yeshi.flow.visits.times import a_day, days_of, may_come, open_spans, takes_bookings
from yeshi.market.hours import Hours
from yeshi.market.merchant import Held
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


def test_whoever_may_sell_may_be_booked() -> None:
    """A pause of the kitchen is none of the seats."""
    city = SmallCity().settle_in()
    with city.store.begin() as work:
        stall = work.merchants.must("a")
    assert takes_bookings(replace(stall, taking=False))
    for no in (
        replace(stall, online=False),
        replace(stall, lacks_facts=True),
        replace(stall, ended_at=EVENING),
        replace(stall, held=Held(EVENING, "", "")),
    ):
        assert not takes_bookings(no)
