"""The pace of a kitchen: how long it takes, learnt from what it made before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil
from statistics import median

from yeshi.orders.order import Ticket

# Fewer parts than this say nothing of a dish.
ENOUGH = 3
MINUTES_MAX = 240


def minutes_for(ticket: Ticket, past: Iterable[Ticket], cook_s: int) -> int:
    """Whole minutes from taking it on to the counter: the median of parts with one of its dishes.

    Of all parts where too few had one, and `cook_s` where too few were made at all.
    """
    made = [one for one in past if one.taken_at and one.made_at]
    dishes = {line.item for line in ticket.lines}
    alike = [one for one in made if dishes & {line.item for line in one.lines}]
    took_s = next((_took_s(some) for some in (alike, made) if len(some) >= ENOUGH), float(cook_s))
    return min(MINUTES_MAX, max(1, ceil(took_s / 60)))


def _took_s(tickets: Sequence[Ticket]) -> float:
    return median(
        (one.made_at - one.taken_at).total_seconds()
        for one in tickets
        if one.taken_at and one.made_at
    )
