"""Programs read a statement that adds up, of whom they act for alone."""

from __future__ import annotations

from tests.flow.payments.months import RIDER
from tests.flow.payments.paying import HOLDER, TREASURER, owing
from tests.web.programmes.rooms import client_as

PATHS = {"merchant:a": "/api/merchants/a/statement", "courier:x": "/api/couriers/x/statement"}


def test_a_statement_adds_up_over_json() -> None:
    """Its lines' columns are what moved, and lead from one balance to the other."""
    city = owing()
    day = city.calendar.business_day(city.clock.now())
    asked = {"from": str(day), "to": str(day)}
    for person, account in ((HOLDER, "merchant:a"), (RIDER, "courier:x")):
        told = client_as(city, person).get(PATHS[account], params=asked).json()
        moved = sum(one["moved"]["fen"] for one in told["lines"])
        columns = [one["fen"] for line in told["lines"] for one in line["amounts"].values()]
        assert moved == sum(columns) == sum(one["fen"] for one in told["totals"].values())
        assert told["balance"]["fen"] == moved == city.balance(account)
        assert (told["account"], told["since"]) == (account, str(day))
        rooms = "stalls/a" if account == "merchant:a" else "couriers/x"
        path = f"/api/money/statements/{rooms}"
        assert client_as(city, TREASURER).get(path, params=asked).json() == told
    [line] = client_as(city, HOLDER).get(PATHS["merchant:a"], params=asked).json()["lines"]
    assert set(line["amounts"]) == {"sold", "commission"}
    assert line["moves"] == ["sale", "commission"]


def test_what_cannot_be_told_is_refused() -> None:
    """With why; another's is not there."""
    city = owing()
    day = city.calendar.business_day(city.clock.now())
    stall = client_as(city, HOLDER)
    backwards = stall.get(PATHS["merchant:a"], params={"from": str(day), "to": "2026-01-01"})
    assert backwards.status_code == 422
    assert backwards.json()["type"].endswith("statement_backwards")
    asked = {"from": str(day), "to": str(day)}
    assert stall.get("/api/merchants/b/statement", params=asked).status_code == 404
    assert stall.get(PATHS["courier:x"], params=asked).status_code == 404
    assert stall.get("/api/money/statements/stalls/a", params=asked).status_code in (403, 404)
