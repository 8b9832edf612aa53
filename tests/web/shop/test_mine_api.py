"""What is mine over JSON: the vouchers that a quote takes."""

from __future__ import annotations

from tests.builders import SmallCity
from tests.web.test_api import client_of, post


def test_a_voucher_that_may_be_used_is_taken_by_a_quote() -> None:
    """Of so much as it says."""
    city = SmallCity().settle_in()
    client = client_of(city, signed_in=False)
    client.post("/api/customers")
    told = client.get("/api/vouchers").json()
    wish = {"items": {"a1": 5}, "x": 100, "y": 80, "address": "Door"}
    quote = post(client, "/quotes", wish, "q").json()["quote"]
    bill = client.get(f"/api/quotes/{quote}").json()["bill"]
    assert bill["items"]["fen"] >= max((one["threshold"]["fen"] for one in told), default=0)
    assert bill["voucher"]["fen"] == max((one["off"]["fen"] for one in told), default=0)
