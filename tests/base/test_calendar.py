"""The business day turns by the city's clock, and every moment lies in exactly one."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import available_timezones

import pytest
from hypothesis import assume, given
from hypothesis import strategies as some

from tests.builders import CALENDAR, LOCAL
from yeshi.base.calendar import QUARTER, Calendar, next_quarter, quarter_of, zone_named

NEW_YORK = Calendar(zone_named("America/New_York"))
ZONES = sorted(name for name in available_timezones() if name != "localtime")
FROM = datetime(2000, 1, 1, tzinfo=UTC)
MOMENTS = some.timedeltas(timedelta(0), timedelta(days=200 * 365.25)).map(lambda past: FROM + past)
CLOCK = some.builds(time, some.integers(0, 23), some.integers(0, 59))


@some.composite
def calendars(draw: some.DrawFn) -> Calendar:
    """Any zone, mostly with the usual hours, at times with others."""
    zone = zone_named(draw(some.sampled_from(ZONES)))
    if draw(some.booleans()):
        return Calendar(zone)
    return Calendar(zone, draw(CLOCK), draw(CLOCK))


@pytest.mark.parametrize(
    ("at", "day"),
    [
        (datetime(2026, 11, 24, 23, 40, tzinfo=LOCAL), date(2026, 11, 24)),
        (datetime(2026, 11, 25, 5, 59, tzinfo=LOCAL), date(2026, 11, 24)),
        (datetime(2026, 11, 25, 6, 0, tzinfo=LOCAL), date(2026, 11, 25)),
        (datetime(2026, 11, 24, 22, 30, tzinfo=UTC), date(2026, 11, 25)),
    ],
)
def test_a_night_belongs_to_the_date_on_which_it_began(at: datetime, day: date) -> None:
    """Also when the moment is given in another zone."""
    assert CALENDAR.business_day(at) == day


@pytest.mark.parametrize(
    ("hour", "night"), [(17, False), (18, True), (0, True), (5, True), (6, False)]
)
def test_night_trade_is_from_eighteen_to_six(hour: int, night: bool) -> None:
    """18:00 belongs to it, 06:00 does not."""
    assert CALENDAR.is_night(datetime(2026, 11, 24, hour, tzinfo=LOCAL)) is night
    assert CALENDAR.hour_is_night(hour) is night


@given(calendars(), MOMENTS)
def test_every_moment_lies_in_exactly_its_day(calendar: Calendar, moment: datetime) -> None:
    """Between its ends, and in no neighbour."""
    day = calendar.business_day(moment)
    assert calendar.day_begins(day) <= moment < calendar.day_ends(day)
    assert calendar.day_ends(day) == calendar.day_begins(day + timedelta(days=1))


@given(calendars(), some.dates(date(2000, 1, 2), date(2200, 1, 1)))
def test_a_day_begins_in_itself(calendar: Calendar, day: date) -> None:
    """Save a date that the zone passed over, as Samoa did in 2011: no moment lies in it."""
    begins, ends = calendar.day_begins(day), calendar.day_ends(day)
    assert begins <= ends
    assume(begins < ends)
    assert calendar.business_day(begins) == day
    assert calendar.business_day(ends - timedelta(microseconds=1)) == day


@given(calendars(), MOMENTS)
def test_the_night_is_the_end_of_the_day(calendar: Calendar, moment: datetime) -> None:
    """Once it has begun it lasts until the day turns, and it never begins twice."""
    if calendar.is_night(moment):
        last = calendar.day_ends(calendar.business_day(moment)) - timedelta(microseconds=1)
        assert calendar.is_night(last)
    assert not calendar.is_night(moment) or calendar.night_begins != calendar.turns_at


@given(some.sampled_from(ZONES), MOMENTS)
def test_hours_on_the_wall_tell_the_night_as_moments_do(name: str, moment: datetime) -> None:
    """With the usual hours, whatever the zone."""
    calendar = Calendar(zone_named(name))
    assert calendar.is_night(moment) is calendar.hour_is_night(calendar.local(moment).hour)


def test_the_day_on_which_clocks_are_put_back_has_25_hours() -> None:
    """And the one on which they are put forward 23."""

    def hours(day: date) -> float:
        return (NEW_YORK.day_ends(day) - NEW_YORK.day_begins(day)) / timedelta(hours=1)

    assert hours(date(2026, 10, 31)) == 25
    assert hours(date(2026, 3, 7)) == 23
    assert hours(date(2026, 11, 1)) == 24


def test_a_day_that_turns_while_clocks_are_put_back_turns_once() -> None:
    """At the first 01:30; the second 01:15 is of the new day already."""
    calendar = Calendar(NEW_YORK.zone, time(1, 30), time(18))
    second = datetime(2026, 11, 1, 6, 15, tzinfo=UTC)
    assert calendar.local(second).time() == time(1, 15)
    assert calendar.business_day(second) == date(2026, 11, 1)
    assert not calendar.is_night(second)


def test_a_date_that_a_zone_passed_over_has_no_moment() -> None:
    """Samoa went from 29 to 31 December 2011."""
    apia = Calendar(zone_named("Pacific/Apia"))
    assert apia.day_begins(date(2011, 12, 30)) == apia.day_ends(date(2011, 12, 30))
    assert apia.business_day(apia.day_begins(date(2011, 12, 30))) == date(2011, 12, 31)


def test_hours_run_in_the_order_of_the_business_day() -> None:
    """From the hour in which it turns."""
    assert CALENDAR.hours == (*range(6, 24), *range(6))
    early = Calendar(LOCAL, time(4), time(20))
    assert early.hours[0] == 4
    assert [hour for hour in early.hours if early.hour_is_night(hour)] == [
        20,
        21,
        22,
        23,
        *range(4),
    ]


@pytest.mark.parametrize("zone", ["UTC", "Asia/Shanghai", "Asia/Kathmandu"])
def test_quarters_begin_on_the_quarter_of_every_clock(zone: str) -> None:
    """Also where clocks differ by a part of an hour."""
    whole = datetime(2026, 11, 24, 20, 15, tzinfo=zone_named(zone))
    minute = timedelta(minutes=1)
    assert quarter_of(whole) == next_quarter(whole) == whole
    assert quarter_of(whole + minute) == whole
    assert next_quarter(whole + minute) == whole + QUARTER
    assert next_quarter(whole - minute) == whole
