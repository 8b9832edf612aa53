"""Stalls and dishes are found over JSON."""

from __future__ import annotations

from tests.flow.stalls.test_finding import named
from tests.web.test_api import client_of
from yeshi.adapters.memory.store import MemoryStore


def test_stalls_come_with_the_dishes_that_answer() -> None:
    """In place of their menus; nothing of a stall that is nobody's business."""
    with client_of(named(MemoryStore("CNY")), signed_in=False) as client:
        found = client.get("/api/search", params={"q": "臭豆付"}).json()
        assert [(one["merchant"]["id"], [it["id"] for it in one["menu"]]) for one in found] == [
            ("b", ["b1"]), ("a", ["a1"]),
        ]  # fmt: skip
        assert client.get("/api/search").json() == []
