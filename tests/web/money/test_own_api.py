"""What one is owed and when it comes, for a program of one's own."""

from __future__ import annotations

from tests.flow.payments.paying import HOLDER, approved, owing
from tests.web.programmes.rooms import client_as
from yeshi.people.person import Grant, Person, Role

RIDER = Person("ri", "X", (Grant(Role.COURIER, "x"),), None)


def test_each_reads_their_own() -> None:
    """Payouts with their state, and of the number its end."""
    city = owing()
    owed = city.balance("merchant:a")
    approved(city)
    stall = client_as(city, HOLDER).get("/api/merchants/a/money").json()
    assert [(one["state"], one["amount"]["fen"]) for one in stall["payouts"]] == [("sent", owed)]
    assert stall["on_its_way"]["fen"] == owed
    rider = client_as(city, RIDER)
    assert rider.get("/api/couriers/x/money").json()["waits"] == "no_payee"
    assert rider.get("/api/merchants/a/money").status_code in (403, 404)
