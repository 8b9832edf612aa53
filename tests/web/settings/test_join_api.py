"""Asking and deciding over JSON as on the pages."""

from __future__ import annotations

from fastapi.testclient import TestClient

from tests.builders import SmallCity
from tests.web.everybody import sign_in_as
from tests.web.settings.rooms import NAME, OPERATOR, PLACE, tell

ASKS = {
    "kind": "courier", "name": "Li", "contact": "li@example.org", "called": NAME, "sort": "ebike",
    "place": PLACE,
}  # fmt: skip


def ask(client: TestClient, city: SmallCity, **changed: object) -> dict[str, str]:
    """What is told to who asks."""
    head = {"Idempotency-Key": city.key()}
    answer = client.post("/api/join", json=ASKS | changed, headers=head)
    assert answer.status_code == 200, answer.text
    told: dict[str, str] = answer.json()
    return told


def test_somebody_asks_and_is_taken(city: SmallCity, client: TestClient) -> None:
    """Their link tells no more than what became of it."""
    told = ask(client, city)
    state = client.get(f"/api/join/{told['token']}").json()
    assert (state["state"], set(state)) == ("waiting", {"kind", "made_at", "state", "why"})
    sign_in_as(client, client.app.state.desk, OPERATOR)  # type: ignore[attr-defined]
    assert client.get("/api/newcomers").json()["count"] == 1
    status, answer = tell(client, city, f"/newcomers/{told['newcomer']}/accept")
    assert (status, answer["courier"]) == (200, "new")
    assert client.get(f"/api/join/{told['token']}").json()["state"] == "accepted"
    assert client.get("/api/join/nw-none.xyz").status_code == 404


def test_somebody_is_declined_or_withdraws(city: SmallCity, client: TestClient) -> None:
    """Once."""
    told = ask(client, city)
    assert tell(client, city, f"/newcomers/{told['newcomer']}/decline")[0] == 200
    head = {"Idempotency-Key": city.key()}
    answer = client.post(f"/api/join/{told['token']}/withdraw", headers=head)
    assert answer.json()["title"] == "newcomer_decided"
    second = ask(client, city)
    head = {"Idempotency-Key": city.key()}
    assert client.post(f"/api/join/{second['token']}/withdraw", headers=head).status_code == 200
