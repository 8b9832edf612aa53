"""What the actors mean to do, and when."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from datetime import datetime
from enum import IntEnum
from itertools import count

Action = Callable[[], None]


class Rank(IntEnum):
    """What comes first of what falls on the same moment: the tick sees all that came before it."""

    CUSTOMER = 0
    KITCHEN = 1
    RIDER = 2
    ROSTER = 3
    WORLD = 4
    TICK = 9


class Agenda:
    """Actions by moment, then rank, then the order in which they were entered."""

    def __init__(self) -> None:
        self._heap: list[tuple[datetime, int, int, Action]] = []
        self._entered = count()

    def enter(self, at: datetime, rank: Rank, action: Action) -> None:
        """Have `action` done at the moment `at`."""
        heapq.heappush(self._heap, (at, rank, next(self._entered), action))

    @property
    def next_at(self) -> datetime | None:
        """The moment of the next action."""
        return self._heap[0][0] if self._heap else None

    def take(self) -> tuple[datetime, Action]:
        """The next action and its moment; IndexError when there is none."""
        at, _, _, action = heapq.heappop(self._heap)
        return at, action

    def clear(self) -> None:
        """Forget all."""
        self._heap.clear()

    def __len__(self) -> int:
        return len(self._heap)
