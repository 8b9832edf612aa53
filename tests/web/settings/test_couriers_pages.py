"""A courier is entered, has shifts, leaves and comes back."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from tests.builders import SmallCity
from tests.web.settings.rooms import send

COURIER = {"name_zh": "小李", "name_en": "Xiao Li", "vehicle": "bicycle", "x": "1", "y": "1"}


def test_a_courier_from_joining_to_leaving(city: SmallCity, client: TestClient) -> None:
    """With shifts, which are called off when they leave."""
    page = send(client, city, "/settings/couriers", **COURIER)
    assert "<h1>Xiao Li</h1>" in page
    to = "/settings/couriers/xiao-li"
    shift = {"day": "2026-12-24", "from": "18:00", "until": "00:30"}
    page = send(client, city, f"{to}/shifts", **shift)
    assert "2026-12-24 18:00 – 00:30" in page
    (called,) = [
        line.split('"')[1].split("action=")[-1] for line in page.split("action=") if "call-off" in line
    ]  # fmt: skip
    page = send(client, city, called, why="a holiday")
    assert "No shift is planned" in page
    send(client, city, f"{to}/shifts", **shift)
    page = send(client, city, to, **COURIER | {"vehicle": "scooter", "x": "", "y": ""}, why="new")
    assert "scooter" in page
    page = send(client, city, f"{to}/dismiss", why="moves away")
    assert "left 20" in page
    assert "xiao-li" not in client.get("/settings/couriers").text
    assert "xiao-li" in client.get("/settings/couriers?ended=true").text
    page = send(client, city, f"{to}/take-back", why="is back")
    assert "No shift is planned" in page
    said = send(client, city, "/settings/couriers/x/dismiss", why="moves away")
    assert "on a shift" in said


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"vehicle": "car"}, "none of what there is"),
        ({"x": "", "y": ""}, "degrees east"),
        ({"name_zh": "", "name_en": ""}, "1 to 60"),
    ],
)
def test_a_courier_needs_a_name_a_vehicle_and_a_place(
    city: SmallCity, client: TestClient, wrong: dict[str, str], said: str
) -> None:
    """Or is not entered."""
    assert said in send(client, city, "/settings/couriers", **COURIER | wrong)


@pytest.mark.parametrize(
    ("wrong", "said"), [({"day": "soon"}, "must be a day"), ({"from": "x"}, "time of day")]
)
def test_a_shift_needs_a_day_and_times(
    city: SmallCity, client: TestClient, wrong: dict[str, str], said: str
) -> None:
    """By the city's clock."""
    shift = {"day": "2026-12-24", "from": "18:00", "until": "23:00"}
    assert said in send(client, city, "/settings/couriers/x/shifts", **shift | wrong)


def test_the_invitation_has_the_role_filled_in(client: TestClient) -> None:
    """And the place."""
    page = client.get("/settings/people?role=courier&text=x").text
    assert '<option value="courier" selected>' in page
    assert 'name="where" maxlength="100"' in page or 'value="x"' in page
