"""A shop's bookings, as who is at the counter sees and answers them."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from tests.flow.visits.shops import BarberCity, later, span
from tests.web.shop.test_table_pages import sends
from tests.web.test_api import client_of
from yeshi.adapters.memory.store import MemoryStore
from yeshi.visits.booking import BookingState, DeclinedFor

HERE = "/kitchen/a/bookings"
# Where one comes back to: the day that was looked at, which is tonight.
TONIGHT = f"{HERE}?day=2026-11-24"


@pytest.fixture
def city() -> BarberCity:
    """With a barber."""
    return BarberCity(MemoryStore("CNY"))


@pytest.fixture
def client(city: BarberCity) -> TestClient:
    """The counter's tablet, in English."""
    client = client_of(city)
    client.headers["accept-language"] = "en"
    client.follow_redirects = False
    return client


def test_tonights_guests_stand_by_their_time(city: BarberCity, client: TestClient) -> None:
    """With whom to call; the board leads there."""
    city.booked("c", 60)
    page = client.get(HERE).text
    for part in ("21:00", "Li", "+86 139 1234 5678", "Guests still to come: 1"):
        assert part in page
    assert "Bookings (1)" in client.get("/kitchen/a").text
    assert "21:00" in client.get(f"{HERE}/part").text
    assert client.get("/kitchen/none/bookings").status_code == 404


def test_a_guest_came_or_did_not_in_a_tap(city: BarberCity, client: TestClient) -> None:
    """What cannot be said yet is not there to be tapped."""
    came, missed = city.booked("c", 60), city.booked("d", 60)
    assert "Did not come" not in client.get(HERE).text
    city.clock.put(later(75))
    assert sends(client, HERE, f"{HERE}/{came}/came") == (303, TONIGHT)
    assert sends(client, HERE, f"{HERE}/{missed}/missed") == (303, TONIGHT)
    assert city.booking(came).state is BookingState.CAME
    assert city.booking(missed).state is BookingState.MISSED


def test_one_is_called_off_with_a_reason(city: BarberCity, client: TestClient) -> None:
    """In a tap."""
    made = city.booked("c", 60)
    assert sends(client, HERE, f"{HERE}/{made}/decline", why="ill") == (303, TONIGHT)
    assert city.booking(made).why is DeclinedFor.ILL


def test_who_calls_is_booked(city: BarberCity, client: TestClient) -> None:
    """After midnight too, which is of this night; what is full is told beside what was typed."""
    day = city.calendar.business_day(later(0))
    said = {"service": city.cut, "at": "00:30", "guest_name": "Zhao", "phone": ""}
    assert sends(client, HERE, HERE, **said) == (303, f"{HERE}?day={day}")
    assert "Zhao" in client.get(HERE).text
    with city.store.begin() as work:
        [made] = work.bookings.all()
    assert made.starts_at == later(270)
    sends(client, HERE, HERE, **said)
    client.headers["referer"] = f"http://testserver{HERE}"
    status, _ = sends(client, HERE, HERE, **said)
    assert status == 409


def test_a_pause_is_made_and_taken_back(city: BarberCity, client: TestClient) -> None:
    """On the seats that are named."""
    to, day = f"/kitchen/a/seats/{city.chairs}", city.calendar.business_day(later(0))
    said = {"paused_from": "21:00", "paused_until": "22:00"}
    assert sends(client, HERE, f"{to}/pause", **said) == (303, f"{HERE}?day={day}")
    with city.store.begin() as work:
        assert work.seat_pools.must(city.chairs).paused == (span(60, 120),)
    assert sends(client, HERE, f"{to}/resume") == (303, TONIGHT)
    with city.store.begin() as work:
        assert work.seat_pools.must(city.chairs).paused == ()
