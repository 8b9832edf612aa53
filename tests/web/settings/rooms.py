"""A city that is open, its owner and operators, and how they fill in a form."""

from __future__ import annotations

from typing import Any

from fastapi.testclient import TestClient

from tests.builders import SmallCity
from yeshi.people.person import CITY, Grant, Person, Role

OWNER = Person("he", "He Yu", (Grant(Role.OWNER, CITY),), None)
OPERATOR = Person("op", "Operator Li", (Grant(Role.OPERATOR, CITY),), None)
ZONES = Person("zo", "Of a zone", (Grant(Role.OPERATOR, "west"),), None)
NAME, PLACE = {"zh": "新", "en": "New"}, {"x": 3.0, "y": 4.0}


def send(client: TestClient, city: SmallCity, path: str, **fields: str) -> str:
    """What the page says that a form leads to."""
    return client.post(path, data={"key": city.key(), **fields}).text


def tell(client: TestClient, city: SmallCity, path: str, **body: Any) -> tuple[int, Any]:
    """The status and what is told."""
    head = {"Idempotency-Key": city.key()}
    answer = client.post(f"/api{path}", json={"why": "so it is", **body}, headers=head)
    return answer.status_code, answer.json()
