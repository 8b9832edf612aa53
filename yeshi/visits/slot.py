"""Slots: at which quarters of an hour one of so many seats is free for as long as it takes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate

from yeshi.base.calendar import QUARTER, next_quarter


@dataclass(frozen=True, slots=True)
class Span:
    """From a moment on, until another one that is not in it any more."""

    starts: datetime
    ends: datetime

    def meets(self, other: Span) -> bool:
        """Whether they have any moment in common."""
        return self.starts < other.ends and other.starts < self.ends

    def has_within(self, other: Span) -> bool:
        """Whether all of the other is in it."""
        return self.starts <= other.starts and other.ends <= self.ends


def most_at_once(taken: Sequence[Span], within: Span) -> int:
    """How many of them there are at the moment of `within` at which they are most."""
    met = [one for one in taken if one.meets(within)]
    # Who leaves at a moment has left before who comes at it.
    coming = [(max(one.starts, within.starts), 1) for one in met]
    leaving = [(one.ends, -1) for one in met if one.ends < within.ends]
    return max(accumulate((change for _, change in sorted([*coming, *leaving])), initial=0))


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatTimes:
    """How many seats there are, and when: `opened` without overlaps, less what is `paused`.

    `taken`: one seat each. A stay of `lasts` ends before the door shuts; its seat is kept for
    `keeps`, in which it is made ready for the next.
    """

    seats: int
    opened: tuple[Span, ...]
    paused: tuple[Span, ...]
    taken: tuple[Span, ...]
    lasts: timedelta
    keeps: timedelta

    def is_offered(self, starts: datetime) -> bool:
        """Whether one may come at that moment at all, were no seat taken."""
        stay, kept = Span(starts, starts + self.lasts), Span(starts, starts + self.keeps)
        return (
            next_quarter(starts) == starts
            and any(one.has_within(stay) for one in self.opened)
            and not any(one.meets(kept) for one in self.paused)
        )

    def is_free(self, starts: datetime) -> bool:
        """Whether a seat is free then, for as long as it takes."""
        kept = Span(starts, starts + self.keeps)
        return self.is_offered(starts) and most_at_once(self.taken, kept) < self.seats

    def free(self, within: Span) -> Iterator[datetime]:
        """When one may come and a seat is free, within that time; the earliest first."""
        for opened in self.opened:
            at = next_quarter(max(opened.starts, within.starts))
            while at + self.lasts <= opened.ends and at < within.ends:
                if self.is_free(at):
                    yield at
                at += QUARTER

    def next_free(self, within: Span) -> datetime | None:
        """The earliest of these; None where there is none."""
        return next(self.free(within), None)
