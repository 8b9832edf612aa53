"""Deals over JSON: tried, started, seen with what they cost, and ended."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.builders import SmallCity
from tests.flow.stalls.test_dishes import COOK, OWNER
from tests.flow.stalls.test_finding import named as found_city
from tests.web.programmes.rooms import client_as
from tests.web.stall.test_dishes_api import post
from yeshi.adapters.memory.store import MemoryStore

PATH = "/api/merchants/a/deals"
BODY: dict[str, Any] = {
    "kind": "threshold",
    "name": {"zh": "满30减5", "en": "5 off 30"},
    "steps": [{"least_fen": 3000, "off_fen": 500}],
    "limit_fen": 800,
}


def test_its_life() -> None:
    """What it takes off is told to its stall."""
    city = SmallCity().settle_in()
    city.fill()
    client = client_as(city, OWNER)
    tried = client.post(f"{PATH}/try", json=BODY).json()
    assert (tried["orders"], tried["taken"]) == (0, 0)
    deal = post(client, city, PATH, BODY).json()["deal"]
    city.place({"a1": 2})
    (seen,) = client.get(PATH).json()
    assert (seen["deal"]["id"], seen["orders"], seen["cost"]["fen"]) == (deal, 1, 500)
    assert seen["left"]["fen"] == 300
    assert post(client, city, f"{PATH}/{deal}/end").status_code == 200
    again = post(client, city, f"{PATH}/{deal}/end")
    assert (again.status_code, again.json()["type"]) == (409, "urn:yeshi:refused:deal_over")


@pytest.mark.parametrize("path", ["/api/merchants/a", "/api/merchants", "/api/search?q=臭豆腐"])
def test_who_buys_reads_nothing_of_a_limit(path: str) -> None:
    """Nowhere in an answer: neither how much it is, nor how much of it is left."""
    city = found_city(MemoryStore("CNY"))
    city.fill()
    body = {**BODY, "limit_fen": 1200}
    deal = post(client_as(city, OWNER), city, PATH, body).json()["deal"]
    city.place({"a1": 2})
    answer = client_as(city, COOK).get(path).json()
    stalls = answer if isinstance(answer, list) else [answer]
    (stall,) = [one for one in stalls if one["merchant"]["id"] == "a"]
    assert [one["id"] for one in stall["merchant"]["deals"]] == [deal]
    assert stall["deals"]["left"] == {}
    limits = [value for name, value in _all_of(answer) if name == "limit"]
    assert len(limits) >= 2
    assert set(limits) == {None}


def test_a_deal_that_is_used_up_is_none_to_who_buys() -> None:
    """Three yuan are left tonight, and it takes five off."""
    city = SmallCity().settle_in()
    city.fill()
    deal = post(client_as(city, OWNER), city, PATH, BODY).json()["deal"]

    def shown() -> list[str]:
        answer = client_as(city, COOK).get("/api/merchants/a").json()
        return [one["id"] for one in answer["deals"]["deals"]]

    assert shown() == [deal]
    city.place({"a1": 2})
    assert shown() == []


def _all_of(answer: Any) -> Iterator[tuple[str, Any]]:
    """Every field of an answer, however deep."""
    if isinstance(answer, list):
        for one in answer:
            yield from _all_of(one)
    elif isinstance(answer, dict):
        for name, value in answer.items():
            yield name, value
            yield from _all_of(value)


def test_what_begins_at_once_may_be_sent_again() -> None:
    """With the same key a little later it is the same deal."""
    city = SmallCity().settle_in()
    client = client_as(city, OWNER)
    key = {"Idempotency-Key": "again"}
    first = client.post(PATH, json=BODY, headers=key)
    city.wait(1)
    second = client.post(PATH, json=BODY, headers=key)
    assert (first.status_code, second.status_code) == (200, 200)
    assert first.json() == second.json()
    with city.store.begin() as work:
        (deal,) = work.merchants.must("a").deals
    assert deal.begins_at < city.clock.now()


def test_each_kind_is_read() -> None:
    """With its dishes, days and hours."""
    city = SmallCity().settle_in()
    client = client_as(city, OWNER)
    hours = {
        "kind": "hours", "name": BODY["name"], "off_bp": 1250, "items": ["a1"],
        "when": {"days": [4, 5], "hours": {"opens": "22:00", "closes": "02:00"}},
        "ends_at": "2027-01-01T00:00:00+08:00",
    }  # fmt: skip
    assert post(client, city, PATH, hours).status_code == 200
    second = {"kind": "second", "name": BODY["name"], "off_bp": 5000}
    assert post(client, city, PATH, second).status_code == 200
    with city.store.begin() as work:
        kept = work.merchants.must("a").deals
    assert [(one.kind.value, one.off_bp, one.items) for one in kept] == [
        ("hours", 1250, ("a1",)), ("second", 5000, ())
    ]  # fmt: skip
    assert kept[0].when is not None
    assert kept[0].when.days == (4, 5)


def test_what_cannot_be_is_refused() -> None:
    """Beside its field; and nobody else starts or sees it."""
    city = SmallCity().settle_in()
    client = client_as(city, OWNER)
    wrong = post(client, city, PATH, {**BODY, "kind": "second"})
    assert wrong.status_code in (409, 422)
    assert post(client_as(city, COOK), city, PATH, BODY).status_code in (403, 404)
    assert client_as(city, COOK).get(PATH).status_code in (403, 404)
    assert client.get("/api/merchants/b/deals").status_code in (403, 404)
