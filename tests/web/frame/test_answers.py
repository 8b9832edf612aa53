"""What many look at is computed once, and never older than who asks may see."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from itertools import count
from threading import Event

import pytest

from tests.builders import SmallCity
from yeshi.adapters.postgres.store import PostgresStore, open_pool
from yeshi.flow.ports import Tidemark
from yeshi.web.frame import answers as kept
from yeshi.web.frame.answers import Answers, Shown
from yeshi.web.frame.tide import Tide

BOARD = Shown(what="board", language="zh", concerns=("c",))


@pytest.fixture
def city() -> SmallCity:
    """A city in which something has happened."""
    return SmallCity().settle_in()


@pytest.fixture
def answers(city: SmallCity) -> Answers:
    """Nothing kept yet."""
    return Answers(Tide(city.store))


def counting() -> Callable[[], str]:
    """Gives another text each time."""
    numbers = count(1)
    return lambda: str(next(numbers))


def test_it_is_computed_anew_after_an_event_that_concerns_it(
    city: SmallCity, answers: Answers
) -> None:
    """And after no other."""
    compute = counting()
    assert [answers.shown(BOARD, compute) for _ in range(3)] == ["1"] * 3
    city.fill("somebody else")
    assert answers.shown(BOARD, compute) == "1"
    city.fill("c")
    assert answers.shown(BOARD, compute) == "2"


@pytest.mark.parametrize(
    "other",
    [
        Shown(what="another", language="zh", concerns=("c",)),
        Shown(what="board", language="en", concerns=("c",)),
        Shown(what="board", language="zh", concerns=("c",), minute="20:01"),
    ],
)
def test_what_is_shown_otherwise_is_another_answer(answers: Answers, other: Shown) -> None:
    """By its name, its language and the city's minute."""
    compute = counting()
    assert answers.shown(BOARD, compute) == "1"
    assert answers.shown(other, compute) == "2"


def test_who_was_told_of_news_gets_what_is_as_new(city: SmallCity, answers: Answers) -> None:
    """All who were told the same the same; who was told more something newer."""
    everything = Shown(what="board", language="zh", concerns=("*",))
    compute = counting()
    assert answers.shown(everything, compute) == "1"
    seen = answers._tide.heard
    city.fill("c")
    assert answers.shown(everything, compute, seen) == "1"
    later = Tidemark(seen.events + 1, 0)
    assert answers.shown(everything, compute, later) == "2"
    city.fill("c")
    assert answers.shown(everything, compute, later) == "2"
    assert answers.shown(everything, compute) == "3"


def test_where_couriers_are_is_computed_for_who_was_not_told(answers: Answers) -> None:
    """No event tells of a move."""
    moving = Shown(what="map", language="zh", concerns=("*",), moving=True)
    compute = counting()
    assert answers.shown(moving, compute) == "1"
    assert answers.shown(moving, compute) == "2"
    assert answers.shown(moving, compute, answers._tide.heard) == "2"


def test_many_at_once_wait_for_one(answers: Answers) -> None:
    """Whoever asks while it is computed is given the same."""
    begun, goes_on, calls = Event(), Event(), count()

    def compute() -> str:
        next(calls)
        begun.set()
        assert goes_on.wait(30)
        return "once"

    with ThreadPoolExecutor(8) as pool:
        first = pool.submit(answers.shown, BOARD, compute)
        assert begun.wait(30)
        others = [pool.submit(answers.shown, BOARD, compute) for _ in range(7)]
        goes_on.set()
        assert {one.result(30) for one in [first, *others]} == {"once"}
    assert next(calls) == 1


def test_a_fault_is_everybodys_and_is_not_kept(answers: Answers) -> None:
    """The next one computes."""

    def broken() -> str:
        raise ValueError

    with pytest.raises(ValueError):
        answers.shown(BOARD, broken)
    assert answers.shown(BOARD, counting()) == "1"


def test_it_keeps_no_more_than_its_size(answers: Answers, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was asked for longest ago is let go."""
    monkeypatch.setattr(kept, "SIZE_MAX", 10)
    for name in "abcdef":
        shown = Shown(what=name, language="zh", concerns=("c",))
        assert answers.shown(shown, lambda: "four") == "four"
    assert answers._size == sum(one.size for one in answers._kept.values()) == 8
    assert [key[0] for key in answers._kept] == ["e", "f"]  # type: ignore[index]


def test_what_another_process_changed_is_seen_at_once(
    postgres: PostgresStore, database: str
) -> None:
    """Also beyond a number that was given to a work which was undone."""
    city = SmallCity(postgres).settle_in()
    city.fill()
    answers, compute = Answers(Tide(postgres)), counting()
    assert [answers.shown(BOARD, compute) for _ in range(2)] == ["1", "1"]
    other = PostgresStore(open_pool(database), "CNY")
    try:
        theirs = SmallCity(other, keys=city.keys)
        theirs.fill()
        assert [answers.shown(BOARD, compute) for _ in range(2)] == ["2", "2"]
        with suppress(ValueError), other.begin() as work:
            last = work.events.last()
            assert last is not None
            work.events.append([last.event], last.at, last.day)
            work.write()
            raise ValueError
        theirs.fill()
        assert [answers.shown(BOARD, compute) for _ in range(2)] == ["3", "3"]
    finally:
        other.close()
