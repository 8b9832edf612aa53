"""A sound city has no breaches, on both stores and in whatever parts the record is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.flow.checks.cities import busy_city, rules
from tests.instances import small_instance
from yeshi.adapters.memory.store import MemoryStore
from yeshi.events.record import Recorded
from yeshi.flow.checks.checking import RecordCheck, breaches_of
from yeshi.flow.ports import Store
from yeshi.twin.instances.grubhub import read
from yeshi.wiring.rehearsed import run_night


def test_a_sound_city_breaks_no_rule(store: Store) -> None:
    """With orders in each state, and ended ones."""
    city, _ = busy_city(store)
    assert rules(city) == set()


def test_a_night_of_the_twin_breaks_no_rule(tmp_path: Path) -> None:
    """A whole one, as published."""
    store = MemoryStore("USD")
    run_night(read(small_instance(tmp_path, 1)), store)
    with store.look() as work:
        assert not list(breaches_of(work))


@pytest.mark.parametrize("part", [1, 2, 7])
def test_it_is_the_same_in_parts_of_any_length(part: int) -> None:
    """What is under way is kept in mind from part to part."""
    city, _ = busy_city()
    assert rules(city, part) == set()


def test_an_empty_city_breaks_no_rule() -> None:
    """Nothing was told, and nothing is there."""
    city, _ = busy_city()
    city.store = MemoryStore("CNY")
    assert rules(city) == set()


def test_numbers_may_have_gaps_and_never_go_back() -> None:
    """Each is greater than the one before."""
    city, _ = busy_city()
    with city.store.begin() as work:
        first, second, third = work.events.after(0, 3)
        check = RecordCheck()
        check.hear(work, [first, third])
        assert not list(check.past(work))
        check.hear(work, [Recorded(2, second.at, second.day, second.event)])
        assert [one.rule for one in check.past(work)] == ["record.number"]


def test_a_breach_says_what_is_and_what_should_be() -> None:
    """In one line."""
    city, _ = busy_city()
    with city.store.begin() as work:
        one = work.events.after(0, 1)
        check = RecordCheck()
        check.hear(work, [*one, *one])
        assert [str(found) for found in check.past(work)] == [
            "record.number: 1: after 1, not before"
        ]
