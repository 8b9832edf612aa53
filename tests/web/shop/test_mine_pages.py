"""One page leads to all that is mine; a receipt is printed, or kept as a text."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from tests.builders import SmallCity
from tests.web.test_api import client_of


@pytest.fixture
def city() -> SmallCity:
    """The small city."""
    return SmallCity().settle_in()


@pytest.fixture
def client(city: SmallCity) -> TestClient:
    """A customer's browser, in English."""
    client = client_of(city, signed_in=False)
    client.headers["accept-language"] = "en"
    client.follow_redirects = False
    return client


@pytest.fixture
def orders(city: SmallCity, client: TestClient) -> tuple[str, str]:
    """An order of theirs that was delivered, and one that is on its way."""
    customer = client.post("/api/customers").json()["customer"]
    city.fill(customer)
    over = city.place({"a1": 2, "b1": 1}, customer)
    city.cook(over)
    city.bring(over)
    city.run_errands()
    return over, city.place({"a1": 1}, customer)


def test_nobody_known_is_shown_where_it_will_be(client: TestClient) -> None:
    """With the way to sign in."""
    page = client.get("/mine").text
    assert "You have ordered nothing yet." in page
    for to in ("/favourites", "/addresses", "/privacy#mine", "/sign-in?back=/mine"):
        assert f'href="{to}"' in page
    assert 'href="/mine"' in client.get("/").text


def test_orders_under_way_come_first_and_past_ones_are_had_again(
    city: SmallCity, client: TestClient, orders: tuple[str, str]
) -> None:
    """With what they cost, their receipt, and the vouchers one may use."""
    over, running = orders
    page = client.get("/mine").text
    assert page.index(f"/orders/{running}") < page.index(f"/orders/{over}")
    assert f'action="/orders/{over}/again"' in page
    assert f'action="/orders/{running}/again"' not in page
    assert f'href="/orders/{over}/receipt"' in page
    order = city.order(over)
    assert (order.bill.total - order.returned).plain() in page
    told = client.get("/api/vouchers").json()
    assert ("Vouchers you may use now" in page) is bool(told)


def test_a_receipt_says_what_was_bought_and_paid(
    city: SmallCity, client: TestClient, orders: tuple[str, str]
) -> None:
    """On a page, as a text in either language, and over JSON; nothing of whose it is."""
    over, running = orders
    order = city.order(over)
    paid = (order.bill.total - order.returned).plain()
    page = client.get(f"/orders/{over}/receipt").text
    text = client.get(f"/orders/{over}/receipt.txt")
    assert text.headers["content-type"].startswith("text/plain")
    assert "attachment" in text.headers["content-disposition"]
    for said in (page, text.text):
        assert "2 × a1" in said
        assert paid in said
        assert over in said
        assert order.destination.address not in said
    assert (
        "实付" in client.get(f"/orders/{over}/receipt.txt", headers={"accept-language": "zh"}).text
    )
    told = client.get(f"/api/orders/{over}/receipt").json()
    assert told["bill"]["items"]["fen"] == order.bill.items.fen
    assert "destination" not in told
    waits = client.get(f"/orders/{running}/receipt")
    assert waits.status_code == 409
    assert "still under way" in waits.text
    assert client.get(f"/orders/{running}/receipt.txt").status_code == 409
    assert client.get(f"/api/orders/{running}/receipt").status_code == 409


def test_anothers_receipt_is_none(client: TestClient, orders: tuple[str, str]) -> None:
    """In whatever form; and their page shows nothing of it."""
    over, _ = orders
    client.cookies.clear()
    client.post("/api/customers")
    for path in (f"/orders/{over}/receipt", f"/orders/{over}/receipt.txt"):
        assert client.get(path).status_code == 404
    assert client.get(f"/api/orders/{over}/receipt").status_code == 404
    assert over not in client.get("/mine").text
