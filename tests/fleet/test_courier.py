"""What fits into a courier's box."""

from __future__ import annotations

import pytest

from yeshi.fleet.courier import CAPACITY, Vehicle


@pytest.mark.parametrize("vehicle", Vehicle)
def test_every_vehicle_carries_something(vehicle: Vehicle) -> None:
    """None is forgotten in the table, and none would be sent in vain."""
    assert CAPACITY[vehicle] >= 1


def test_who_rides_carries_more_than_who_walks() -> None:
    """A box holds more than two bags."""
    assert (
        min(CAPACITY[one] for one in Vehicle if one is not Vehicle.ON_FOOT)
        > CAPACITY[Vehicle.ON_FOOT]
    )
