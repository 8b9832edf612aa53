"""A market is entered, changed, closed with its stalls and opened again."""

from __future__ import annotations

from fastapi.testclient import TestClient

from tests.builders import SmallCity
from tests.web.settings.rooms import send

MARKET = {"name_zh": "", "name_en": "Pozi Street", "x": "1.5", "y": "2.5"}


def test_a_market_closes_with_its_stalls(city: SmallCity, client: TestClient) -> None:
    """After a plain warning, and opens again without them."""
    assert "<h1>Pozi Street</h1>" in send(client, city, "/settings/markets", **MARKET)
    assert "degrees east" in send(client, city, "/settings/markets", **MARKET | {"x": ""})
    page = send(client, city, "/settings/markets/m", **MARKET | {"x": "7"}, why="across the road")
    assert "<h1>Pozi Street</h1>" in page
    to = "/settings/markets/m/close"
    assert "2 stalls stand in this market" in send(client, city, to, why="dug up")
    assert "closed since" in send(client, city, to, why="dug up", with_stalls="true")
    assert client.get("/markets/m").status_code == 404
    page = send(client, city, "/settings/markets/m/reopen", why="whole again")
    assert "0 stalls" in page
    assert "Pozi Street" in client.get("/settings/markets").text
