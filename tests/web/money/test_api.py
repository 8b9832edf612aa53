"""The same over JSON: two keys of two people, and never an account's whole number."""

from __future__ import annotations

from tests.flow.payments.paying import HOLDER, OTHER, TREASURER, owing
from tests.web.programmes.rooms import client_as


def test_a_run_from_proposing_to_its_end() -> None:
    """Each step under a key; the file alone has numbers."""
    city = owing()
    one, other = client_as(city, TREASURER), client_as(city, OTHER)

    def post(client: object, path: str, **body: str) -> dict[str, str]:
        answer = client.post(  # type: ignore[attr-defined]
            f"/api/money{path}", json=body or None, headers={"Idempotency-Key": city.key()}
        )
        return dict(answer.json())

    desk = one.get("/api/money").json()
    assert desk["payees"] == 1
    assert "12345678" not in one.get("/api/money").text
    run = post(one, "/runs")["run"]
    told = one.get(f"/api/money/runs/{run}").json()
    (payout,) = told["payouts"]
    assert (payout["holder"], payout["number"]) == ("A B", "•••• 5678")
    post(one, f"/payouts/{payout['id']}/hold", why="look again")
    post(one, f"/payouts/{payout['id']}/release")
    post(one, f"/runs/{run}/check")
    assert post(one, f"/runs/{run}/approve")["title"] == "second_approves"
    assert post(other, f"/runs/{run}/approve")["payouts"] == "1"
    file = one.post(f"/api/money/runs/{run}/file", headers={"Idempotency-Key": city.key()})
    assert "12345678" in file.text
    assert post(one, f"/runs/{run}/confirm")["payouts"] == "1"
    post(one, f"/payouts/{payout['id']}/return", why="closed")
    assert one.get(f"/api/money/runs/{run}").json()["payouts"][0]["state"] == "returned"
    assert one.get("/api/money/runs/none").status_code == 404


def test_a_run_that_is_called_off() -> None:
    """With its reason in the record."""
    city = owing()
    one = client_as(city, TREASURER)
    keys = {"Idempotency-Key": "k1"}
    run = one.post("/api/money/runs", headers=keys).json()["run"]
    off = one.post(
        f"/api/money/runs/{run}/call-off", json={"why": "no"}, headers={"Idempotency-Key": "k2"}
    )
    assert off.status_code == 200
    assert one.get(f"/api/money/runs/{run}").json()["state"] == "called_off"
    stall = client_as(city, HOLDER).get("/api/merchants/a/money").json()
    assert stall["payee"] == "•••• 5678"
    assert stall["waits"] is None
