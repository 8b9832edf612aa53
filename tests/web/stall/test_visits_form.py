"""Times that are typed of a business day, and forms as they are filled in."""

from __future__ import annotations

from datetime import date, time

from tests.builders import CALENDAR
from tests.flow.visits.shops import BarberCity
from yeshi.adapters.memory.store import MemoryStore
from yeshi.web.frame.typed import TypedForm
from yeshi.web.stall.visits_form import (
    end_of,
    moment_of,
    read_seats,
    read_service,
    seats_filled,
    service_filled,
)

ON = date(2026, 11, 24)


def test_what_is_before_the_day_turns_is_of_the_date_after() -> None:
    """One o'clock of Tuesday's night is on Wednesday."""
    assert moment_of(CALENDAR, ON, time(21)) == CALENDAR.at(ON, time(21))
    assert moment_of(CALENDAR, ON, time(1)) == CALENDAR.at(date(2026, 11, 25), time(1))
    assert moment_of(CALENDAR, ON, time(6)) == CALENDAR.at(ON, time(6))
    # Until six is until the end.
    assert end_of(CALENDAR, ON, time(6)) == CALENDAR.day_ends(ON)
    assert end_of(CALENDAR, ON, time(1)) == moment_of(CALENDAR, ON, time(1))


def test_what_is_filled_in_is_read_as_it_was() -> None:
    """Of a service, and of seats."""
    city = BarberCity(MemoryStore("CNY"))
    with city.store.begin() as work:
        service, pool = work.services.must(city.cut), work.seat_pools.must(city.chairs)
    typed = TypedForm(service_filled(service), "CNY")
    assert service.saying(read_service(typed, {pool.id})) == service
    assert pool.saying(read_seats(TypedForm(seats_filled(pool), "CNY"))) == pool
    assert typed.faults == {}
    lost = TypedForm(service_filled(service), "CNY")
    read_service(lost, set())
    assert set(lost.faults) == {"seat_pool"}
