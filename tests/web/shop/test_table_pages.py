"""A table in three taps from its code, shared by several phones, paid each their own."""

from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient

from tests.builders import SmallCity, done
from tests.flow.orders.deals import start
from tests.flow.orders.tables import city_of, code, serve
from tests.market.deals import threshold
from tests.web.test_api import client_of
from yeshi.flow.stalls.tables import set_pay_first


@pytest.fixture
def city() -> SmallCity:
    """With tables."""
    return city_of()


def phone(city: SmallCity) -> TestClient:
    """A guest's phone, in English."""
    client = client_of(city, signed_in=False)
    client.headers["accept-language"] = "en"
    client.follow_redirects = False
    client.get("/")
    return client


def sends(client: TestClient, path: str, form: str, **more: str) -> tuple[int, str]:
    """Press the button of the form with that action, as it stands on the page."""
    page = client.get(path, follow_redirects=True).text
    found = re.search(rf'<form method="post" action="{re.escape(form)}".*?</form>', page, re.DOTALL)
    assert found, f"no form {form} on {path}"
    pairs = re.findall(r'name="(\w+)"\s+value="([^"]*)"', found[0])
    data: dict[str, list[str]] = {}
    for name, value in pairs:
        data.setdefault(name, []).append(value)
    answer = client.post(form, data={**data, **{name: [one] for name, one in more.items()}})
    return answer.status_code, answer.headers.get("location", "")


def sat(client: TestClient, city: SmallCity, *dishes: str, place: str = "a") -> str:
    """Have that phone scan the code and choose; the code."""
    table = code(city, place)
    answer = client.get(f"/tables/{table}")
    assert answer.headers["location"] == (f"/markets/{place}" if place == "m" else "/stalls/a")
    for dish in dishes:
        data = {"item": dish, "quantity": "1", "back": "/stalls/a"}
        assert client.post("/basket", data=data).status_code == 303
    return table


def orders(city: SmallCity) -> list[str]:
    """What was ordered, by placing."""
    with city.store.begin() as work:
        return [one.id for one in sorted(work.orders.all(), key=lambda one: one.placed_at)]


def test_three_taps_from_the_code(city: SmallCity) -> None:
    """The menu opens; a dish, the tab, and it is ordered: paid at the end, with no box."""
    client = phone(city)
    sat(client, city, "a1")
    assert client.get("/basket").headers["location"] == "/table"
    page = client.get("/table").text
    assert "Table 1" in page
    assert "Order for ¥15.50" in page
    assert sends(client, "/table", "/table/send", way="tab") == (303, "/table")
    [order] = orders(city)
    assert city.order(order).is_tab
    page = client.get("/table").text
    assert "waits for the stall&#39;s answer" in page
    assert "Nothing" not in page


def test_phones_see_each_other_and_pay_each_their_own(city: SmallCity) -> None:
    """What one takes off is one's own; the last who pays frees the table."""
    li, wu = phone(city), phone(city)
    sat(li, city, "a1")
    sat(wu, city, "a2")
    page = li.get("/table").text
    assert page.count("guest 2") == 1
    assert "Order only mine, ¥15.50" in page
    assert sends(li, "/table", "/table/send", way="tab")[0] == 303
    [order] = orders(city)
    serve(city, order)
    page = wu.get("/table").text
    assert "Pay mine, ¥30.00" in page
    assert "Pay all of it, ¥45.50" in page
    assert sends(wu, "/table", "/table/pay") == (303, "/table")
    assert "¥15.50 to pay" in li.get("/table").text
    assert sends(li, "/table", "/table/pay") == (303, "/table")
    assert city.order(order).is_settled


def test_what_deals_take_off_is_said_and_ordered_so(city: SmallCity) -> None:
    """The amount on the button is the one that the order comes to."""
    start(city, threshold((3000, 500)))
    li = phone(city)
    sat(li, city, "a2")
    page = li.get("/table").text
    assert "deals take ¥5.00 off" in page
    assert "Order for ¥25.00" in page
    assert sends(li, "/table", "/table/send", way="tab")[0] == 303
    [order] = orders(city)
    assert city.order(order).bill.total == city.money(2500)


