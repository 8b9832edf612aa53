"""A stall's guests in the twin: as many as come to it, for what they came for, and more of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import ceil
from random import Random

from yeshi.base.calendar import Calendar
from yeshi.orders.order import Destination
from yeshi.twin.actors.demand import Intent
from yeshi.twin.demo.crowd import poisson
from yeshi.twin.rehearsal.stall_record import HALF_HOUR_MIN, StallRecord, StallVisit

# As whom those come that would not have come without the deal.
MORE = "more-"


@dataclass(frozen=True, slots=True, kw_only=True)
class StallGuests:
    """The guests of a stall, drawn from its record; the same minute always brings the same ones.

    In each half-hour they come at the rate at which they came in it (a Poisson process), each with
    the basket and the door of one of those who came then. `more`: as a share, so many more of them
    come at the moments of `lured`; they are drawn apart, so that who comes anyway is the same
    however many more come.
    """

    record: StallRecord
    seed: int
    calendar: Calendar
    more: float = 0.0
    lured: Callable[[datetime], bool] = lambda _: False
    _by_slot: dict[int, list[StallVisit]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        for one in self.record.visits:
            self._by_slot.setdefault(one.slot, []).append(one)

    def wishes(self, minute: datetime) -> list[Intent]:
        """Who will order within the minute that begins at `minute`."""
        return [
            intent
            for layer in range(1 + ceil(self.more))
            for eager, intent in self._layer(minute, layer)
            if eager < 1.0 or (eager < 1.0 + self.more and self.lured(intent.at))
        ]

    def _layer(self, minute: datetime, layer: int) -> Iterator[tuple[float, Intent]]:
        """As many as come usually, each with how eager they are: from `layer` to the next."""
        local = self.calendar.local(minute)
        before = self._by_slot.get((local.hour * 60 + local.minute) // HALF_HOUR_MIN)
        if not before:
            return
        name = f"{self.seed}:stall:{local.isoformat()}:{layer}"
        chance, eager = Random(name), Random(f"{name}:eager")
        for number in range(poisson(chance, len(before) / (HALF_HOUR_MIN * self.record.days))):
            like = chance.choice(before)
            at = minute + timedelta(seconds=chance.randrange(60))
            key = f"stall:{local.isoformat()}:{layer}:{number}"
            yield layer + eager.random(), self._intent(like, at, key, MORE if layer else "")

    def _intent(self, like: StallVisit, at: datetime, key: str, of: str) -> Intent:
        place = like.door or self.record.merchant.place
        return Intent(
            key=key,
            at=at,
            customer=f"{of}{key}",
            wanted=like.wanted,
            destination=Destination(place, "1"),
            collects=like.door is None,
        )
