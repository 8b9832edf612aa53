"""What is sold out is told on the menu and in the basket, and goes out of it by one tap."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from fastapi.testclient import TestClient

from tests.builders import SmallCity, done
from tests.web.test_api import client_of
from yeshi.base.money import Money
from yeshi.flow.stalls import listing


@pytest.fixture
def city() -> SmallCity:
    """The small city in memory."""
    return SmallCity().settle_in()


@pytest.fixture
def client(city: SmallCity) -> Iterator[TestClient]:
    """A visitor's browser."""
    with client_of(city, signed_in=False) as client:
        yield client


def count(city: SmallCity, left: int | None) -> None:
    """Say how many are left of the first dish."""
    done(listing.restock(city.engine, city.key(), "a", "a1", left))


def line(html: str, id_: str) -> str:
    """The row of a dish, up to the next one."""
    rows = re.split(r'(?=<div class="dish |<table)', html)
    return next((one for one in rows if f'id="{id_}"' in one), "")


def test_a_dish_that_is_sold_out_says_so_on_the_menu(city: SmallCity, client: TestClient) -> None:
    """In words, greyed, and without a way to take more; also in the part that news renews."""
    assert 'data-concerns="a"' in client.get("/stalls/a").text
    for path in ("/stalls/a", "/stalls/a/part"):
        count(city, None)
        assert "data-step" in line(client.get(path).text, "a1")
        count(city, 0)
        row = line(client.get(path).text, "a1")
        assert 'class="dish pictured sold"' in row
        assert "sold out" in row
        assert 'action="/basket"' not in row


def test_what_is_sold_out_goes_out_of_the_basket_by_one_tap(
    city: SmallCity, client: TestClient
) -> None:
    """It is told before a price is asked for, and is not in the sum."""
    client.post("/basket", data={"item": "a1", "quantity": "2"})
    whole = client.get("/basket").text
    count(city, 0)
    row = line(client.get("/basket").text, "line-a1")
    assert "sold out" in row
    assert 'value="xa1"' in row
    assert "data-count" not in row
    total = re.compile(r'class="total">.*?</tr>', re.S)
    assert "¥0.00" in total.findall(client.get("/basket").text)[0]
    assert "¥0.00" not in total.findall(whole)[0]
    assert 'data-concerns="a"' in whole
    client.post("/basket", data={"item": "a1", "quantity": "0"})
    assert "Your basket is empty" in client.get("/basket").text


def test_more_than_there_are_is_told_beside_the_line(city: SmallCity, client: TestClient) -> None:
    """And can be made fewer."""
    client.post("/basket", data={"item": "a1", "quantity": "3"})
    count(city, 2)
    row = line(client.get("/basket").text, "line-a1")
    assert "more than there are" in row
    assert "data-count" in row


def test_what_nobody_sells_goes_out_by_itself(client: TestClient) -> None:
    """It was counted for ever, and could not be taken out."""
    answer = client.post("/basket", data={"item": "nothing", "quantity": "1"})
    assert "no longer sold" in answer.text
    assert "no longer sold" not in client.get("/basket").text


def test_packing_is_told_where_it_costs_something(city: SmallCity, client: TestClient) -> None:
    """Nobody has to read of every dish that it costs nothing."""
    assert "packing ¥" in client.get("/stalls/a").text
    with city.store.begin() as work:
        for item in work.items.of_merchant("a"):
            work.items.put(replace(item, packing=Money(0, "CNY")))
    assert "packing ¥" not in client.get("/stalls/a").text
    assert "packing ¥" not in client.get("/stalls/a/dishes/a1").text
