"""A market is changed, closed and opened over JSON as on the pages."""

from __future__ import annotations

from fastapi.testclient import TestClient

from tests.builders import SmallCity
from tests.web.settings.rooms import NAME, PLACE, tell


def test_a_market_is_changed_closed_and_opened(city: SmallCity, client: TestClient) -> None:
    """With its stalls, where that is said."""
    assert tell(client, city, "/markets/m", name=NAME, place=PLACE) == (200, {"market": "m"})
    status, told = tell(client, city, "/markets/m/close")
    assert (status, told["title"], told["stalls"]) == (409, "market_in_use", 2)
    assert tell(client, city, "/markets/m/close", with_stalls=True) == (200, {"market": "m"})
    assert tell(client, city, "/markets/m/reopen") == (200, {"market": "m"})
