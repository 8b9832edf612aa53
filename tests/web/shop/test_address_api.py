"""A customer's addresses over JSON: their own alone, and in the order of their use."""

from __future__ import annotations

from typing import Any

from httpx import Response

from tests.builders import SmallCity
from tests.web.test_api import client_of
from yeshi.geo.travel import StraightLine

HOME = {"name": "home", "x": 0.003, "y": 10.0, "address": "3 Lane", "phone": "138 0013 8000"}


def test_addresses_are_kept_used_changed_and_forgotten() -> None:
    """By their customer; of another one there are none."""
    city = SmallCity().settle_in()
    city.engine.travel = StraightLine()
    with client_of(city, signed_in=False) as client:
        client.post("/api/customers")
        number = iter(range(99))

        def post(path: str, body: dict[str, Any] | None = None) -> Response:
            headers = {"Idempotency-Key": f"k{next(number)}"}
            return client.post(f"/api/addresses{path}", json=body, headers=headers)

        def names() -> list[str]:
            return [one["name"] for one in client.get("/api/addresses").json()]

        home = post("", HOME).json()["address"]
        work = post("", HOME | {"name": "work", "phone": ""}).json()["address"]
        assert names() == ["work", "home"]
        assert post(f"/{home}/choose").json() == {"address": home}
        assert names() == ["home", "work"]
        assert post(f"/{work}", HOME | {"name": "desk"}).json() == {"address": work}
        assert post(f"/{home}/remove").json() == {"address": home}
        assert names() == ["desk"]
        wrong = post("", HOME | {"phone": "1"})
        assert (wrong.status_code, wrong.json()["field"]) == (409, "phone")
        far = post("", HOME | {"x": 90.0, "y": 80.0})
        assert (far.status_code, far.json()["title"]) == (409, "too_far")
        client.cookies.clear()
        client.post("/api/customers")
        assert names() == []
        assert post(f"/{work}/choose").status_code == 404
