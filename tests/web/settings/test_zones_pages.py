"""The owner divides the city on a page: one by one, or from a file."""

from __future__ import annotations

import json

from fastapi.testclient import TestClient

from tests.builders import SmallCity
from tests.web.everybody import sign_in_as
from tests.web.settings.rooms import OPERATOR, send

ZONE = {"name_zh": "港", "name_en": "Harbour", "x": "0", "y": "-80", "why": "the river"}
FILE = {
    "type": "FeatureCollection",
    "features": [
        {"type": "Feature", "properties": {"name": name},
         "geometry": {"type": "Point", "coordinates": at}}
        for name, at in (("city", [0, 1]), ("Hill", [1, 50]))
    ],
}  # fmt: skip


def test_a_zone_is_entered_moved_and_closed(city: SmallCity, client: TestClient) -> None:
    """And the last one cannot be closed."""
    page = send(client, city, "/settings/zones", **ZONE)
    assert "Harbour" in page
    assert [one["label"] for one in client.get("/settings/zones/map").json()["marks"]][1:] == [
        "Harbour"
    ]
    page = send(client, city, "/settings/zones/harbour", **ZONE | {"name_en": "Old Harbour"})
    assert "Old Harbour" in page
    assert "degrees east" in send(client, city, "/settings/zones/harbour", **ZONE | {"x": "far"})
    outline = "-80, 0\n-80, 1\n-79, 1\n-79, 0"
    page = send(client, city, "/settings/zones/harbour", **ZONE | {"outline": outline})
    assert "Corners: 4" in page
    assert "nobody can order" not in page
    assert "-80.000000, 1.000000\n" in client.get("/settings/zones/harbour").text
    (area,) = client.get("/settings/zones/map").json()["areas"]
    assert area[1] == [1.0, -80.0]
    wrong = send(client, city, "/settings/zones/harbour", **ZONE | {"outline": outline[:14]})
    assert "港 / Harbour cannot be used: it needs at least three" in wrong
    said = send(client, city, "/settings/zones/city/close", why="one is enough")
    assert "2 couriers are of it" in said
    page = send(client, city, "/settings/zones/harbour/close", why="one is enough")
    assert "Harbour" not in page
    assert "/close" not in client.get("/settings/zones/city").text
    assert client.get("/settings/zones/moon").status_code == 404


def test_zones_come_from_a_file(city: SmallCity, client: TestClient) -> None:
    """One that is called as a zone there is has its id; what is none is said on the page."""
    file = {"file": ("zones.geojson", json.dumps(FILE).encode())}
    said = {"key": city.key(), "why": "drawn anew"}
    page = client.post("/settings/zones/file", data=said, files=file).text
    assert "Hill" in page
    with city.store.read() as work:
        last = max(work.enacted.all(), key=lambda one: one.number).terms.zones
    assert [zone.id for zone in last] == ["city", "hill"]
    broken = client.post(
        "/settings/zones/file", data={"key": city.key(), "why": "x"}, files={"file": ("z", b"{")}
    )
    assert broken.status_code == 409
    assert "GeoJSON" in broken.text


def test_an_operator_does_not_divide_it(client: TestClient) -> None:
    """Nor is led there."""
    client.cookies.clear()
    sign_in_as(client, client.app.state.desk, OPERATOR)  # type: ignore[attr-defined]
    assert client.get("/settings/zones").status_code == 403
    assert "/settings/zones" not in client.get("/settings").text