def test_a_table_that_owes_nothing_is_told_so(city: SmallCity) -> None:
    """As long as its food is on the way, and only where something was ordered."""
    li = phone(city)
    sat(li, city, "a1")
    assert "All of it is paid" not in li.get("/table").text
    assert sends(li, "/table", "/table/send", way="wallet")[0] == 303
    assert "All of it is paid" in li.get("/table").text


def test_it_is_paid_by_line(city: SmallCity) -> None:
    """What one chooses is added up before it is paid."""
    client = phone(city)
    sat(client, city, "a1", "a2")
    sends(client, "/table", "/table/send", way="tab")
    [order] = orders(city)
    serve(city, order)
    page = client.get("/table/paying").text
    lines = re.findall(r'type="checkbox" name="line" value="([^"]+)"', page)
    assert len(lines) == 2
    path = f"/table/paying?line={lines[1]}"
    assert "Pay ¥30.00" in client.get(path).text
    assert sends(client, path, "/table/pay") == (303, "/table")
    again = client.get(path).text
    assert "Pay ¥30.00" not in again
    assert "¥15.50" in again


def test_what_another_phone_has_just_paid_is_not_paid_twice(city: SmallCity) -> None:
    """It is said, with what is left."""
    client = phone(city)
    sat(client, city, "a1")
    sends(client, "/table", "/table/send", way="tab")
    [order] = orders(city)
    serve(city, order)
    page = client.get("/table").text
    found = re.search(r'action="/table/pay".*?</form>', page, re.DOTALL)
    assert found
    data = dict(re.findall(r'name="(\w+)"\s+value="([^"]*)"', found[0]))
    assert client.post("/table/pay", data=data).status_code == 303
    answer = client.post("/table/pay", data={**data, "key": "another"})
    assert answer.status_code in (404, 409)
    assert city.order(order).is_settled


def test_a_table_moves(city: SmallCity) -> None:
    """Who scans another code is asked; who wants begins anew there."""
    client = phone(city)
    sat(client, city, "a1")
    other = code(city, number=2)
    assert "Move to table 2 with it" in client.get(f"/tables/{other}").text
    assert sends(client, f"/tables/{other}", f"/tables/{other}/move") == (303, "/table")
    page = client.get("/table").text
    assert "Table 2" in page
    assert "¥15.50" in page
    third = code(city, number=3)
    found = sends(client, f"/tables/{third}", f"/tables/{third}/stay")
    assert found == (303, "/stalls/a")
    assert "Nothing is" not in client.get("/table").text
    assert "Table 3" in client.get("/table").text


def test_what_was_in_the_basket_is_there_again_when_one_leaves(city: SmallCity) -> None:
    """The table's list is not the phone's basket."""
    client = phone(city)
    client.post("/basket", data={"item": "b1", "quantity": "2"})
    sat(client, city, "a1")
    assert "line-1-a1" in client.get("/table").text
    assert sends(client, "/table", "/table/leave") == (303, "/")
    page = client.get("/basket").text
    assert 'id="line-b1"' in page
    assert 'id="line-a1"' not in page
    assert client.get("/table").headers["location"] == "/"


def test_a_code_that_leads_nowhere(city: SmallCity) -> None:
    """Is no page; and who sits nowhere has no tab."""
    client = phone(city)
    assert client.get("/tables/none").status_code == 404
    assert client.get("/table").headers["location"] == "/"
    assert client.get("/table/paying").status_code == 404


def test_a_market_has_all_its_stalls_on_one_tab(city: SmallCity) -> None:
    """Whoever sits there chooses at each of them."""
    client = phone(city)
    sat(client, city, "a1", "b1", place="m")
    assert sends(client, "/table", "/table/send", way="tab")[0] == 303
    [order] = orders(city)
    assert city.order(order).merchants == ("a", "b")


def test_a_stall_that_is_paid_first(city: SmallCity) -> None:
    """Lets nobody pay at the end."""
    done(set_pay_first(city.engine, city.key(), "a", True))
    client = phone(city)
    sat(client, city, "a1")
    assert "At the end" not in client.get("/table").text
    assert sends(client, "/table", "/table/send")[0] == 303
    [order] = orders(city)
    assert not city.order(order).is_tab
