"""The settings lead to each part, for owner and operator of the city."""

from __future__ import annotations

from fastapi.testclient import TestClient

from tests.web.everybody import sign_in_as
from tests.web.settings.rooms import OPERATOR, ZONES


def test_the_overview_leads_to_each_part(client: TestClient) -> None:
    """And says by what messages go out and how the installation is."""
    page = client.get("/settings").text
    parts = ("people", "stalls", "markets", "couriers")
    for way in (*(f"/settings/{part}" for part in parts), "/control/terms", "/control/record"):
        assert f'href="{way}"' in page, way
    assert 'class="here"' in page
    assert "0 waiting, 0 given up" in page


def test_an_operator_has_it_without_the_terms(client: TestClient) -> None:
    """And the operator of a zone has it not."""
    client.cookies.clear()
    sign_in_as(client, client.app.state.desk, OPERATOR)  # type: ignore[attr-defined]
    assert "/control/terms" not in client.get("/settings").text
    client.cookies.clear()
    sign_in_as(client, client.app.state.desk, ZONES)  # type: ignore[attr-defined]
    assert client.get("/settings").status_code == 403
    assert 'href="/settings"' not in client.get("/account").text
