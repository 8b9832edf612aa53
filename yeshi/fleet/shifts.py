"""When a courier works: a shift's start, its end, and what a courier may do in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Annotated

from yeshi.base.money import Money
from yeshi.base.personal import Personal
from yeshi.base.refused import Reason, Refused
from yeshi.geo.point import Point


class ShiftState(StrEnum):
    """Where a shift stands."""

    PLANNED = "planned"
    ON = "on"
    ENDED = "ended"
    CALLED_OFF = "called_off"


@dataclass(frozen=True, slots=True)
class ShiftUnclear(Reason):
    """A shift must end after it begins, within 24 hours."""

    on_at: str
    off_at: str


SHIFT_S_MAX = 24 * 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """A courier's time on duty, and what they earned in it per order so far."""

    id: str
    courier: str
    on_at: datetime
    off_at: datetime
    starts_at: Annotated[Point, Personal("place")]
    per_order: Money
    per_hour: Money
    earned: Annotated[Money, Personal("pay")]
    top_up: Annotated[Money, Personal("pay")]
    state: ShiftState = ShiftState.PLANNED
    orders: int = 0

    @property
    def holds(self) -> bool:
        """Whether this may be kept: it ends after it begins, and counts upwards."""
        return self.off_at > self.on_at and self.orders >= 0 and self.top_up.fen >= 0

    @property
    def duty_s(self) -> int:
        """Seconds on duty."""
        return int((self.off_at - self.on_at).total_seconds())


def plan(shift: Shift) -> Refused | None:
    """None when the shift's times make sense."""
    if 0 < shift.duty_s <= SHIFT_S_MAX:
        return None
    return Refused(ShiftUnclear(shift.on_at.isoformat(), shift.off_at.isoformat()))
