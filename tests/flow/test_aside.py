"""What cannot be done waits longer after each try, and holds nothing else up."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.builders import EVENING, SmallCity, done
from yeshi.adapters.clocks import SimulatedClock
from yeshi.base.errors import BooksBroken, DatabaseUnreachable
from yeshi.events.orders import OrderCancelled
from yeshi.flow import due
from yeshi.flow.aside import WAIT_S_FIRST, WAIT_S_MAX, Aside, SetAside
from yeshi.flow.orders import calling_off, cooking


class Failing:
    """An act that fails as often as it is told to, and counts."""

    def __init__(self, fault: Exception) -> None:
        self.fault: Exception | None = fault
        self.called = 0

    def __call__(self) -> str:
        self.called += 1
        if self.fault is not None:
            raise self.fault
        return "done"


def test_a_wait_doubles_to_a_limit_and_ends_with_what_is_done() -> None:
    """In between it is not called; it is told once."""
    clock, told = SimulatedClock(EVENING), list[Aside]()
    aside, act = SetAside(clock, told.append), Failing(KeyError("somebody's address"))
    waits = []
    for _ in range(10):
        assert aside.attempt("lapse", "o1", act) is None
        (one,) = aside.all()
        assert one.again_at is not None
        assert aside.attempt("lapse", "o1", act) is None
        waits.append((one.again_at - clock.now()).total_seconds())
        clock.put(one.again_at)
    assert act.called == 10
    assert waits[:3] == [WAIT_S_FIRST, 2 * WAIT_S_FIRST, 4 * WAIT_S_FIRST]
    assert waits[-1] == WAIT_S_MAX
    assert len(told) == 1
    assert "address" not in repr(aside.all())
    assert (one.fault, one.tries, one.since) == ("KeyError", 10, EVENING)
    act.fault = None
    assert aside.attempt("lapse", "o1", act) == "done"
    assert aside.all() == ()


def test_another_fault_is_told_anew() -> None:
    """Once each."""
    clock, told = SimulatedClock(EVENING), list[Aside]()
    aside = SetAside(clock, told.append)
    for fault in (KeyError(), KeyError(), ValueError()):
        aside.note("lapse", "o1", fault)
    assert [one.fault for one in told] == ["KeyError", "ValueError"]


def test_what_would_break_the_books_waits_for_a_person() -> None:
    """However long it takes."""
    clock = SimulatedClock(EVENING)
    aside, act = SetAside(clock), Failing(BooksBroken("overdrawn"))
    for _ in range(3):
        assert aside.attempt("strand", "o1", act) is None
        clock.put(clock.now() + timedelta(days=30))
    assert act.called == 1
    assert [one.again_at for one in aside.all()] == [None]


def test_a_world_that_fails_sets_nothing_aside() -> None:
    """The database is away: the loop as a whole waits for it."""
    aside = SetAside(SimulatedClock(EVENING))
    with pytest.raises(DatabaseUnreachable):
        aside.attempt("lapse", "o1", Failing(DatabaseUnreachable()))
    assert aside.all() == ()


def test_a_poisoned_ticket_lets_the_others_lapse(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is tried again later, and forgotten when it is no longer due."""
    city = SmallCity().settle_in()
    city.fill()
    poisoned, sound = city.place({"a1": 1}), city.place({"b1": 1})
    city.wait(6)
    real = cooking.answer_ticket

    def answer_ticket(order, *args, **more):  # type: ignore[no-untyped-def]
        if order.id == poisoned:
            raise ZeroDivisionError
        return real(order, *args, **more)

    monkeypatch.setattr(cooking, "answer_ticket", answer_ticket)
    aside = SetAside(city.clock)
    assert due.carry_out(city.engine, due.LAPSE, aside) == 1
    with city.store.begin() as work:
        lapsed = [one.event for one in work.events.after(0, 1000)]
    assert [one.order for one in lapsed if isinstance(one, OrderCancelled)] == [sound]
    assert [(one.duty, one.id) for one in aside.all()] == [("lapse", f"{poisoned}:a")]
    done(calling_off.call_off_order(city.engine, city.key(), "c", poisoned))
    assert due.carry_out(city.engine, due.LAPSE, aside) == 0
    assert aside.all() == ()


def test_a_search_that_fails_waits_like_a_thing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The other duties go on."""
    city = SmallCity().settle_in()
    city.fill()
    city.place({"a1": 1})
    city.wait(6)

    def stranded(_: object) -> list[object]:
        raise LookupError

    broken = due.Duty("strand", stranded, due.STRAND.act)
    monkeypatch.setattr(due, "DUE", (broken, due.LAPSE))
    aside = SetAside(city.clock)
    clockwork = due.Clockwork(city.engine, aside)
    assert clockwork.turn() == 1
    assert clockwork.turn() == 0
    assert [(one.duty, one.id, one.tries) for one in aside.all()] == [("strand", "", 1)]
