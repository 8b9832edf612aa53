"""Services on pages: found, booked without script, moved and called off, by their guest alone."""

from __future__ import annotations

import re
from datetime import timedelta
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from tests.builders import done
from tests.flow.visits.shops import PHONE, BarberCity, later
from tests.web.shop.test_table_pages import phone, sends
from yeshi.adapters.memory.store import MemoryStore
from yeshi.flow.due import FINDABLE, carry_out


@pytest.fixture
def city() -> BarberCity:
    """With a barber."""
    return BarberCity(MemoryStore("CNY"))


@pytest.fixture
def client(city: BarberCity) -> TestClient:
    """A guest's phone, in English."""
    return phone(city)


def slot(city: BarberCity, minutes: int) -> str:
    """The address of that time on the service's page."""
    return f"/services/{city.cut}?at={quote(later(minutes).isoformat())}"


def book(city: BarberCity, client: TestClient, minutes: int = 60, **more: str) -> tuple[int, str]:
    """What comes of booking that time."""
    said = {"phone": PHONE, "guest_name": "Li"} | more
    return sends(client, slot(city, minutes), f"/services/{city.cut}/book", **said)


def test_a_service_stands_beside_the_food_with_its_next_time(
    city: BarberCity, client: TestClient
) -> None:
    """On the front page, on that of services and of its sort, on the stall's, and in the search."""
    carry_out(city.engine, FINDABLE)
    for path in ("/", "/services", "/services?sort=barber", "/stalls/a", "/search?q=haircut"):
        page = client.get(path).text
        assert "haircut" in page, path
        assert "next free 20:15" in page, path
    assert "next free" not in client.get("/services?sort=karaoke").text
    assert client.get("/services?sort=none").status_code == 422


def test_a_time_is_tapped_and_booked(city: BarberCity, client: TestClient) -> None:
    """The number, the code and the price stand on its page; among mine it is to come."""
    page = client.get(f"/services/{city.cut}").text
    assert "20:15" in page
    assert "pay there" in page
    status, to = book(city, client)
    assert status == 303
    made = to.rpartition("/")[2]
    page, booking = client.get(to).text, city.booking(made)
    for part in (str(booking.number), booking.code, "21:00", "¥30.00"):
        assert part in page
    assert "haircut" in client.get("/bookings").text
    assert "My bookings" in client.get("/mine").text
    entry = client.get(f"{to}/calendar.ics")
    assert entry.headers["content-type"].startswith("text/calendar")
    assert "DTSTART:20261124T130000Z" in entry.text


def test_what_is_wrong_stands_beside_its_field(city: BarberCity, client: TestClient) -> None:
    """With what was typed."""
    at = slot(city, 60)
    client.headers["referer"] = f"http://testserver{at}"
    form = re.search(r'name="starts_at" value="([^"]+)"', client.get(at).text)
    assert form is not None
    sent = {"starts_at": form[1], "phone": "12", "guest_name": "Wu", "key": "k"}
    answer = client.post(f"/services/{city.cut}/book", data=sent)
    assert answer.status_code == 409
    assert 'value="12"' in answer.text
    assert 'value="Wu"' in answer.text
    assert "telephone number" in answer.text


def test_a_time_that_was_just_taken_is_told(city: BarberCity, client: TestClient) -> None:
    """And the others are shown."""
    at = slot(city, 60)
    client.get(at)
    for guest in ("x", "y"):
        city.booked(guest, 60)
    client.headers["referer"] = f"http://testserver{at}"
    sent = {"starts_at": later(60).isoformat(), "phone": PHONE, "key": "k"}
    answer = client.post(f"/services/{city.cut}/book", data=sent)
    assert answer.status_code == 409
    assert "just taken this time" in answer.text
    assert "just taken this time" in client.get(at).text


def test_a_number_with_enough_to_come_is_told_beside_it(
    city: BarberCity, client: TestClient
) -> None:
    """What can be done too; what was typed is still there."""
    for n in range(3):
        done(city.ask(f"g{n}", 120 + 60 * n, PHONE))
    at = slot(city, 60)
    client.get(at)
    client.headers["referer"] = f"http://testserver{at}"
    sent = {"starts_at": later(60).isoformat(), "phone": PHONE, "guest_name": "Wu", "key": "k"}
    answer = client.post(f"/services/{city.cut}/book", data=sent)
    assert answer.status_code == 409
    assert "call the shop" in answer.text
    assert f'value="{PHONE}"' in answer.text
    assert re.search(r'<input[^>]*name="phone"[^>]*aria-invalid="true"', answer.text)


def test_another_time_and_none(city: BarberCity, client: TestClient) -> None:
    """In a tap each."""
    _, to = book(city, client)
    made = to.rpartition("/")[2]
    page = client.get(f"{to}/move").text
    assert "21:30" in page
    assert sends(client, f"{to}/move", f"{to}/move", starts_at=later(90).isoformat()) == (303, to)
    assert city.booking(made).starts_at == later(90)
    assert sends(client, to, f"{to}/call-off") == (303, to)
    assert "called off" in client.get(to).text
    assert "CANCELLED" in client.get(f"{to}/calendar.ics").text


def test_a_booking_is_nobody_elses(city: BarberCity, client: TestClient) -> None:
    """To another phone it is none."""
    _, to = book(city, client)
    other = phone(city)
    for path in (to, f"{to}/move", f"{to}/calendar.ics"):
        assert other.get(path).status_code == 404, path
    assert other.post(f"{to}/call-off", data={"key": "k"}).status_code == 404
    sent = {"key": "m", "starts_at": later(90).isoformat()}
    assert other.post(f"{to}/move", data=sent).status_code == 404
    assert "haircut" not in other.get("/bookings").text


def test_a_day_that_is_full_says_so(city: BarberCity, client: TestClient) -> None:
    """Another day is one tap away; a service that is none is not there."""
    day = city.calendar.business_day(later(0))
    for starts in range(15, 7 * 60 - 15, 15):
        city.called(starts)
        city.called(starts)
    page = client.get(f"/services/{city.cut}?day={day}").text
    assert "No seat is free on this day" in page
    assert f"day={day + timedelta(days=1)}" in page
    assert client.get("/services/none").status_code == 404
    done(city.ask("c", 24 * 60))


def test_the_number_of_the_address_is_there_already(city: BarberCity, client: TestClient) -> None:
    """Who left one with their address need not type it again."""
    assert 'type="tel"' in client.get(slot(city, 60)).text
    said = {
        "name": "home", "address": "5 Lane", "phone": PHONE, "x": "", "y": "", "near": "m",
        "key": "k", "back": "/",
    }  # fmt: skip
    assert client.post("/addresses", data=said).status_code == 303
    assert "139 1234 5678" in client.get(slot(city, 60)).text
