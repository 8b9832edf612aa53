"""The settings lead to each part, for owner and operator of the city."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from fastapi.testclient import TestClient

from tests.builders import SmallCity
from tests.web.everybody import sign_in_as
from tests.web.settings.rooms import OPERATOR, ZONES
from tests.web.test_api import client_of
from yeshi.web.frame.desk import LastBackup


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


@pytest.mark.parametrize(
    ("age", "said", "amber"),
    [
        (None, "Nothing is known of a backup", True),
        (timedelta(hours=25), "copies there: 7", False),
        (timedelta(hours=27), "copies there: 7", True),
    ],
)
def test_it_says_when_the_last_backup_was(
    city: SmallCity, age: timedelta | None, said: str, amber: bool
) -> None:
    """And warns where there was none for a night."""
    with client_of(city, signed_in=False) as client:
        desk = client.app.state.desk  # type: ignore[attr-defined]
        at = desk.sign_in.wall.now() - age if age else None
        made = LastBackup(at=at, place="/srv/copies", copies=7) if at else None
        client.app.state.desk = replace(desk, last_backup=lambda: made)  # type: ignore[attr-defined]
        sign_in_as(client, desk, OPERATOR)
        page = client.get("/settings").text
    assert said in page
    assert ("none for 26 hours" in page) == amber
    assert ("/srv/copies" in page) == (made is not None)
