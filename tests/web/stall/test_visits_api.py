"""A shop's services and bookings over JSON."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.flow.visits.shops import BarberCity, later
from tests.web.test_api import client_of
from yeshi.adapters.memory.store import MemoryStore
from yeshi.visits.booking import BookingState

BASE = "/api/merchants/a"
NAME = {"zh": "修面", "en": "shave"}


@pytest.fixture
def city() -> BarberCity:
    """With a barber."""
    return BarberCity(MemoryStore("CNY"))


@pytest.fixture
def client(city: BarberCity) -> TestClient:
    """The shop's till."""
    return client_of(city)


def send(client: TestClient, path: str, body: dict[str, Any] | None = None) -> Any:
    """What is answered; each path with a key of its own."""
    answer = client.post(f"{BASE}/{path}", json=body, headers={"Idempotency-Key": path})
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_services_and_seats(city: BarberCity, client: TestClient) -> None:
    """Entered, said anew, paused and ended."""
    seats = send(client, "seats", {"name": NAME, "seats_count": 1})["seats"]
    send(client, f"seats/{seats}", {"name": NAME, "seats_count": 3, "days_off": [6, 0]})
    time = {"paused_from": later(0).isoformat(), "paused_until": later(60).isoformat()}
    send(client, f"seats/{seats}/pause", time)
    with city.store.begin() as work:
        pool = work.seat_pools.must(seats)
    assert (pool.count, pool.days_off, len(pool.paused)) == (3, (0, 6), 1)
    send(client, f"seats/{seats}/resume", time)
    body = {"name": NAME, "sort": "barber", "seat_pool": seats, "minutes": 20, "price_fen": 2000}
    service = send(client, "services", body)["service"]
    send(client, f"services/{service}", body | {"price_fen": 2500})
    with city.store.begin() as work:
        assert work.seat_pools.must(seats).paused == ()
        assert work.services.must(service).price.fen == 2500
    send(client, f"services/{service}/end")
    with city.store.begin() as work:
        assert work.services.must(service).ended_at is not None


def test_bookings(city: BarberCity, client: TestClient) -> None:
    """Seen, made for who calls, and answered; as which customer they are known is not told."""
    came, missed, off = (city.booked(guest, 60 + 60 * n) for n, guest in enumerate("cde"))
    called = {"service": city.cut, "starts_at": later(0).isoformat(), "guest_name": "Zhao"}
    send(client, "bookings", called)
    found = client.get(f"{BASE}/bookings").json()
    assert [one["booking"]["name"] for one in found["bookings"]] == ["Zhao", "Li", "Li", "Li"]
    assert {one["booking"]["customer"] for one in found["bookings"]} == {None}
    send(client, f"bookings/{off}/decline", {"why": "broken"})
    city.clock.put(later(135))
    send(client, f"bookings/{came}/came")
    send(client, f"bookings/{missed}/missed")
    states = [city.booking(one).state for one in (came, missed, off)]
    assert states == [BookingState.CAME, BookingState.MISSED, BookingState.DECLINED]
