"""A treasurer's program reads what is left, closes the day and reads what was kept."""

from __future__ import annotations

from datetime import timedelta

from httpx import Response

from tests.flow.payments.paying import TREASURER
from tests.flow.payments.provider_days import ProviderDays, provider_days
from tests.web.programmes.rooms import client_as

CLOSE = "/api/money/close"
WAY = "under_way platform:transit:taker"


def on_its_way() -> ProviderDays:
    """A day has gone by since a provider passed something on."""
    days = provider_days()
    days.pass_on(500)
    days.read_in()
    days.city.wait(24 * 60)
    return days


def _kind(answer: Response) -> str:
    return str(answer.json()["type"]).rpartition(":")[2]


def test_a_program_closes_a_day() -> None:
    days = on_its_way()
    client = client_as(days.city, TREASURER)
    found = client.get(CLOSE).json()
    day = str(days.today - timedelta(days=1))
    assert (found["day"], [one["key"] for one in found["left"]]) == (day, [WAY])
    heads = {"Idempotency-Key": "close-one"}
    bare = client.post(f"{CLOSE}/{day}", json={}, headers={"Idempotency-Key": "bare"})
    assert (bare.status_code, _kind(bare)) == (422, "close_unexplained")
    body = {"seen": found["seen"], "whys": {WAY: "tomorrow"}}
    answer = client.post(f"{CLOSE}/{day}", json=body, headers=heads)
    assert (answer.status_code, answer.json()["day"]) == (200, day)
    again = client.post(f"{CLOSE}/{day}", json=body, headers={"Idempotency-Key": "close-two"})
    assert (again.status_code, _kind(again)) == (409, "day_closed_before")
    kept = client.get(f"{CLOSE}/{day}").json()
    assert (kept["by"], kept["left"][0]["why"]) == ("Treasurer", "tomorrow")
    totals = {one["sort"]: one["total"]["fen"] for one in kept["sums"]}
    assert totals["asset"] + totals["expense"] == totals["liability"] + totals["income"] != 0


def test_what_was_seen_otherwise_is_refused() -> None:
    days = on_its_way()
    client = client_as(days.city, TREASURER)
    day = str(days.today - timedelta(days=1))
    body = {"seen": "seen-of-another-day", "whys": {WAY: "tomorrow"}}
    answer = client.post(f"{CLOSE}/{day}", json=body, headers={"Idempotency-Key": "one"})
    assert (answer.status_code, _kind(answer)) == (409, "close_changed")


def test_a_day_that_is_not_closed_is_not_there() -> None:
    days = on_its_way()
    answer = client_as(days.city, TREASURER).get(f"{CLOSE}/2026-01-01")
    assert answer.status_code == 404
