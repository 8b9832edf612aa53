"""Programmes over JSON: opened, changed, ended, open again, and what is left passed on."""

from __future__ import annotations

from typing import Any

from fastapi.testclient import TestClient

from tests.builders import SmallCity
from tests.web.programmes.rooms import FOUNDATION, OFFICIAL, TREASURER, P, client_as

BOTH = {"zh": "新", "en": "New"}
BODY = {
    "name": BOTH, "field": "education", "purpose": BOTH, "foundation": BOTH, "partner": BOTH,
    "signed_on": "2026-11-01", "pledged_fen": 100, "pledged_years": 1, "source": "s",
}  # fmt: skip


def tell(client: TestClient, city: SmallCity, path: str, **body: Any) -> tuple[int, Any]:
    """The status, and the refusal's code or what is told."""
    head = {"Idempotency-Key": city.key()}
    answer = client.post(f"/api/programmes{path}", json=body, headers=head)
    told = answer.json()
    return answer.status_code, told.get("type", told)


def test_the_life_of_a_programme() -> None:
    """Each step by who may take it."""
    city = SmallCity().settle_in()
    official, treasurer = client_as(city, OFFICIAL), client_as(city, TREASURER)
    foundation = client_as(city, FOUNDATION)
    made = tell(official, city, "", id="n", endowment_fen=900, **BODY)
    assert made == (200, {"programme": "n"})
    changed = BODY | {"source": "another"}
    assert tell(official, city, "/n", why="mistyped", **changed)[0] == 200
    assert tell(official, city, "/n", why="m", **changed | {"pledged_fen": 1})[0] == 409
    assert tell(foundation, city, "/n/end", why="over")[0] == 403
    assert tell(official, city, "/n/end", why="over")[0] == 200
    ended = official.get("/api/programmes/n").json()["programme"]["ended_at"]
    assert ended is not None
    step = "/n/pass-on"
    assert tell(official, city, step, to_programme=P, fen=900, why="goes on")[0] == 403
    status, told = tell(treasurer, city, step, to_programme=P, fen=901, why="goes on")
    assert (status, told) == (409, "urn:yeshi:refused:beyond_free")
    assert tell(treasurer, city, step, to_programme=P, fen=900, why="goes on")[0] == 200
    assert tell(official, city, "/n/reopen", why="a new gift")[0] == 200
