"""Who rides or is on duty does not leave; what has begun is not called off."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.fleet.test_shifts import shift
from tests.records import EVENING
from yeshi.base.names import Name
from yeshi.base.refused import Refused
from yeshi.fleet.courier import Courier, Vehicle
from yeshi.fleet.leaving import (
    CourierOnShift,
    CourierUnderWay,
    ShiftHasBegun,
    call_off,
    leave,
)
from yeshi.fleet.shifts import ShiftState
from yeshi.geo.point import Point

X = Courier(
    id="x", name=Name("x", "x"), vehicle=Vehicle.EBIKE, zone="z", place=Point(0, 0),
    free_at=EVENING,
)  # fmt: skip


def test_a_courier_leaves_who_is_neither_under_way_nor_on_duty() -> None:
    """With another version, so that no plan made before sends them."""
    assert leave(replace(X, route="r", shift="s"), EVENING) == Refused(CourierUnderWay("x"))
    assert leave(replace(X, shift="s"), EVENING) == Refused(CourierOnShift("x"))
    assert leave(X, EVENING) == replace(X, ended_at=EVENING, version=2)


@pytest.mark.parametrize("state", [ShiftState.ON, ShiftState.ENDED, ShiftState.CALLED_OFF])
def test_a_shift_is_called_off_before_it_begins(state: ShiftState) -> None:
    """And no later."""
    planned = shift(3600)
    assert call_off(planned) == replace(planned, state=ShiftState.CALLED_OFF)
    assert call_off(replace(planned, state=state)) == Refused(ShiftHasBegun("sh"))
