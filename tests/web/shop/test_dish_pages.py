"""A dish is chosen on its page, comes into the basket as it was chosen, and is cooked so."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from fastapi.testclient import TestClient

from tests.builders import SmallCity
from tests.market.dishes import choice, counted, dish, group
from tests.records import named
from tests.web.shop.ordering import form_of
from tests.web.test_api import client_of

SIZES = replace(group("size", choice("small"), choice("large", 300)), name=named("Portion"))
NOODLES = dish(
    "noodles",
    SIZES,
    group("extra", choice("egg", 200), choice("tofu", 150, "tofu"), least=0, most=1),
)
PAGE = "/stalls/a/dishes/noodles"


@pytest.fixture
def city() -> SmallCity:
    """Stall a sells noodles, and the tofu for them is gone."""
    city = SmallCity().settle_in()
    with city.store.begin() as work:
        work.stocks.add(counted("tofu", 0))
        work.items.add(NOODLES)
        work.items.add(dish("supper", parts=("noodles", "a1")))
    return city


@pytest.fixture
def client(city: SmallCity) -> TestClient:
    """A customer's browser, in English."""
    client = client_of(city, signed_in=False)
    client.headers["accept-language"] = "en"
    return client


def test_what_must_be_chosen_is_chosen_as_it_comes(client: TestClient) -> None:
    """What is sold out can be seen, and not be chosen."""
    assert f'href="{PAGE}"' in client.get("/stalls/a").text
    page = client.get(PAGE).text
    assert re.search(r'value="small"\s+checked', page)
    assert re.search(r'value="tofu"\s+disabled', page)
    assert not re.search(r'value="egg"\s+(checked|disabled)', page)


def test_a_dish_is_had_as_it_comes_where_nothing_must_be_chosen(
    city: SmallCity, client: TestClient
) -> None:
    """By one tap on the menu, under its category; what must be chosen is chosen first."""
    extras = replace(NOODLES.groups[1], least=0)
    with city.store.begin() as work:
        work.items.add(replace(NOODLES, id="soup", groups=(extras,), category=named("Soups")))
    page = client.get("/stalls/a/part").text
    assert page.index(">Soups</h2>") > page.index('id="noodles"')
    assert page.index(">Soups</h2>") < page.index('id="soup"')
    assert 'name="item" value="soup"' in page
    assert 'name="item" value="noodles"' not in page
    assert 'href="/stalls/a/dishes/soup"' in page


def test_it_comes_into_the_basket_as_it_was_chosen(client: TestClient) -> None:
    """Twice the same is one line; another choice another."""
    for more, count in ((["egg"], "2"), (["egg"], "1"), ([], "1")):
        said = {"c-0-size": "large", "c-0-extra": more, "quantity": count}
        assert client.post(PAGE, data=said).status_code == 200
    page = client.get("/basket").text
    found = form_of(page)
    assert found["count:noodles+large+egg"] == "3"
    assert found["count:noodles+large"] == "1"
    assert "large · egg" in page


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"quantity": "1"}, "still to be chosen (Portion: at least 1)"),
        (
            {"c-0-size": ["small", "large"], "quantity": "1"},
            "too much is chosen (Portion: 1 at most)",
        ),
        ({"c-0-size": "gold", "quantity": "1"}, "still to be chosen"),
        ({"c-0-size": "small", "quantity": "none"}, "cannot be used"),
        ({"c-0-size": "small", "quantity": "51"}, "cannot be used"),
    ],
)
def test_what_cannot_be_is_told_on_the_page(
    client: TestClient, said: dict[str, str | list[str]], why: str
) -> None:
    """With what was ticked still ticked, and nothing in the basket."""
    answer = client.post(PAGE, data=said)
    assert answer.status_code in (409, 422)
    assert why in answer.text
    if said.get("c-0-size") == "small":
        assert re.search(r'value="small"\s+checked', answer.text)
    assert "noodles" not in client.get("/basket").text


def test_a_set_asks_for_the_choices_of_its_dishes(city: SmallCity, client: TestClient) -> None:
    """The kitchen and the customer read which dish was chosen how."""
    page = client.get("/stalls/a/dishes/supper").text
    assert 'name="c-1-size"' in page
    city.fill("guest")
    order = city.place({"supper+1.large": 1}, "guest")
    line = city.order(order).tickets[0].lines[0]
    assert [(part.name.en, [one.name.en for one in part.chosen]) for part in line.parts] == [
        ("noodles", ["large"]), ("a1", []),
    ]  # fmt: skip
    assert line.price.fen == 1300


def test_what_is_gone_has_no_page(city: SmallCity, client: TestClient) -> None:
    """Nor a set of which a dish is gone."""
    assert client.get("/stalls/a/dishes/nothing").status_code == 404
    with city.store.begin() as work:
        work.items.put(replace(work.items.must("a1"), ended_at=city.clock.now()))
    assert client.get("/stalls/a/dishes/supper").status_code == 404


def test_a_basket_is_no_longer_than_a_cookie(client: TestClient) -> None:
    """What a browser would throw away is refused instead."""
    for number in range(60):
        said = {"item": f"{number:03}{'x' * 60}", "quantity": "1"}
        answer = client.post("/basket", data=said, follow_redirects=False)
        if answer.status_code != 303:
            break
    assert answer.status_code in (409, 422)
    assert len(client.cookies["yeshi_visitor"]) < 4000
