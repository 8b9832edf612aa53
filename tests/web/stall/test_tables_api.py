"""A stall's tables over JSON."""

from __future__ import annotations

from tests.flow.orders.tables import city_of, code, send, serve, tab, want
from tests.web.test_api import client_of, post


def test_a_stall_sets_its_tables_takes_cash_and_moves_guests() -> None:
    """As on its pages."""
    city = city_of()
    client = client_of(city)
    api = "/merchants/a"
    assert post(client, f"{api}/tables", {"tables": 4, "pay_first": False}, "k1").status_code == 200
    assert post(client, f"{api}/tables", {"pay_first": False}, "k2").status_code == 200
    assert [one["number"] for one in client.get(f"/api{api}/tables").json()] == [1, 2, 3, 4]
    opened = want(city, "li", code(city), {"a1": 1, "a2": 1})
    order = send(city, "li", code(city))
    serve(city, order)
    [found] = client.get(f"/api{api}/tabs").json()
    assert (found["tab"], found["unpaid_fen"]) == (opened, 4550)
    first = {"lines": found["lines"][:1], "fen": 1550}
    assert post(client, f"{api}/tabs/{opened}/cash", first, "k3").status_code == 200
    assert post(client, f"{api}/tabs/{opened}/cash", first, "k4").status_code == 409
    assert (
        post(client, f"{api}/tabs/{opened}/cash", {"lines": ["x"], "fen": 1}, "k5").status_code
        == 409
    )
    assert post(client, f"{api}/tabs/{opened}/move", {"table": 2}, "k6").status_code == 200
    assert tab(city, opened).number == 2
    assert post(client, f"{api}/tabs/{opened}/left", {}, "k7").status_code == 200
    assert city.order(order).is_settled
