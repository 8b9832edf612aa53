"""Bookings: each is when, and ended as, the record tells; never are more kept than seats."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from yeshi.base.limits import MOMENT_MAX, MOMENT_MIN
from yeshi.events.record import Recorded
from yeshi.events.visits import (
    GuestCame,
    GuestMissed,
    OfBooking,
    SeatsSet,
    VisitBooked,
    VisitCalledOff,
    VisitDeclined,
    VisitMoved,
)
from yeshi.flow.checks.broken import BrokenRule, Check, differing
from yeshi.flow.ports import Work
from yeshi.visits.booking import BookingState
from yeshi.visits.slot import Span, most_at_once

_ENDS: dict[type[OfBooking], BookingState] = {
    GuestCame: BookingState.CAME,
    GuestMissed: BookingState.MISSED,
    VisitCalledOff: BookingState.CALLED_OFF,
    VisitDeclined: BookingState.DECLINED,
}
_ALWAYS = Span(MOMENT_MIN, MOMENT_MAX)


@dataclass(frozen=True, slots=True)
class _Told:
    """What the record says of a booking."""

    state: BookingState
    starts_at: datetime


class VisitsCheck(Check):
    """Seats are never more than full, and bookings stand where and when the record says."""

    def __init__(self) -> None:
        super().__init__()
        self._seats: dict[str, int] = {}
        self._open: dict[str, _Told] = {}
        self._over: dict[str, _Told] = {}

    def _take_in(self, recorded: Recorded) -> None:
        event = recorded.event
        if isinstance(event, SeatsSet):
            # There may be fewer by now than when some of it was booked.
            self._seats[event.seats] = max(event.count, self._seats.get(event.seats, 0))
        elif isinstance(event, VisitBooked):
            self._open[event.booking] = _Told(BookingState.BOOKED, event.starts_at)
        elif isinstance(event, OfBooking):
            self._follow(recorded, event)

    def _follow(self, recorded: Recorded, event: OfBooking) -> None:
        told = self._open.get(event.booking)
        if told is None:
            # What has ended once is over, and what was never made neither moves nor ends.
            self._wrong("visits.once", event.booking, f"{event.kind} at {recorded.seq}", "nothing")
        elif isinstance(event, VisitMoved):
            self._open[event.booking] = replace(told, starts_at=event.starts_at)
        else:
            del self._open[event.booking]
            self._over[event.booking] = replace(told, state=_ENDS[type(event)])

    def past(self, work: Work) -> Iterator[BrokenRule]:
        """Of those that are over, which are kept otherwise than was told."""
        yield from super().past(work)
        yield from _differing(work, self._over)
        self._over = {}

    def present(self, work: Work) -> Iterator[BrokenRule]:
        """Where more are kept than there were seats, or otherwise than was told."""
        for seats, count in self._seats.items():
            kept = [one.keeps for one in work.bookings.seated([seats], _ALWAYS)]
            most = most_at_once(kept, _ALWAYS)
            if most > count:
                yield BrokenRule("visits.seats", seats, str(most), f"at most {count}")
        yield from _differing(work, self._open)


def _differing(work: Work, told: dict[str, _Told]) -> Iterator[BrokenRule]:
    found = work.bookings.get_many(sorted(told)) if told else {}
    for id_, one in sorted(told.items()):
        kept = found.get(id_)
        yield from differing("visits.state", id_, kept and kept.state, one.state)
        if kept is not None:
            yield from differing("visits.starts_at", id_, kept.starts_at, one.starts_at)
