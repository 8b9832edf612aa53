"""From one address so much is booked in an hour, whoever says that they book."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fastapi.testclient import TestClient
from httpx import Response

from tests.builders import done
from tests.flow.visits.shops import CHAIRS, OWNER, BarberCity, later, phone_of
from tests.web.browsing import BrowsingClient
from tests.web.test_api import desk_of
from yeshi.adapters.memory.store import MemoryStore
from yeshi.flow.visits.offering import change_seats
from yeshi.people.tries import OF_ADDRESS
from yeshi.web.app import create_app

HERE, THERE = ("198.51.100.7", 1), ("198.51.100.8", 1)


@pytest.fixture
def city() -> BarberCity:
    """With a barber who has chairs for all."""
    city = BarberCity(MemoryStore("CNY"))
    many = replace(CHAIRS, count=90)
    done(change_seats(city.by(OWNER), city.key(), "a", city.chairs, many))
    return city


def book(city: BarberCity, client: TestClient, guest: str, minutes: int = 60) -> Response:
    """What a new browser, with a number of its own, is answered."""
    client.cookies.clear()
    client.post("/api/customers")
    body = {"starts_at": later(minutes).isoformat(), "phone": phone_of(guest)}
    heads = {"Idempotency-Key": guest, "Accept-Language": "en"}
    return client.post(f"/api/services/{city.cut}/bookings", json=body, headers=heads)


def test_an_address_has_an_allowance(city: BarberCity) -> None:
    """Beyond it one waits, is told what to do, and is booked by calling; another address is not."""
    app = create_app(desk_of(city))
    with BrowsingClient(app, client=HERE) as here, TestClient(app, client=THERE) as there:
        for n in range(OF_ADDRESS):
            assert book(city, here, f"a{n}").status_code == 200, n
        answer = book(city, here, "more")
        assert answer.status_code == 429
        assert answer.json()["title"] == "too_many_visits_asked"
        assert "call the shop" in answer.json()["detail"]
        form = {"starts_at": later(60).isoformat(), "phone": phone_of("p"), "key": "p"}
        assert int(answer.headers["retry-after"]) >= 60
        page = here.post(f"/services/{city.cut}/book", data=form)
        assert page.status_code == 429
        assert book(city, there, "other").status_code == 200
    done(city.called(60))


def test_what_is_refused_does_not_count(city: BarberCity) -> None:
    """A time that is taken, or none, keeps nobody from booking another."""
    app = create_app(desk_of(city))
    with TestClient(app, client=HERE) as here:
        for n in range(OF_ADDRESS + 5):
            assert book(city, here, f"b{n}", 61).status_code == 409, n
        assert book(city, here, "b", 60).status_code == 200
