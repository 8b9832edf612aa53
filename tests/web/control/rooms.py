"""A city with an order and a held stall, and clients for its operator, its cook and a visitor."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from fastapi.testclient import TestClient

from tests.builders import SmallCity, done
from tests.web.everybody import sign_in_as
from tests.web.test_api import client_of
from yeshi.flow.people import entering
from yeshi.flow.stalls import holding
from yeshi.people.person import CITY, Grant, Person, Role

OPERATOR = Person("op", "Operator Li", (Grant(Role.OPERATOR, CITY),), None)
HOLDER = Person("holder", "Holder", (Grant(Role.STALLHOLDER, "a"),), None)
SAYS, WHY = "gas is checked", "a neighbour smelt gas"


@dataclass
class Room:
    """The client, the city behind it, and an order that waits for its stall."""

    client: TestClient
    city: SmallCity
    order: str

    def be(self, person: Person | None) -> TestClient:
        """Ask as that person from now on, or as a visitor."""
        self.client.cookies.clear()
        if person is not None:
            sign_in_as(self.client, self.client.app.state.desk, person)  # type: ignore[attr-defined]
        return self.client


@contextmanager
def room() -> Iterator[Room]:
    """The city, in which the operator holds stall a."""
    city = SmallCity().settle_in()
    city.fill()
    order = city.place({"a1": 1})
    for person in (OPERATOR, HOLDER):
        done(entering.enter_person(city.engine, city.key(), person))
    done(holding.hold(city.by(OPERATOR), city.key(), "a", 30, SAYS, WHY))
    with client_of(city, signed_in=False) as client:
        yield Room(client, city, order)
