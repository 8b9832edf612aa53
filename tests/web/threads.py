"""The small city behind its pages, with an order on its way of which people write."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from fastapi.testclient import TestClient
from httpx import Response

from tests.builders import SmallCity, done
from tests.flow.orders.threads import OPERATOR, RIDERS, STAFF, A, city_of, rider_of, sent, thread
from tests.web.everybody import sign_in_as
from tests.web.test_api import client_of
from yeshi.adapters.memory.store import MemoryStore
from yeshi.flow.orders import delivering
from yeshi.orders.thread import (
    CONTROL,
    CUSTOMER,
    MESSAGES_MAX,
    Correspondent,
    ThreadMessage,
    ThreadSide,
)


@dataclass
class Written:
    """A city, an order of a customer's, who brings it, and a browser of each who is named."""

    city: SmallCity
    order: str
    clients: dict[str, TestClient] = field(default_factory=dict)

    @property
    def rider(self) -> Correspondent:
        """Who was sent for it."""
        return rider_of(self.city, self.order)

    @property
    def messages(self) -> tuple[ThreadMessage, ...]:
        """What was written."""
        return thread(self.city, self.order).messages

    def deliver(self) -> None:
        """Have the courier who has it collect it and hand it over."""
        engine, key = self.city.engine, self.city.key
        rider = self.rider.id
        done(delivering.collect(engine, key(), rider, self.order))
        done(delivering.deliver(engine, key(), rider, self.order))

    def browser(self, who: Correspondent | None) -> TestClient:
        """The browser of that one; of a stranger for None."""
        name = who.name if who else "stranger"
        if name not in self.clients:
            client = self.clients[name] = client_of(self.city, signed_in=False)
            desk: Any = client.app.state.desk  # type: ignore[attr-defined]
            if who is None:
                client.post("/api/customers")
            elif who.side is ThreadSide.STALL:
                sign_in_as(client, desk, STAFF[who.id])
            elif who.side is ThreadSide.COURIER:
                sign_in_as(client, desk, RIDERS[who.id])
            else:
                sign_in_as(client, desk, OPERATOR)
        return self.clients[name]

    def page(self, who: Correspondent) -> str:
        """Where that one reads and writes."""
        match who.side:
            case ThreadSide.STALL:
                return f"/kitchen/{who.id}/{self.order}/thread"
            case ThreadSide.COURIER:
                return f"/courier/{who.id}/{self.order}/thread"
            case ThreadSide.CONTROL:
                return f"/control/orders/{self.order}/thread"
            case _:
                return f"/orders/{self.order}/thread"

    def api(self, who: Correspondent) -> str:
        """The same for programs."""
        match who.side:
            case ThreadSide.STALL:
                return f"/api/merchants/{who.id}/orders/{self.order}/thread"
            case ThreadSide.COURIER:
                return f"/api/couriers/{who.id}/orders/{self.order}/thread"
            case ThreadSide.CONTROL:
                return f"/api/control/orders/{self.order}/thread"
            case _:
                return f"/api/orders/{self.order}/thread"

    def write(
        self, who: Correspondent, to: Correspondent, words: str = "", phrase: str = "",
        seen: int = MESSAGES_MAX,
    ) -> Response:  # fmt: skip
        """The answer to the form that is sent."""
        said = {"key": self.city.key(), "addressee": to.name, "seen": str(seen)}
        said |= {"words": words} if words else {"phrase": phrase}
        answer: Response = self.browser(who).post(
            self.page(who), data=said, headers={"Referer": f"http://testserver{self.page(who)}"}
        )
        return answer

    def read(self, who: Correspondent, number: int) -> Response:
        """The answer to the form that says up to where it was read."""
        said = {"key": self.city.key(), "number": str(number)}
        answer: Response = self.browser(who).post(f"{self.page(who)}/read", data=said)
        return answer

    def send(self, who: Correspondent, said: object, more: str = "") -> Response:
        """What a program is answered that sends that."""
        key = {"Idempotency-Key": self.city.key()}
        answer: Response = self.browser(who).post(self.api(who) + more, json=said, headers=key)
        return answer


@contextmanager
def written(language: str = "en") -> Iterator[Written]:
    """The city, until all browsers are closed; each reads in that language."""
    city = city_of(MemoryStore("CNY"))
    client = client_of(city, signed_in=False)
    customer = client.post("/api/customers").json()["customer"]
    city.fill(customer)
    order, _ = sent(city, customer)
    made = Written(city, order, {CUSTOMER.name: client})
    for who in (A, made.rider, CONTROL, None):
        made.browser(who)
    for one in made.clients.values():
        one.headers["Accept-Language"] = language
    yield made
    for one in made.clients.values():
        one.close()
