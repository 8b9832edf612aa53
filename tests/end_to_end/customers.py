"""Customers over the interface, who ask again with the same key until they are answered."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPResponse
from threading import Event, Thread
from typing import Any

from tests.end_to_end.server import Server

# Whoever is not answered for so long says that the city is stuck.
PATIENCE_S = 120.0
PAUSE_S = 0.05


@dataclass(slots=True)
class Told:
    """What a customer was answered: their orders, and the last state they read of each."""

    customer: str = ""
    topped_up: int = 0
    orders: dict[str, str] = field(default_factory=dict)
    refused: int = 0
    unanswered: int = 0
    stuck: str = ""


class Customer:
    """One who orders again and again from whatever stall is open."""

    def __init__(self, server: Server, number: int) -> None:
        self.told = Told()
        self._server, self._random, self._cookie = server, random.Random(number), ""
        self._name, self._keys = f"c{number}", 0

    def live(self, stop: Event) -> None:
        """Order until it is enough; what was begun is ended."""
        try:
            self._begin()
            while not stop.wait(PAUSE_S):
                self._order()
        except TimeoutError as fault:
            self.told.stuck = str(fault)

    def _begin(self) -> None:
        self.told.customer = self._answer("POST", "/api/customers", {})[1]["customer"]
        self._fill()

    def _fill(self) -> None:
        if self._answer("POST", "/api/wallet", {"fen": 100_000})[0] == 200:
            self.told.topped_up += 100_000

    def _order(self) -> None:
        stalls = self._answer("GET", "/api/merchants")[1]
        dishes = [dish["id"] for one in stalls if one["open"] for dish in one["menu"]]
        if not dishes:
            return
        wish = {
            "items": {self._random.choice(dishes): 1},
            "x": 112.9765, "y": 28.1965, "address": "五一广场",
        }  # fmt: skip
        status, quoted = self._answer("POST", "/api/quotes", wish)
        if status == 200:
            # A quote may be lost with the database: then its payment is refused, and nothing paid.
            status, placed = self._answer("POST", "/api/orders", {"quote": quoted["quote"]})
            if status == 200:
                self.told.orders[placed["order"]] = "placed"
                self._read()
                return
        self.told.refused += 1
        self._fill()

    def _read(self) -> None:
        for one in self._answer("GET", "/api/orders")[1]:
            self.told.orders[one["id"]] = one["state"]

    def _answer(self, method: str, path: str, body: Any = None) -> tuple[int, Any]:
        """The status below 500 and the answer; asked again, with one key, until there is one."""
        self._keys += 1
        headers = {"Idempotency-Key": f"{self._name}-{self._keys}", "Cookie": self._cookie}
        if body is not None:
            headers["Content-Type"] = "application/json"
        ends = time.monotonic() + PATIENCE_S
        while time.monotonic() < ends:
            try:
                status, answer = self._once(method, path, body, headers)
                if status < 500 and status != 429:
                    return status, answer
            except (OSError, HTTPException, ValueError):
                pass
            self.told.unanswered += 1
            time.sleep(PAUSE_S)
        raise TimeoutError(f"{method} {path} was not answered")

    def _once(self, method: str, path: str, body: Any, headers: dict[str, str]) -> tuple[int, Any]:
        connection = HTTPConnection("127.0.0.1", self._server.port, timeout=20)
        try:
            sent = None if body is None else json.dumps(body)
            connection.request(method, path, sent, headers)
            answer = connection.getresponse()
            read = json.loads(answer.read())
            self._keep_cookie(answer)
            return answer.status, read
        finally:
            connection.close()

    def _keep_cookie(self, answer: HTTPResponse) -> None:
        cookie = answer.getheader("Set-Cookie")
        if cookie:
            self._cookie = cookie.split(";", 1)[0]


@contextmanager
def customers(server: Server, count: int) -> Iterator[list[Told]]:
    """So many of them order while the context lasts; at its end each has been answered."""
    stop, all_of_them = Event(), [Customer(server, number) for number in range(count)]
    threads = [Thread(target=one.live, args=(stop,)) for one in all_of_them]
    for thread in threads:
        thread.start()
    try:
        yield [one.told for one in all_of_them]
    finally:
        stop.set()
        for thread in threads:
            thread.join()
