"""What happens to couriers and their shifts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from yeshi.base.money import Money
from yeshi.events.record import Event


@dataclass(frozen=True, slots=True)
class _OfCourier(Event):
    courier: str

    @property
    def subject(self) -> str:
        return self.courier


@dataclass(frozen=True, slots=True)
class CourierRegistered(_OfCourier):
    """A courier joins."""

    kind: ClassVar[str] = "courier.registered"
    vehicle: str


@dataclass(frozen=True, slots=True)
class CourierChanged(_OfCourier):
    """A courier is entered anew: `changed` names what is different."""

    kind: ClassVar[str] = "courier.changed"
    changed: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class CourierLeft(_OfCourier):
    """A courier rides no more; the shifts that were to come are called off."""

    kind: ClassVar[str] = "courier.left"
    why: str


@dataclass(frozen=True, slots=True)
class CourierReturned(_OfCourier):
    """A courier who had left rides again."""

    kind: ClassVar[str] = "courier.returned"
    why: str


@dataclass(frozen=True, slots=True)
class ShiftPlanned(_OfCourier):
    """A courier has a shift to come."""

    kind: ClassVar[str] = "shift.planned"
    shift: str
    on_at: datetime
    off_at: datetime


@dataclass(frozen=True, slots=True)
class ShiftCalledOff(_OfCourier):
    """A shift that was to come does not."""

    kind: ClassVar[str] = "shift.called_off"
    shift: str
    why: str


@dataclass(frozen=True, slots=True)
class ShiftStarted(_OfCourier):
    """A courier is on duty."""

    kind: ClassVar[str] = "shift.started"
    shift: str
    on_at: datetime
    off_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftEnded(_OfCourier):
    """A courier goes off duty, after a shift that began at `on_at`.

    `earned`: the pay for its orders; `top_up` lifts it to the guarantee.
    """

    kind: ClassVar[str] = "shift.ended"
    shift: str
    on_at: datetime
    duty_s: int
    orders: int
    earned: Money
    top_up: Money
