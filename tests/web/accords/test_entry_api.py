"""Accords over JSON: signed, amended, a commitment altered, ended, in force again."""

from __future__ import annotations

from typing import Any

from tests.builders import SmallCity
from tests.flow.accords.test_coordinating import SECRETARY, A, commit
from tests.web.programmes.rooms import OFFICIAL, client_as

BOTH = {"zh": "新", "en": "New"}
BODY: dict[str, Any] = {
    "name": BOTH, "signed_on": "2026-11-01", "mechanism": BOTH, "source": "s",
    "parties": [{"id": "a", "name": BOTH}, {"id": "b", "name": BOTH}],
    "areas": [{"id": "x", "name": BOTH}], "meets_every": 6,
}  # fmt: skip


def test_the_life_of_an_accord() -> None:
    """Each step by who may take it; what it said before is told."""
    city = SmallCity().settle_in()
    official, secretary = client_as(city, OFFICIAL), client_as(city, SECRETARY)

    def tell(client: Any, path: str, **body: Any) -> int:
        head = {"Idempotency-Key": city.key()}
        return int(client.post(f"/api{path}", json=body, headers=head).status_code)

    assert tell(secretary, "/accords", id="n", **BODY) == 403
    assert tell(official, "/accords", id="n", **BODY) == 200
    assert tell(secretary, "/accords/n", why="w", **BODY) == 403
    assert tell(official, "/accords/n", why="w", **BODY | {"source": "t"}) == 200
    told = official.get("/api/accords/n").json()["accord"]
    assert (told["source"], told["earlier"][0]["source"], told["meets_every"]) == ("t", "s", 6)
    commitment = commit(city)
    altered = {"area": "cloud", "text": "do more", "why": "agreed"}
    assert tell(secretary, f"/commitments/{commitment}", **altered) == 200
    assert tell(official, "/accords/n/end", why="w", outcome="fulfilled") == 200
    assert tell(official, "/accords/n/end", why="w", outcome="fulfilled") == 409
    assert tell(official, "/accords/n/reopen", why="w") == 200
    assert tell(secretary, f"/accords/{A}/end", why="w", outcome="lapsed") == 200
