"""Deals over JSON: tried, started, seen with what they cost, and ended."""

from __future__ import annotations

from typing import Any

from tests.builders import SmallCity
from tests.flow.stalls.test_dishes import COOK, OWNER
from tests.web.programmes.rooms import client_as
from tests.web.stall.test_dishes_api import post

PATH = "/api/merchants/a/deals"
BODY: dict[str, Any] = {
    "kind": "threshold",
    "name": {"zh": "满30减5", "en": "5 off 30"},
    "steps": [{"least_fen": 3000, "off_fen": 500}],
    "limit_fen": 800,
}


def test_its_life() -> None:
    """What it takes off is told; who buys reads nothing of its limit."""
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
    public = client.get("/api/merchants/a").json()["merchant"]["deals"]
    assert [(one["id"], one["limit"]) for one in public] == [(deal, None)]
    assert post(client, city, f"{PATH}/{deal}/end").status_code == 200
    again = post(client, city, f"{PATH}/{deal}/end")
    assert (again.status_code, again.json()["type"]) == (409, "urn:yeshi:refused:deal_over")


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
