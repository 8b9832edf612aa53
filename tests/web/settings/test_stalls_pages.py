"""A stall is entered, changed, closed and opened again on its pages."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from tests.builders import SmallCity
from tests.web.settings.rooms import send

STALL = {
    "name_zh": "臭豆腐", "name_en": "Stinky tofu", "market": "m", "x": "", "y": "",
    "opens": "18:00", "closes": "01:00", "cook_minutes": "5", "sector": "snacks",
}  # fmt: skip


def test_a_stall_from_its_first_day_to_its_last(city: SmallCity, client: TestClient) -> None:
    """Entered with what it sells, changed, closed and opened again."""
    page = send(client, city, "/settings/stalls", **STALL, menu="豆腐 / Tofu 12")
    assert "Tofu ¥12.00" in page
    assert "/settings/people?role=stallholder&amp;text=stinky-tofu#invite" in page
    to = "/settings/stalls/stinky-tofu"
    page = send(client, city, to, **STALL | {"name_en": "Black tofu"}, why="its own wish")
    assert "<h1>Black tofu</h1>" in page
    assert "Black tofu" in client.get("/settings/stalls?text=black").text
    page = send(client, city, f"{to}/close", why="the lease is over")
    assert "closed for good" in page
    assert "Black tofu" not in client.get("/").text
    assert "Black tofu" not in client.get("/settings/stalls").text
    assert "Black tofu" in client.get("/settings/stalls?ended=true").text
    page = send(client, city, f"{to}/reopen", why="a new lease")
    assert "closed for good" not in page
    record = client.get("/control/record?thing=stinky-tofu").text
    for said in ("Stall changed", "Stall closed", "Stall open again", "the lease is over", "He Yu"):
        assert said in record, said


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name_zh": "", "name_en": ""}, "1 to 60"),
        ({"opens": "late"}, "time of day"),
        ({"cook_minutes": "999"}, "0 to 120"),
        ({"market": ""}, "degrees east"),
        ({"market": "nowhere"}, "There is no market nowhere"),
        ({"sector": "arms"}, "none of what there is"),
        ({"menu": "tofu"}, "Line 1"),
    ],
)
def test_what_is_wrong_is_said_above_the_form(
    city: SmallCity, client: TestClient, wrong: dict[str, str], said: str
) -> None:
    """Which keeps what was typed."""
    page = send(client, city, "/settings/stalls", **STALL | wrong)
    assert said in page
    assert 'action="/settings/stalls"' in page
    if "name_zh" not in wrong:
        assert 'value="臭豆腐"' in page
