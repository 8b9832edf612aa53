"""When seats may be had: the merchant's hours by its days, less pauses and what is booked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from yeshi.base.calendar import Calendar
from yeshi.flow.ports import Work
from yeshi.market.hours import Hours
from yeshi.market.merchant import Merchant
from yeshi.visits.booking import DAYS_AHEAD, Booking, bookable_within
from yeshi.visits.seats import SeatPool
from yeshi.visits.slot import SeatTimes, Span

A_DAY = timedelta(days=1)


def days_of(calendar: Calendar, now: datetime) -> tuple[date, ...]:
    """The business days on which one may come."""
    today = calendar.business_day(now)
    return tuple(today + timedelta(days=more) for more in range(DAYS_AHEAD))


def may_come(calendar: Calendar, now: datetime, by_phone: bool = False) -> Span:
    """From when until when one may come; who calls or stands there, at once."""
    return bookable_within(now, calendar.day_ends(days_of(calendar, now)[-1]), by_phone)


def a_day(calendar: Calendar, day: date) -> Span:
    """The business day from its beginning to its end."""
    return Span(calendar.day_begins(day), calendar.day_ends(day))


def open_spans(
    calendar: Calendar, hours: Hours, days_off: Sequence[int], days: Sequence[date]
) -> tuple[Span, ...]:
    """When the door is open on these business days and the one before, whose night may go on.

    A night belongs to the day on which its door opened; on days off it stays shut.
    """
    found: list[Span] = []
    # A door that opens after midnight opens on the date after that of its day.
    for on in (days[0] - A_DAY + n * A_DAY for n in range(len(days) + 2)):
        opened = _opened_on(calendar, hours, on)
        day = calendar.business_day(opened.starts)
        if not days[0] - A_DAY <= day <= days[-1] or day.weekday() in days_off:
            continue
        if found and found[-1].ends >= opened.starts:
            opened = Span(found.pop().starts, opened.ends)
        found.append(opened)
    return tuple(found)


def seat_times(
    calendar: Calendar, merchant: Merchant, pool: SeatPool, booked: Sequence[Booking],
    now: datetime, lasts: timedelta, keeps: timedelta,
) -> SeatTimes:  # fmt: skip
    """When a seat of the pool is free for so long; `booked`: of this pool, and others are left.

    While the merchant is held none is.
    """
    held = (Span(now - A_DAY, merchant.held.until),) if merchant.held else ()
    return SeatTimes(
        seats=pool.count,
        opened=open_spans(calendar, merchant.hours, pool.days_off, days_of(calendar, now)),
        paused=(*pool.paused, *held),
        taken=tuple(one.keeps for one in booked if one.seats == pool.id),
        lasts=lasts,
        keeps=keeps,
    )


def booked_from(
    work: Work, calendar: Calendar, seats: Sequence[str], now: datetime
) -> list[Booking]:
    """For whom a seat of these is kept, from now on until the last day that may be booked."""
    # Who comes last may stay on after that day, and be met by nobody who may be booked.
    within = may_come(calendar, now, by_phone=True)
    return work.bookings.seated(sorted(set(seats)), Span(within.starts, within.ends + 2 * A_DAY))


def _opened_on(calendar: Calendar, hours: Hours, on: date) -> Span:
    if hours.is_all_day:
        return a_day(calendar, on)
    until = on if hours.opens < hours.closes else on + A_DAY
    return Span(calendar.at(on, hours.opens), calendar.at(until, hours.closes))
