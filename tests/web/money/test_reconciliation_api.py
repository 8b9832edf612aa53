"""What does not agree, over JSON: its age, its likely reason, and how it comes."""

from __future__ import annotations

from tests.flow.payments.paying import HOLDER, TREASURER
from tests.web.money.test_reconciliation_pages import BANK, bill, bring, paid
from tests.web.programmes.rooms import client_as

API = "/api/money"


def test_what_is_open_is_told_and_explained() -> None:
    city, payout = paid()
    bring(city, bill(city, payout, "12.00,,interest"))
    client = client_as(city, TREASURER)
    told = client.get(f"{API}/reconciliation").json()
    (one,) = told["open"]
    assert (one["days"], one["likely"], one["one"]["kind"]) == (0, "from_provider", "unknown")
    assert told["account"] == {"id": BANK, "provider": "", "count": 1}
    again = client.post(
        f"{API}/reconciliation/{BANK}/again", headers={"Idempotency-Key": city.key()}
    )
    assert again.json()["settled"] == "0"
    said = client.post(
        f"{API}/discrepancies/{one['one']['id']}/explain",
        json={"why": "interest"},
        headers={"Idempotency-Key": city.key()},
    )
    assert said.json()["discrepancy"] == one["one"]["id"]
    assert client.get(f"{API}/reconciliation?account={BANK}").json()["open"] == []


def test_others_and_other_accounts_are_told_nothing() -> None:
    city, _ = paid()
    assert client_as(city, TREASURER).get(f"{API}/reconciliation?account=x").status_code == 404
    assert client_as(city, HOLDER).get(f"{API}/reconciliation").status_code in (403, 404)
