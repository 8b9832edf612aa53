"""What was worked, a row a shift that ended: the source of every figure about work."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from yeshi.base.calendar import Calendar
from yeshi.events.fleet import ShiftEnded
from yeshi.events.record import Recorded


@dataclass(frozen=True, slots=True, kw_only=True)
class Shiftwork:
    """A shift that ended, of the business day on which it began; `week` is that day's Monday.

    `pay_fen` is for its orders, and what lifts it to the guarantee. `courier` is an id, no name.
    """

    day: date
    week: date
    courier: str
    hours: float
    orders: int
    pay_fen: int


def shiftwork(record: Iterable[Recorded], day: date, calendar: Calendar) -> list[Shiftwork]:
    """The shifts that began on `day` and ended, in the order of their ends.

    `record`: the events of that business day and of the next two.
    """
    ends = [recorded.event for recorded in record if isinstance(recorded.event, ShiftEnded)]
    return [
        Shiftwork(
            day=day,
            week=day - timedelta(days=day.weekday()),
            courier=event.courier,
            hours=event.duty_s / 3600,
            orders=event.orders,
            pay_fen=event.earned.fen + event.top_up.fen,
        )
        for event in ends
        if calendar.business_day(event.on_at) == day
    ]
