"""News of the record, as whoever reads on tells it to the open pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from yeshi.flow.ports.journal import Events

# So far back does who begins to read look for a number that none can come before.
BEFORE = 500


@dataclass(frozen=True, slots=True, order=True)
class Tidemark:
    """How far somebody has read: the last event, and the last move of a courier, by number."""

    events: int
    moves: int

    def reaches(self, other: Tidemark) -> bool:
        """Whether nothing of the other is still to be read."""
        return self.events >= other.events and self.moves >= other.moves


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What was read between two marks: whom each event concerns, and whom the moves."""

    since: Tidemark
    until: Tidemark
    events: Sequence[tuple[int, Sequence[str]]]
    moved: Sequence[str]

    @property
    def concerned(self) -> tuple[str, ...]:
        """The ids of all whom it concerns, each once, in order."""
        all_ = [*(id_ for _, concerned in self.events for id_ in concerned), *self.moved]
        return tuple(dict.fromkeys(all_))


def settled_end(events: Events) -> int | None:
    """The last number before which none can come any more; None where that cannot be told yet."""
    last = events.last()
    if last is None:
        return 0
    settled = events.after(max(0, last.seq - BEFORE), BEFORE)
    return settled[-1].seq if settled else None
