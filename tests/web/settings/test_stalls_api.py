"""A merchant is changed, closed and opened over JSON as on the pages."""

from __future__ import annotations

from fastapi.testclient import TestClient

from tests.builders import SmallCity
from tests.web.settings.rooms import NAME, tell

STALL = {"name": NAME, "market": "m", "opens": "18:00", "closes": "01:00", "cook_minutes": 5}


def test_a_merchant_is_changed_closed_and_opened(city: SmallCity, client: TestClient) -> None:
    """And is in no list meanwhile."""
    assert tell(client, city, "/merchants/a", **STALL) == (200, {"merchant": "a"})
    assert client.get("/api/merchants/a").json()["merchant"]["name"]["en"] == "New"
    assert tell(client, city, "/merchants/a/close") == (200, {"merchant": "a"})
    assert "a" not in [one["merchant"]["id"] for one in client.get("/api/merchants").json()]
    assert tell(client, city, "/merchants/a/reopen") == (200, {"merchant": "a"})
