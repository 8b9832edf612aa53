"""What dispatch decides."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from yeshi.events.record import Event


@dataclass(frozen=True, slots=True)
class RouteCommitted(Event):
    """A courier is sent to fetch orders and bring them to their doors."""

    kind: ClassVar[str] = "route.committed"
    route: str
    courier: str
    orders: tuple[str, ...]
    zone: str
    leave_at: datetime
    done_by: datetime

    @property
    def subject(self) -> str:
        return self.route

    @property
    def concerns(self) -> tuple[str, ...]:
        return (self.route, self.courier, *self.orders)
