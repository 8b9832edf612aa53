"""A courier is changed, leaves and comes back over JSON as on the pages."""

from __future__ import annotations

from fastapi.testclient import TestClient

from tests.builders import SmallCity
from tests.web.settings.rooms import NAME, PLACE, tell
from yeshi.fleet.courier import Vehicle


def test_a_courier_is_changed_leaves_and_comes_back(city: SmallCity, client: TestClient) -> None:
    """Once off duty."""
    entry = {"name": NAME, "vehicle": "on_foot", "place": PLACE}
    assert tell(client, city, "/couriers/x", **entry) == (200, {"courier": "x"})
    with city.store.begin() as work:
        assert work.couriers.must("x").vehicle is Vehicle.ON_FOOT
        (shift,) = work.shifts.of_courier("x", 1)
    status, told = tell(client, city, "/couriers/x/dismiss")
    assert (status, told["title"]) == (409, "courier_on_shift")
    status, told = tell(client, city, f"/couriers/x/shifts/{shift.id}/call-off")
    assert (status, told["title"]) == (409, "shift_has_begun")
    assert tell(client, city, "/couriers/x/take-back") == (200, {"courier": "x"})
