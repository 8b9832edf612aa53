"""The tables of a stall, as who works there sees them: cash, guests that move or have gone."""

from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient

from tests.builders import SmallCity
from tests.flow.orders.tables import city_of, code, send, serve, tab, want
from tests.web.shop.test_table_pages import sends
from tests.web.test_api import client_of
from yeshi.ledger import accounts


@pytest.fixture
def city() -> SmallCity:
    """With tables, of which one has eaten."""
    return city_of()


@pytest.fixture
def client(city: SmallCity) -> TestClient:
    """A counter's tablet, in English."""
    client = client_of(city)
    client.headers["accept-language"] = "en"
    client.follow_redirects = False
    return client


def eaten(city: SmallCity) -> tuple[str, str]:
    """The tab and the order."""
    opened = want(city, "li", code(city), {"a1": 1, "a2": 1})
    order = send(city, "li", code(city))
    serve(city, order)
    return opened, order


def test_all_is_taken_in_one_tap(city: SmallCity, client: TestClient) -> None:
    """And the table is free."""
    opened, order = eaten(city)
    page = client.get("/kitchen/a/tables").text
    assert "Table 1" in page
    assert "Take ¥45.50 in cash" in page
    path = f"/kitchen/a/tables/{opened}/cash"
    assert sends(client, "/kitchen/a/tables", path) == (303, "/kitchen/a/tables")
    assert city.order(order).is_settled
    assert city.balance(accounts.till("a")) == -273
    assert "No table is open now." in client.get("/kitchen/a/tables").text


def test_some_lines_are_taken_once_they_are_added_up(city: SmallCity, client: TestClient) -> None:
    """The rest is still to pay."""
    opened, order = eaten(city)
    here = f"/kitchen/a/tables/{opened}"
    page = client.get(here).text
    lines = re.findall(r'type="checkbox" name="line" value="([^"]+)" checked', page)
    assert len(lines) == 2
    path = f"{here}?line=&line={lines[0]}"
    assert "Take ¥15.50 in cash" in client.get(path).text
    assert sends(client, path, f"{here}/cash")[0] == 303
    assert city.order(order).unpaid == city.money(3000)
    assert "in cash" not in client.get(f"{here}?line=").text


def test_guests_who_have_gone(city: SmallCity, client: TestClient) -> None:
    """Are entered as such, and cost the stall what they ate."""
    opened, order = eaten(city)
    here = f"/kitchen/a/tables/{opened}"
    assert sends(client, here, f"{here}/left") == (303, "/kitchen/a/tables")
    assert city.order(order).is_refunded
    assert client.get(here).status_code == 404


def test_guests_who_move(city: SmallCity, client: TestClient) -> None:
    """To a table that there is."""
    opened, _ = eaten(city)
    here = f"/kitchen/a/tables/{opened}"
    assert sends(client, here, f"{here}/move", table="3")[0] == 303
    assert tab(city, opened).number == 3
    assert sends(client, here, f"{here}/move", table="9")[0] == 409


def test_what_is_brought_to_a_table_is_served_from_the_board(
    city: SmallCity, client: TestClient
) -> None:
    """By its number, in one tap."""
    want(city, "li", code(city), {"a1": 1})
    order = send(city, "li", code(city))
    assert "Table 1" in client.get("/kitchen/a").text
    city.cook(order)
    page = client.get("/kitchen/a").text
    assert "It is on the table" in page
    path = f"/kitchen/a/{order}/hand-over"
    assert sends(client, "/kitchen/a", path)[0] == 303
    assert city.order(order).tickets[0].handed_at


def test_tables_are_set_and_printed(city: SmallCity, client: TestClient) -> None:
    """By the stall, and by whoever keeps a market."""
    path = "/kitchen/a/codes"
    assert sends(client, path, path, tables="5")[0] == 303
    assert client.get(path).text.count("/tables/tb-") == 5
    assert sends(client, path, path, tables="100")[0] == 422
    assert sends(client, path, "/kitchen/a/pay-first", first="true")[0] == 303
    market = "/settings/markets/m"
    assert sends(client, market, f"{market}/tables", tables="4")[0] == 303
    assert code(city, "m", 4)
    assert client.get(f"{market}/codes.pdf").headers["content-type"] == "application/pdf"
