"""Applications are read by who answers for the city, and by nobody else."""

from __future__ import annotations

from fastapi.testclient import TestClient

from tests.builders import SmallCity
from tests.web.everybody import sign_in_as
from tests.web.settings.rooms import ZONES
from tests.web.settings.test_join_pages import RIDER, asked


def test_the_operator_of_a_zone_reads_none(city: SmallCity, client: TestClient) -> None:
    """And decides on none."""
    asked(client, city, **RIDER)
    sign_in_as(client, client.app.state.desk, ZONES)  # type: ignore[attr-defined]
    assert client.get("/control/applications").status_code == 403
    said = {"key": city.key(), "why": "x"}
    assert client.post("/control/applications/nw/accept", data=said).status_code == 403
