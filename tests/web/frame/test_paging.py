"""Lists that grow with the city come in pages, each of which leads to the next one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.builders import SmallCity
from tests.web.test_api import client_of
from yeshi.base.ids import make_id

PATHS = ("/api/merchants", "/api/couriers", "/api/control")


@pytest.fixture
def client() -> Iterator[TestClient]:
    """A client of a city of seven of each."""
    city = SmallCity().settle_in()
    city.fill()
    order = city.order(city.place({"a1": 1}))
    with city.store.begin() as work:
        courier, stall = work.couriers.must("x"), work.merchants.must("a")
        for number in range(7):
            work.merchants.add(replace(stall, id=f"stall-{number}"))
            work.couriers.add(replace(courier, id=f"courier-{number}", shift=None))
            work.orders.add(replace(order, id=make_id("o", str(number))))
    with client_of(city) as made:
        yield made


def ids(found: Any) -> list[str]:
    """What a page lists."""
    if isinstance(found, dict):
        return [one["id"] for one in found["orders"]]
    return [one.get("merchant", one)["id"] for one in found]


def pages(client: TestClient, path: str, limit: int) -> list[list[str]]:
    """Page by page, as each leads on."""
    address, found = f"{path}?limit={limit}", []
    while address:
        answer = client.get(address)
        assert answer.status_code == 200
        found.append(ids(answer.json()))
        address = answer.links.get("next", {}).get("url", "")
    return found


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("limit", [1, 3, 100])
def test_each_is_on_one_page(client: TestClient, path: str, limit: int) -> None:
    """In the order in which a single page has them; no page is longer, and none is empty."""
    [whole] = pages(client, path, 100)
    found = pages(client, path, limit)
    assert [one for page in found for one in page] == whole
    assert len(whole) > 7
    assert {len(page) for page in found[:-1]} <= {limit}
    assert found[-1]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("limit", ["0", "101", "many"])
def test_a_page_has_its_bounds(client: TestClient, path: str, limit: str) -> None:
    """What is beyond them is refused."""
    assert client.get(f"{path}?limit={limit}").status_code == 422


@pytest.mark.parametrize("path", PATHS)
def test_the_interface_says_how_a_page_leads_on(client: TestClient, path: str) -> None:
    """In its description."""
    told = client.get("/api/openapi.json").json()["paths"][path]["get"]
    assert "Link" in told["responses"]["200"]["headers"]
    assert {"after", "limit"} <= {one["name"] for one in told["parameters"]}


def test_after_what_is_not_there_follows_what_would(client: TestClient) -> None:
    """By id; after an order that nobody knows nothing does."""
    assert ids(client.get("/api/merchants?after=b0").json())[0] == "r"
    assert ids(client.get("/api/control?after=none").json()) == []


def test_the_control_room_has_what_concerns_its_orders(client: TestClient) -> None:
    """The figures are of all, the stalls of those orders."""
    found = client.get("/api/control?limit=1").json()
    assert found["under_way"] == 8
    assert list(found["merchants"]) == ["a"]
    assert found["couriers"] == []
