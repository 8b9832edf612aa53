"""The same over JSON."""

from __future__ import annotations

from tests.flow.payments.paying import HOLDER, TREASURER, owing
from tests.web.programmes.rooms import client_as


def test_a_program_reads_the_books() -> None:
    """Lines that are even, and a day's transfers without whose wallets."""
    city = owing()
    client = client_as(city, TREASURER)
    told = client.get("/api/money/books").json()
    assert told["off_by"]["fen"] == 0
    lines = {one["line"]: one for one in told["lines"]}
    assert lines["merchant"]["amount"]["fen"] == city.balance("merchant:a")
    day = city.calendar.business_day(city.clock.now())
    journal = client.get(f"/api/money/journal?day={day}").json()
    assert any(one["movement"]["credit"] == "merchant:a" for one in journal)
    assert all(one["movement"]["debit"] != "wallet:c" for one in journal)
    assert client_as(city, HOLDER).get("/api/money/books").status_code in (403, 404)
