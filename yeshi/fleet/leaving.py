"""Whether a courier may leave."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from yeshi.base.refused import Reason, Refused
from yeshi.fleet.courier import Courier
from yeshi.fleet.shifts import Shift, ShiftState


@dataclass(frozen=True, slots=True)
class CourierUnderWay(Reason):
    """The courier is on a route, which is ended first."""

    courier: str


@dataclass(frozen=True, slots=True)
class CourierOnShift(Reason):
    """The courier is on a shift, which ends by the clock."""

    courier: str


@dataclass(frozen=True, slots=True)
class CourierHasLeft(Reason):
    """The courier rides no more."""

    courier: str


@dataclass(frozen=True, slots=True)
class ShiftHasBegun(Reason):
    """The shift is under way or over, and cannot be called off."""

    shift: str


def leave(courier: Courier, now: datetime) -> Courier | Refused:
    """The courier as they ride no more; refused while they are under way or on duty."""
    if courier.route is not None:
        return Refused(CourierUnderWay(courier.id))
    if courier.shift is not None:
        return Refused(CourierOnShift(courier.id))
    return replace(courier, ended_at=now, version=courier.version + 1)


def call_off(shift: Shift) -> Shift | Refused:
    """The shift as it does not come; refused once it has begun."""
    if shift.state is not ShiftState.PLANNED:
        return Refused(ShiftHasBegun(shift.id))
    return replace(shift, state=ShiftState.CALLED_OFF)
