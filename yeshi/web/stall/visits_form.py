"""What a merchant types of services and seats, read; and a time of a business day as a moment."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime, time, timedelta

from yeshi.base.calendar import Calendar
from yeshi.base.refused import Invalid, Refused
from yeshi.visits.seats import SEATS_MAX, WEEKDAYS, SeatPool, SeatsSaid
from yeshi.visits.service import (
    BETWEEN_MAX,
    MINUTES_MAX,
    BookableService,
    ServiceSaid,
    ServiceSort,
)
from yeshi.web.frame.render import as_typed
from yeshi.web.frame.typed import TypedForm, both_filled


def read_service(typed: TypedForm, pools: Collection[str]) -> ServiceSaid:
    """What was typed of a service; what cannot be stands in the form's faults."""
    said = ServiceSaid(
        name=typed.name("name"),
        sort=ServiceSort(typed.one_of("sort", list(ServiceSort)) or ServiceSort.OTHER),
        seats=typed.one_of("seat_pool", pools),
        minutes=typed.number("minutes", 1, MINUTES_MAX),
        between=typed.number("between", 0, BETWEEN_MAX),
        price=typed.amount("price"),
    )
    if said.price.fen <= 0:
        typed.faults.setdefault("price", Refused(Invalid("price", "empty")))
    return said


def service_filled(service: BookableService) -> dict[str, str]:
    """What stands in the form of a service there is."""
    return {
        **both_filled("name", service.name),
        "sort": service.sort.value,
        "seat_pool": service.seats,
        "minutes": str(service.minutes),
        "between": str(service.between),
        "price": as_typed(service.price),
    }


def read_seats(typed: TypedForm) -> SeatsSaid:
    """What was typed of seats; what cannot be stands in the form's faults."""
    days = tuple(day for day in WEEKDAYS if typed.ticked(f"day-{day}"))
    count = typed.number("seats_count", 1, SEATS_MAX)
    return SeatsSaid(name=typed.name("name"), count=count, days_off=days)


def seats_filled(pool: SeatPool) -> dict[str, str]:
    """What stands in the form of seats there are."""
    days = {f"day-{day}": "true" for day in pool.days_off}
    return {**both_filled("name", pool.name), "seats_count": str(pool.count), **days}


def moment_of(calendar: Calendar, day: date, at: time) -> datetime:
    """That time of a business day: before the day turns, it is of the date after."""
    on = day if at >= calendar.turns_at else day + timedelta(days=1)
    return calendar.at(on, at)


def end_of(calendar: Calendar, day: date, at: time) -> datetime:
    """Until that time of a business day: the hour at which the day turns is its end."""
    return calendar.day_ends(day) if at == calendar.turns_at else moment_of(calendar, day, at)


FIRST_SERVICE: Mapping[str, str] = {"minutes": "60", "between": "0", "sort": ServiceSort.OTHER}
FIRST_SEATS: Mapping[str, str] = {"seats_count": "1"}
