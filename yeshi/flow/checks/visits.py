"""Bookings: each went as the record tells, and at no moment more seats are kept than there were."""

from __future__ import annotations

from collections.abc import Iterator

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


class VisitsCheck(Check):
    """Seats are never more than full, and bookings stand where the record says."""

    def __init__(self) -> None:
        super().__init__()
        self._seats: dict[str, int] = {}
        self._open: set[str] = set()
        self._over: dict[str, BookingState] = {}

    def _take_in(self, recorded: Recorded) -> None:
        event = recorded.event
        if isinstance(event, SeatsSet):
            # There may be fewer by now than when some of it was booked.
            self._seats[event.seats] = max(event.count, self._seats.get(event.seats, 0))
        elif isinstance(event, VisitBooked):
            self._open.add(event.booking)
        elif isinstance(event, OfBooking) and type(event) in _ENDS:
            self._open.discard(event.booking)
            self._over[event.booking] = _ENDS[type(event)]

    def past(self, work: Work) -> Iterator[BrokenRule]:
        """Of those that are over, which are kept in another state."""
        yield from _differing(work, self._over)
        self._over = {}

    def present(self, work: Work) -> Iterator[BrokenRule]:
        """Where more are kept than there were seats, or another state than was told."""
        for seats, count in self._seats.items():
            kept = [one.keeps for one in work.bookings.seated([seats], _ALWAYS)]
            most = most_at_once(kept, _ALWAYS)
            if most > count:
                yield BrokenRule("visits.seats", seats, str(most), f"at most {count}")
        yield from _differing(work, dict.fromkeys(sorted(self._open), BookingState.BOOKED))


def _differing(work: Work, told: dict[str, BookingState]) -> Iterator[BrokenRule]:
    found = work.bookings.get_many(sorted(told)) if told else {}
    for id_, state in told.items():
        kept_as = found[id_].state if id_ in found else None
        yield from differing("visits.state", id_, kept_as, state)
