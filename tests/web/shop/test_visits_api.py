"""Services over JSON, for programs that book for a customer."""

from __future__ import annotations

from datetime import timedelta

import pytest
from fastapi.testclient import TestClient

from tests.flow.visits.shops import PHONE, BarberCity, later
from tests.web.shop.test_table_pages import phone
from yeshi.adapters.memory.store import MemoryStore
from yeshi.flow.due import FINDABLE, carry_out


@pytest.fixture
def city() -> BarberCity:
    """With a barber."""
    return BarberCity(MemoryStore("CNY"))


@pytest.fixture
def client(city: BarberCity) -> TestClient:
    """A program of a guest."""
    return phone(city)


def book(city: BarberCity, client: TestClient, key: str = "k", minutes: int = 60) -> object:
    """What is answered to a booking of that time."""
    body = {"starts_at": later(minutes).isoformat(), "phone": PHONE, "guest_name": "Li"}
    heads = {"Idempotency-Key": key}
    return client.post(f"/api/services/{city.cut}/bookings", json=body, headers=heads).json()


def test_services_are_listed_found_and_shown(city: BarberCity, client: TestClient) -> None:
    """With when one may come."""
    carry_out(city.engine, FINDABLE)
    for path in ("", "?sort=barber", "?q=jianfa", "?q=jf&sort=barber"):
        [found] = client.get(f"/api/services{path}").json()
        assert found["service"]["id"] == city.cut
        assert found["next_free"].startswith("2026-11-24T12:15")
    assert client.get("/api/services?q=jf&sort=karaoke").json() == []
    [found] = client.get("/api/merchants/a/services").json()
    assert found["service"]["price"]["fen"] == 3000
    day = client.get(f"/api/services/{city.cut}").json()
    assert len(day["days"]) == 7
    assert client.get("/api/services/none").status_code == 404
    tomorrow = city.calendar.business_day(later(0)) + timedelta(days=1)
    there = client.get(f"/api/services/{city.cut}?day={tomorrow}").json()
    assert there["day"] == tomorrow.isoformat()


def test_a_program_books_moves_and_calls_off(city: BarberCity, client: TestClient) -> None:
    """The same key is the same booking; another's is none."""
    made = book(city, client)
    assert made == book(city, client)
    id_ = made["booking"]  # type: ignore[index]
    assert [one["booking"]["id"] for one in client.get("/api/bookings").json()["coming"]] == [id_]
    assert client.get(f"/api/bookings/{id_}").json()["booking"]["code"] == city.booking(id_).code
    body = {"starts_at": later(90).isoformat()}
    to, other = f"/api/bookings/{id_}", phone(city)
    for who, status in ((other, 404), (client, 200)):
        heads = {"Idempotency-Key": "m"}
        assert who.get(to).status_code == status
        assert who.post(f"{to}/move", json=body, headers=heads).status_code == status
    assert city.booking(id_).starts_at == later(90)
    for who, status in ((other, 404), (client, 200)):
        heads = {"Idempotency-Key": "c"}
        assert who.post(f"{to}/call-off", headers=heads).status_code == status
    assert client.get("/api/bookings").json()["coming"] == []


def test_a_full_time_is_a_problem(city: BarberCity, client: TestClient) -> None:
    """By its name."""
    for guest in ("x", "y"):
        city.booked(guest, 60)
    answer = book(city, client)
    assert answer["title"] == "slot_taken"  # type: ignore[index]
