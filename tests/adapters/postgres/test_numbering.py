"""A reader of the record misses nothing, whatever the order in which works are kept."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from random import Random

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import EVENING
from yeshi.adapters.postgres.numbering import Gaps, Seen
from yeshi.adapters.postgres.store import PostgresStore, open_pool
from yeshi.events.fleet import CourierRegistered

ON = EVENING.date()


def test_what_follows_on_is_told() -> None:
    """Without a gap there is nothing to wait for."""
    assert Gaps().told(6, Seen([7, 8, 9], ended_below=5, begun_below=20)) == 3


def test_at_a_gap_it_waits_until_all_that_ran_then_have_ended() -> None:
    """Then the gap is empty for ever."""
    gaps = Gaps()
    assert gaps.told(6, Seen([7, 9], ended_below=50, begun_below=60)) == 1
    # Others have begun since; they do not matter, those of before do.
    assert gaps.told(7, Seen([9, 10], ended_below=59, begun_below=90)) == 0
    assert gaps.told(7, Seen([9, 10], ended_below=60, begun_below=95)) == 2
    assert gaps.told(7, Seen([9, 10], ended_below=60, begun_below=99)) == 2


@given(st.integers(0, 2**32))
def test_a_reader_misses_nothing_of_works_drawn_at_random(seed: int) -> None:
    """Works begin, take numbers and end in any order, some undone; a reader looks in between."""
    draw = Random(seed)
    xid, number, through = 1, 0, 0
    running: dict[int, list[int]] = {}
    there: set[int] = set()
    told: list[int] = []
    gaps = Gaps()

    def look() -> None:
        nonlocal through
        ended = min(running, default=xid)
        numbers = sorted(one for one in there if one > through)
        count = gaps.told(through, Seen(numbers, ended, xid))
        told.extend(numbers[:count])
        through = told[-1] if told else 0

    for _ in range(60):
        what = draw.randrange(4)
        if what == 0:
            running[xid] = []
            xid += 1
        elif what == 1 and running:
            number += 1
            running[draw.choice(list(running))].append(number)
        elif what == 2 and running:
            ended = running.pop(draw.choice(list(running)))
            if draw.random() < 0.8:
                there.update(ended)
        else:
            look()
    for ended in running.values():
        there.update(ended)
    running.clear()
    look()
    assert told == sorted(there)


class _Writer:
    """A session that enters events of its own, step by step."""

    def __init__(self, connection: psycopg.Connection[tuple[int]]) -> None:
        self._connection = connection

    def begin(self) -> None:
        """Take the transaction's id, as the claim of a key does."""
        self._connection.execute("SELECT pg_current_xact_id()")

    def enter(self, courier: str) -> None:
        """Enter an event."""
        self._connection.execute(
            "INSERT INTO events (at, day, kind, subject, data) VALUES (%s, %s, %s, %s, %s)",
            (EVENING, ON, "courier.registered", courier,
             f'{{"courier": "{courier}", "vehicle": "ebike"}}'),
        )  # fmt: skip

    def keep(self) -> None:
        """End the transaction."""
        self._connection.commit()

    def undo(self) -> None:
        """Undo the transaction."""
        self._connection.rollback()


@contextmanager
def _writers(database: str, count: int) -> Iterator[list[_Writer]]:
    connections = [psycopg.connect(database) for _ in range(count)]
    try:
        yield [_Writer(one) for one in connections]
    finally:
        for one in connections:
            one.close()


def _subjects(store: PostgresStore) -> list[str]:
    with store.begin() as work:
        return [one.event.subject for one in work.events.after(0, 100)]


@pytest.fixture
def reader(database: str) -> Iterator[PostgresStore]:
    """A store that nobody else writes through."""
    store = PostgresStore(open_pool(database), "CNY")
    yield store
    store.close()


def test_an_effect_of_a_lower_transaction_is_not_told_before_its_cause(
    database: str, reader: PostgresStore
) -> None:
    """Three sessions: the effect has the lowest id, and a third one is open all the time.

    Whoever reads by ids of transactions, below the lowest that runs, would tell the effect first.
    """
    with _writers(database, 3) as (effect, third, cause):
        effect.begin()
        third.begin()
        cause.begin()
        cause.enter("cause")
        cause.keep()
        effect.enter("effect")
        effect.keep()
        told = _subjects(reader)
        assert told == ["cause", "effect"]
        third.enter("third")
        third.keep()
        assert _subjects(reader) == ["cause", "effect", "third"]


def test_what_is_kept_late_is_told_in_its_place(database: str, reader: PostgresStore) -> None:
    """A number that was taken and is not kept yet holds the reader at it, and nothing is missed."""
    with _writers(database, 3) as (late, early, third):
        late.begin()
        late.enter("late")
        early.begin()
        early.enter("early")
        early.keep()
        third.begin()
        assert _subjects(reader) == []
        late.keep()
        assert _subjects(reader) == ["late", "early"]


def test_a_number_that_is_undone_holds_nobody_for_ever(
    database: str, reader: PostgresStore
) -> None:
    """Once all that ran have ended; those that began later do not matter."""
    with _writers(database, 4) as (undone, early, running, later):
        undone.begin()
        running.begin()
        undone.enter("undone")
        early.begin()
        early.enter("early")
        early.keep()
        undone.undo()
        assert _subjects(reader) == []
        later.begin()
        running.keep()
        assert _subjects(reader) == ["early"]


def test_the_day_is_told_as_far_as_the_record(database: str, reader: PostgresStore) -> None:
    """Whoever counts a day does not pass by a number that is still to come."""
    with _writers(database, 2) as (late, early):
        early.enter("first")
        early.keep()
        late.begin()
        late.enter("late")
        early.enter("early")
        early.keep()
        with reader.begin() as work:
            assert [one.event.subject for one in work.events.of_day(ON)] == ["first"]
        late.keep()
        with reader.begin() as work:
            told = [one.event.subject for one in work.events.of_day(ON, after=1)]
        assert told == ["late", "early"]


def test_a_work_numbers_its_events_at_its_end(reader: PostgresStore, database: str) -> None:
    """Whoever waits for a thing that we changed takes a higher number than we do."""
    with reader.begin() as work:
        recorded = work.events.append([CourierRegistered("ours", "ebike")], EVENING, ON)
        with _writers(database, 1) as (other,):
            other.enter("theirs")
            other.keep()
        assert recorded == []
    assert [one.seq for one in recorded] == [2]
    assert _subjects(reader) == ["theirs", "ours"]
