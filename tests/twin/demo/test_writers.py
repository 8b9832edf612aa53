"""The demo's people write to one another of some orders, alike from the same seed."""

from __future__ import annotations

import pytest

from tests.builders import SmallCity
from yeshi.flow.orders.thread_seen import threads_to_answer
from yeshi.orders.thread import Thread, ThreadSide
from yeshi.twin.actors.agenda import Agenda
from yeshi.twin.demo import writers
from yeshi.twin.demo.writers import Writers


def written_night(seed: int, customer: str) -> tuple[list[Thread], SmallCity]:
    """What was written of a few orders of that customer in the end."""
    city, agenda = SmallCity().settle_in(), Agenda()
    city.fill(customer)
    people = Writers(city.engine, agenda, seed)
    seen = 0
    for _ in range(8):
        order = city.place({"a1": 1, "b1": 1}, customer)
        city.cook(order)
        city.bring(order)
        with city.store.begin() as work:
            happened = work.events.after(seen, 10**6)
        for one in happened:
            seen = one.seq
            people.hear(one)
        while agenda.next_at is not None:
            at, action = agenda.take()
            city.clock.put(max(at, city.clock.now()))
            action()
    with city.store.begin() as work:
        return sorted(work.threads.all(), key=lambda one: one.begun_at), city


def told(threads: list[Thread]) -> list[list[tuple[str, str, str, str]]]:
    """All of it that can be compared."""
    return [
        [(it.by.name, it.to.name, it.phrase or "", it.words) for it in one.messages]
        for one in threads
    ]


def test_guests_write_and_are_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same people from the same seed."""
    monkeypatch.setattr(writers, "TO_STALL", 0.6)
    monkeypatch.setattr(writers, "TO_CONTROL", 0.4)
    first, city = written_night(7, "guest-001")
    assert told(first) == told(written_night(7, "guest-001")[0])
    assert told(first) != told(written_night(8, "guest-001")[0])
    sides = {it.by.side for one in first for it in one.messages}
    assert {ThreadSide.CUSTOMER, ThreadSide.STALL, ThreadSide.CONTROL} <= sides
    assert threads_to_answer(city.engine, None) < 8


def test_what_a_visitor_ordered_they_write_of_themselves() -> None:
    """Nobody does it for them."""
    assert written_night(7, "c")[0] == []
