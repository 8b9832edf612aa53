"""The operator of one zone sees theirs alone; the city's sees all, or one of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from fastapi.testclient import TestClient

from tests.builders import SmallCity, done
from tests.web.everybody import sign_in_as
from tests.web.test_api import client_of
from yeshi.base.names import Name
from yeshi.flow.people import entering
from yeshi.geo.point import Point
from yeshi.geo.zones import Zone
from yeshi.people.person import CITY, Grant, Person, Role

WEST = Zone("west", Name("西", "West"), Point(0, 0))
AROUND = tuple(Point(*one) for one in ((8_999, 8_999), (9_001, 8_999), (9_000, 9_001)))
EAST = Zone("east", Name("东", "East"), Point(9_000, 9_000), AROUND)
PAGES = ("/control", "/control/part", "/control/map", "/api/control")


@dataclass
class Rooms:
    """A city of two zones with an order in the west, and who asks of it."""

    client: TestClient
    order: str

    def be(self, scope: str) -> Rooms:
        """Ask as the operator of that scope from now on."""
        self.client.cookies.clear()
        desk = self.client.app.state.desk  # type: ignore[attr-defined]
        sign_in_as(self.client, desk, operator(scope))
        return self

    def tells(self, address: str) -> bool:
        """Whether the order is told there."""
        answer = self.client.get(address)
        assert answer.status_code == 200, answer.text
        return self.order in answer.text


def operator(scope: str) -> Person:
    """The operator of that scope."""
    return Person(f"op-{scope}", f"op-{scope}", (Grant(Role.OPERATOR, scope),), None)


@pytest.fixture(scope="module")
def rooms() -> Iterator[Rooms]:
    """The two zones with their operators, and the city's."""
    city = SmallCity()
    city.in_zones(WEST, EAST)
    city.settle_in()
    city.fill()
    order = city.place({"a1": 1})
    for scope in (CITY, "west", "east"):
        done(entering.enter_person(city.engine, city.key(), operator(scope)))
    with client_of(city, signed_in=False) as client:
        yield Rooms(client, order)


@pytest.mark.parametrize("page", PAGES)
def test_a_zone_is_shown_to_its_operator_and_to_the_citys(rooms: Rooms, page: str) -> None:
    """Also where both read the same page one after the other; of another zone nothing is told."""
    assert rooms.be("west").tells(page)
    assert not rooms.be("east").tells(page)
    assert rooms.be(CITY).tells(page)
    assert rooms.tells(f"{page}?zone=west")
    assert not rooms.tells(f"{page}?zone=east")


@pytest.mark.parametrize("page", PAGES)
def test_a_zone_of_somebody_else_is_not_there(rooms: Rooms, page: str) -> None:
    """Nor one that there is not at all: both are answered alike."""
    rooms.be("east")
    answers = [rooms.client.get(f"{page}?zone={zone}") for zone in ("west", "nowhere")]
    assert [one.status_code for one in answers] == [404, 404]


def test_an_order_of_another_zone_is_not_there(rooms: Rooms) -> None:
    """Neither why its courier was sent, nor a hand on it."""
    said = {"step": "release", "why": "w"}
    for scope, status in (("west", 409), ("east", 404)):
        rooms.be(scope)
        asked = rooms.client.get(f"/api/orders/{rooms.order}/why")
        assert asked.status_code == status
    room = rooms.client.get(f"/control/orders/{rooms.order}")
    key = {"Idempotency-Key": "k"}
    hand = rooms.client.post(f"/api/orders/{rooms.order}/hand", json=said, headers=key)
    assert (room.status_code, hand.status_code) == (404, 404)


def test_the_errands_are_the_citys(rooms: Rooms) -> None:
    """The zone's operator is not led to them; the city's is, and may choose a zone."""
    link = "/control/errands"
    assert link not in rooms.be("west").client.get("/control").text
    page = rooms.be(CITY).client.get("/control").text
    assert link in page
    assert "/control?zone=east" in page


def test_outlines_are_drawn_of_the_zones_that_are_looked_at(rooms: Rooms) -> None:
    """Of one's own, and of the city's those that there are."""
    drawn = [[[one.x, one.y] for one in AROUND]]
    for scope, areas in (("west", []), ("east", drawn), (CITY, drawn)):
        assert rooms.be(scope).client.get("/control/areas").json() == {"areas": areas}
    assert rooms.client.get("/control/areas?zone=west").json() == {"areas": []}
    assert rooms.be("west").client.get("/control/areas?zone=east").status_code == 404
