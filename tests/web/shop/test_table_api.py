"""A table over JSON, as a guest's phone sees it."""

from __future__ import annotations

from fastapi.testclient import TestClient

from tests.builders import SmallCity
from tests.flow.orders.tables import city_of, code, serve
from tests.web.test_api import client_of, post


def guest(city: SmallCity) -> TestClient:
    """A phone that is known."""
    client = client_of(city, signed_in=False)
    customer = client.post("/api/customers").json()["customer"]
    city.fill(customer)
    return client


def test_two_phones_choose_send_and_pay() -> None:
    """Each sees what is whose, and nothing is paid twice."""
    city = city_of()
    li, wu = guest(city), guest(city)
    path, asked = f"/tables/{code(city)}", f"/api/tables/{code(city)}"
    assert li.get(asked).json()["me"] is None
    assert post(li, f"{path}/wanted", {"a1": 2}, "k1").status_code == 200
    assert post(wu, f"{path}/wanted", {"a2": 1}, "k2").status_code == 200
    told = wu.get(asked).json()
    assert (told["me"], told["to_send_fen"], told["ways"][0]) == (2, 6100, "tab")
    assert post(wu, f"{path}/send", {"fen": 1}, "k3").status_code == 409
    order = post(wu, f"{path}/send", {"fen": 6100, "way": "tab"}, "k4").json()["order"]
    serve(city, order)
    told = li.get(asked).json()
    mine = [one["line"] for one in told["lines"] if one["guest"] == told["me"]]
    paying = {"tab": told["tab"], "lines": mine, "fen": 3100}
    assert post(li, "/tabs/pay", paying, "k5").status_code == 200
    assert post(wu, "/tabs/pay", paying, "k6").status_code == 409
    assert li.get(asked).json()["unpaid_fen"] == 3000
    assert [one["paid"] for one in li.get(asked).json()["lines"]] == [True, False]
    assert post(li, "/tabs/pay", {**paying, "lines": ["x"]}, "k7").status_code == 409


def test_a_tab_moves() -> None:
    """With who sits there."""
    city = city_of()
    li, wu = guest(city), guest(city)
    tab = post(li, f"/tables/{code(city)}/wanted", {"a1": 1}, "k8").json()["tab"]
    to = f"/tables/{code(city, number=2)}"
    assert post(wu, f"{to}/move", {"tab": tab}, "k9").status_code == 404
    assert post(li, f"{to}/move", {"tab": tab}, "k10").status_code == 200
    assert li.get(f"/api{to}").json()["tab"] == tab
    assert li.get("/api/tables/none").status_code == 404
