"""What concerned whom last, also beyond what was heard, and beyond a number that is missing."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import date
from typing import Any, cast

import pytest

from tests.builders import EVENING, SmallCity
from yeshi.events.fleet import CourierRegistered
from yeshi.events.record import Recorded
from yeshi.flow.ports import News, Store, Tidemark
from yeshi.web.frame import tide
from yeshi.web.frame.tide import Tide


class Numbered:
    """A record whose numbers come as a test says."""

    def __init__(self) -> None:
        self.kept: list[Recorded] = []
        self.settled = 0
        self.events = self

    @contextmanager
    def read(self) -> Any:
        """A look at it."""
        yield self

    def keep(self, number: int, courier: str) -> None:
        """An event of that number, which concerns the courier."""
        event = CourierRegistered(courier, "ebike")
        self.kept.append(Recorded(number, EVENING, date(2026, 11, 24), event))
        self.kept.sort(key=lambda one: one.seq)

    def last(self) -> Recorded | None:
        """The last one."""
        return self.kept[-1] if self.kept else None

    def kept_after(self, seq: int, limit: int) -> list[Recorded]:
        """All after that number."""
        return [one for one in self.kept if one.seq > seq][:limit]

    def after(self, seq: int, limit: int) -> list[Recorded]:
        """Those of them that none can come before."""
        return [one for one in self.kept_after(seq, limit) if one.seq <= self.settled]


@pytest.fixture
def record() -> Numbered:
    """A record of one event."""
    numbered = Numbered()
    numbered.keep(1, "x")
    numbered.settled = 1
    return numbered


def on(record: Numbered) -> Tide:
    """A tide over that record."""
    return Tide(cast("Store", record))


def news(since: int, *events: tuple[int, str]) -> News:
    """News of those events."""
    until = Tidemark(max([since, *(number for number, _ in events)]), 0)
    told = [(number, (concerned,)) for number, concerned in events]
    return News(since=Tidemark(since, 0), until=until, events=told, moved=())


def test_what_is_kept_is_known_before_it_is_heard(record: Numbered) -> None:
    """Of the ids that it concerns alone; of everything by any."""
    asked = on(record)
    asked.now(["x"])
    record.keep(2, "y")
    assert asked.now(["y"]).number == 2
    assert asked.now(["x"]).number == 1
    assert asked.now(["*"]).number == 2
    assert asked.now(["x", "y"]).sure


def test_beyond_a_missing_number_nothing_is_sure(record: Numbered) -> None:
    """What is kept there counts all the same; once the gap is filled or heard to be none, again."""
    asked = on(record)
    asked.now(["x"])
    record.keep(3, "y")
    stand = asked.now(["y"])
    assert (stand.number, stand.sure) == (3, False)
    assert not asked.now(["x"]).sure
    assert asked.heard.events == 1
    record.keep(2, "x")
    assert asked.now(["x"]) == tide.Stand(2, sure=True)
    record.keep(5, "x")
    asked.hear(news(3, (5, "x")))
    assert asked.now(["x"]) == tide.Stand(5, sure=True)


def test_a_number_that_is_missing_for_ever_is_passed_over(record: Numbered) -> None:
    """Without anybody who tells of it."""
    asked = on(record)
    asked.now(["x"])
    record.keep(3, "y")
    record.settled = 3
    assert asked.now(["y"]) == tide.Stand(3, sure=True)
    assert asked.heard.events == 3


def test_it_begins_where_no_number_can_come_before(record: Numbered) -> None:
    """And is sure of nothing where that cannot be told."""
    record.keep(3, "y")
    begun = on(record)
    assert not begun.now(["x"]).sure
    record.settled = 3
    assert on(record).now(["x"]) == tide.Stand(3, sure=True)
    record.settled = 0
    assert not on(record).now(["x"]).sure


def test_what_nobody_here_heard_may_have_concerned_anybody(record: Numbered) -> None:
    """After a pause of the one who tells, and of ids that are known no more."""
    asked = on(record)
    asked.hear(news(0, (1, "x"), (2, "y")))
    assert asked._last_of(["x"]) == 1
    asked.hear(news(7, (8, "y")))
    assert asked._last_of(["x"]) == 7
    assert asked.concerns_since(Tidemark(6, 0), ["x"])
    assert not asked.concerns_since(Tidemark(7, 0), ["x"])


def test_few_ids_are_known(record: Numbered, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those that were concerned longest ago are let go: they count as concerned then."""
    monkeypatch.setattr(tide, "IDS_MAX", 2)
    asked = on(record)
    asked.hear(news(0, (1, "x"), (2, "y"), (3, "x"), (4, "z")))
    assert len(asked._last) == 2
    assert asked._last_of(["y"]) == asked._last_of(["never"]) == 2
    assert asked._last_of(["x"]) == 3


def test_a_page_asks_what_it_missed(record: Numbered) -> None:
    """Whoever has heard nothing yet says yes; of everything, moves count too."""
    asked = on(record)
    assert asked.concerns_since(Tidemark(9, 9), ["x"])
    asked.hear(news(0, (1, "x")))
    assert asked.concerns_since(Tidemark(0, 0), ["x"])
    assert not asked.concerns_since(Tidemark(1, 0), ["x"])
    asked.hear(News(since=Tidemark(1, 0), until=Tidemark(1, 4), events=(), moved=("c",)))
    assert asked.concerns_since(Tidemark(1, 3), ["*"])
    assert not asked.concerns_since(Tidemark(1, 4), ["*"])


def test_a_city_is_read_on() -> None:
    """Over a store as it is."""
    city = SmallCity().settle_in()
    asked = Tide(city.store)
    before = asked.now(["c"])
    assert before.sure
    city.fill("c")
    assert asked.now(["c"]).number > before.number
    assert asked.now(["a"]).number == before.number
