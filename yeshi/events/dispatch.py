"""What dispatch decides."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from yeshi.events.record import Event


@dataclass(frozen=True, slots=True)
class Choice:
    """What sending a courier on a trip costs, in seconds.

    `late_s`: how much later than a waiting courier's all its orders come. `missed_s`: what orders
    to come lose when the courier leaves, and a colleague whose turn it is to earn. `time_s`: the
    price of the courier's time. `busy_with`: the orders they are planned to fetch instead.
    """

    courier: str
    late_s: float
    missed_s: float
    time_s: float
    busy_with: tuple[str, ...] = ()

    @property
    def total_s(self) -> float:
        """All of it."""
        return self.late_s + self.missed_s + self.time_s


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteCommitted(Event):
    """A courier is sent to fetch orders and bring them to their doors.

    `why`: the choice that was made, then the best of those that were not.
    """

    kind: ClassVar[str] = "route.committed"
    route: str
    courier: str
    orders: tuple[str, ...]
    zone: str
    leave_at: datetime
    done_by: datetime
    why: tuple[Choice, ...] = ()

    @property
    def subject(self) -> str:
        return self.route

    @property
    def concerns(self) -> tuple[str, ...]:
        return (self.route, self.courier, *self.orders)


@dataclass(frozen=True, slots=True)
class CourierSentAhead(Event):
    """A courier with nothing to do is sent to a counter, for orders to come."""

    kind: ClassVar[str] = "courier.sent_ahead"
    route: str
    courier: str
    zone: str
    leave_at: datetime
    there_at: datetime

    @property
    def subject(self) -> str:
        return self.route

    @property
    def concerns(self) -> tuple[str, ...]:
        return (self.route, self.courier)


@dataclass(frozen=True, slots=True)
class CourierArrived(Event):
    """A courier stands where they were sent ahead to."""

    kind: ClassVar[str] = "courier.arrived"
    route: str
    courier: str

    @property
    def subject(self) -> str:
        return self.route

    @property
    def concerns(self) -> tuple[str, ...]:
        return (self.route, self.courier)
