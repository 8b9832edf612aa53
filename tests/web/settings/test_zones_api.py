"""The owner divides the city over JSON as on the page."""

from __future__ import annotations

from fastapi.testclient import TestClient

from tests.builders import SmallCity
from tests.web.settings.rooms import NAME, tell

CENTRE = {"x": 0.0, "y": -80.0}


def test_a_zone_is_entered_and_closed(city: SmallCity, client: TestClient) -> None:
    """And what is in use is refused."""
    assert tell(client, city, "/zones/harbour", name=NAME, centre=CENTRE) == (200, {"terms": "2"})
    assert [one["id"] for one in client.get("/api/zones").json()] == ["city", "harbour"]
    square = [{"x": x, "y": y} for x, y in ((0, -80), (1, -80), (1, -79), (0, -79))]
    assert tell(client, city, "/zones/harbour", name=NAME, outline=square)[0] == 200
    kept = client.get("/api/zones").json()[1]
    assert (kept["centre"], kept["outline"]) == ({"x": 0.5, "y": -79.5}, square)
    for wrong, title in (({}, "invalid"), ({"outline": square[:2]}, "invalid"),
                         ({"centre": CENTRE, "outline": square[:2]}, "outline_unfit")):  # fmt: skip
        status, told = tell(client, city, "/zones/hill", name=NAME, **wrong)
        assert (status, told["title"]) == (409, title)
    status, told = tell(client, city, "/zones/city/close")
    assert (status, told["title"]) == (409, "zone_in_use")
    assert tell(client, city, "/zones/city/close", moves=True) == (200, {"zone": "city"})
