"""Tries of secrets: each is counted before it is checked, in the one place all processes share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TypeVar

from yeshi.base.errors import Conflict
from yeshi.base.refused import Refused
from yeshi.flow.engine import Engine
from yeshi.people.tries import TriedBy, Tries

T = TypeVar("T")
MEETINGS_MAX = 5


def count(engine: Engine, by: Sequence[TriedBy], at: datetime) -> Refused | None:
    """None where the secret may be tried, which is counted as wrong; else how long it has to wait.

    A try is no command: nobody repeats one, and its answer is kept by nobody.
    """
    return until_kept(lambda: _count(engine, by, at))


def right(engine: Engine, by: Sequence[TriedBy], at: datetime) -> None:
    """Take back what was counted: the try was right."""
    until_kept(lambda: _right(engine, by, at))


def _count(engine: Engine, by: Sequence[TriedBy], at: datetime) -> Refused | None:
    with engine.store.begin() as work:
        before = work.tries.lock_each([one.none_yet(at) for one in by])
        tried = [one.tried(before[one.id], at) for one in by]
        waits = [one for one in tried if isinstance(one, Refused)]
        for one in tried if not waits else ():
            if isinstance(one, Tries):
                work.tries.put(one)
    return waits[0] if waits else None


def _right(engine: Engine, by: Sequence[TriedBy], at: datetime) -> None:
    with engine.store.begin() as work:
        before = work.tries.lock_each([one.none_yet(at) for one in by])
        for one in by:
            work.tries.put(one.right(before[one.id], at))


def until_kept(act: Callable[[], T]) -> T:
    """What `act` answers, tried a few times where others were at the same."""
    for _ in range(MEETINGS_MAX - 1):
        try:
            return act()
        except Conflict:
            continue
    return act()
