"""How far a reader of the record may go: not past a number that may still be kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock


@dataclass(frozen=True, slots=True)
class Seen:
    """Numbers that were read, and what the server's transactions stood at.

    `ended_below`: before the reading, all transactions of a lower id had ended. `begun_below`:
    after it, none of this id or a higher one had begun.
    """

    numbers: Sequence[int]
    ended_below: int
    begun_below: int


class Gaps:
    """Which numbers of the record are missing, and which of them will be for ever.

    Numbers come from a sequence, so they are missing where a work was undone, or as long as it is
    not kept yet. A work has its transaction's id before it takes a number: once all that had begun
    when a gap was seen have ended, what is missing then will never be there. Ids of transactions
    alone do not tell: an effect may have a lower one than its cause, and be kept before it.
    """

    def __init__(self) -> None:
        self._waits: dict[int, int] = {}
        self._empty: set[int] = set()
        self._alone = Lock()

    def told(self, after: int, seen: Seen) -> int:
        """How many of the numbers, which follow `after`, may be told now."""
        with self._alone:
            expected = after + 1
            for count, number in enumerate(seen.numbers):
                if not all(self._is_empty(one, seen) for one in range(expected, number)):
                    return count
                expected = number + 1
            return len(seen.numbers)

    def _is_empty(self, number: int, seen: Seen) -> bool:
        if number in self._empty:
            return True
        if seen.ended_below < self._waits.setdefault(number, seen.begun_below):
            return False
        del self._waits[number]
        self._empty.add(number)
        return True
