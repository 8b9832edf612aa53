"""What was worked, a row a shift that ended: the source of every figure about work."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from yeshi.base.clock import business_day
from yeshi.events.fleet import ShiftEnded
from yeshi.events.record import Recorded


@dataclass(frozen=True, slots=True)
class Turn:
    """A shift that ended, of the business day on which it began; `week` is that day's Monday.

    `pay_fen` is for its orders, and what lifts it to the guarantee. `courier` is an id, no name.
    """

    day: date
    week: date
    courier: str
    hours: float
    orders: int
    pay_fen: int


def turns(record: Iterable[Recorded], day: date) -> list[Turn]:
    """The shifts that began on `day` and ended, in the order of their ends.

    `record`: the events of that business day and of the next.
    """
    found = []
    for recorded in record:
        event = recorded.event
        if isinstance(event, ShiftEnded) and _began(recorded, event) == day:
            pay = event.per_order.fen + event.top_up.fen
            week = day - timedelta(days=day.weekday())
            found.append(Turn(day, week, event.courier, event.duty_s / 3600, event.orders, pay))
    return found


def _began(recorded: Recorded, event: ShiftEnded) -> date:
    return business_day(recorded.at - timedelta(seconds=event.duty_s))
