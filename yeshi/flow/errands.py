"""Errands: written in a command's transaction, run after it, and answered by a command.

Whoever holds the lease of a lane takes what is due in it, does it outside of any transaction, and
answers. The answer names the errand and the try, which together are its key: it may come late,
twice, or from a runner whose lease was lost, and changes what it should once and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cache
from typing import Any, Generic, TypeVar, get_type_hints

from yeshi.base.errors import BooksBroken, InputError
from yeshi.base.faults import kind_of, place_of
from yeshi.base.ids import make_id
from yeshi.base.refused import Refused, Unknown
from yeshi.events.errands import ErrandDone, ErrandFailed, ErrandGivenUp, ErrandTriedAgain
from yeshi.events.record import Event
from yeshi.flow import errand as pure
from yeshi.flow.engine import Engine, Look, Turn
from yeshi.flow.errand import Errand, ErrandState, ErrandTerms, Fault
from yeshi.flow.ports import Answer, Done, Glance
from yeshi.people.actor import admit
from yeshi.people.person import CITY, Role

A = TypeVar("A")
B = TypeVar("B")
# Of a try whose runner ended before it answered.
RUNNER_GONE = Fault("RunnerGone", "")
_READ: Mapping[Any, Callable[[str], Any]] = {
    str: str, int: int, date: date.fromisoformat, datetime: datetime.fromisoformat,
}  # fmt: skip


class Lane(StrEnum):
    """By whom an errand is run: each lane has a lease of its own, so that no quick one waits."""

    QUICK = "quick"
    LONG = "long"
    PAPER = "paper"
    PAYING = "paying"


def _nothing(_: Turn, __: Any, ___: Any) -> None:
    """What most answers change besides the errand."""


def _nothing_more(_: Turn, __: Any, ___: Fault, ____: bool) -> None:
    """What most failures change besides the errand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrandKind(Generic[A, B]):
    """A kind of errand: what is `given` for one, and how it is tried.

    `given` is a record of texts, whole numbers, days and moments. `about`: what an operator reads
    of one; nothing that names a person. `on_done`: what changes when one is done, given what the
    runner brought, in the transaction of the answer; `on_failed`: the same when a try of one
    failed, given its fault and whether it is given up by that. `changes`: what `on_done` locks
    besides, by collection; answers of a kind that says so are entered together with others.
    """

    name: str
    given: type[A]
    terms: ErrandTerms
    lane: Lane = Lane.QUICK
    about: Callable[[A], str] = lambda _: ""
    changes: Callable[[A], Mapping[str, Collection[str]]] | None = None
    on_done: Callable[[Turn, A, B], None] = _nothing
    on_failed: Callable[[Turn, A, Fault, bool], None] = _nothing_more

    def write(self, given: A) -> dict[str, str]:
        """What is given, as plain texts by name."""
        values = {one.name: getattr(given, one.name) for one in fields(given)}  # type: ignore[arg-type]
        return {
            name: value.isoformat() if isinstance(value, date) else str(value)
            for name, value in values.items()
        }

    def read(self, texts: Mapping[str, str]) -> A:
        """What was given; KeyError or ValueError for what this code would not have written."""
        readers = _readers_of(self.given)  # type: ignore[arg-type]
        return self.given(**{name: read(texts[name]) for name, read in readers})


AnyErrandKind = ErrandKind[Any, Any]


@cache
def _readers_of(given: type[Any]) -> tuple[tuple[str, Callable[[str], Any]], ...]:
    """What is given, by name, with how each of it is read from a text."""
    hints = get_type_hints(given)
    return tuple((one.name, _READ[hints[one.name]]) for one in fields(given))


@dataclass(frozen=True, slots=True)
class Taken(Generic[A, B]):
    """A try that was begun: of which errand, by its kind, and which one of its tries."""

    kind: ErrandKind[A, B]
    errand: Errand

    @property
    def given(self) -> A:
        """What was given for it."""
        return self.kind.read(self.errand.given)


@dataclass(frozen=True, slots=True)
class Bearer(Generic[A, B]):
    """Who runs a kind of errand: what is done in the world with what was given, and brought. It
    may be carried out more than once: by its id, which `carry` is told, the world may know it.

    `read`: reads together what several that are about to be carried out need.
    """

    kind: ErrandKind[A, B]
    carry: Callable[[A, str], B]
    read: Callable[[Sequence[A]], None] | None = None


def write(turn: Turn, kind: ErrandKind[A, Any], given: A, after: timedelta = timedelta(0)) -> str:
    """Write an errand, due `after` so long, in the command under way; its id, by the command's key.

    The same errand of the same command is one, however often the command is carried out.
    """
    texts = kind.write(given)
    id_ = id_of(turn.key, kind, given)
    written = Errand(
        id=id_, kind=kind.name, given=texts, written_at=turn.now, again_at=turn.now + after
    )
    turn.work.errands.enter(written)
    return id_


def id_of(key: str, kind: ErrandKind[A, Any], given: A) -> str:
    """The id of the errand that a command of that key writes."""
    return make_id("er", key, kind.name, *kind.write(given).values())


def take(engine: Engine, kinds: Sequence[AnyErrandKind]) -> Taken[Any, Any] | None:
    """Begin the next try that is due of those kinds; None when there is none."""
    return next(iter(take_some(engine, kinds, 1)), None)


def take_some(engine: Engine, kinds: Sequence[AnyErrandKind], limit: int) -> list[Taken[Any, Any]]:
    """Begin the next so many tries that are due of those kinds, at one stroke.

    Two who ask at once never take the same: what one of them looks at, the other passes over.
    """
    by_name, now = {one.name: one for one in kinds}, engine.clock.now()
    with engine.store.begin() as work:
        begun = [pure.begin(due, now) for due in work.errands.next_due(list(by_name), now, limit)]
        for one in begun:
            work.errands.put(one)
    return [Taken(by_name[one.kind], one) for one in begun]


def let_go_of_lost(engine: Engine, kinds: Sequence[AnyErrandKind]) -> int:
    """End the tries under way of those kinds as failed; how many they were.

    For the one who holds their lane's lease and runs none of them: who began them is gone.
    """
    by_name = {one.name: one for one in kinds}
    with engine.store.begin() as work:
        lost = work.errands.running(list(by_name))
    for one in lost:
        answer_failed(engine, Taken(by_name[one.kind], one), RUNNER_GONE)
    return len(lost)


def answer_done(engine: Engine, taken: Taken[Any, B], brought: B) -> Answer:
    """Say that a try succeeded, with what it brought; by whichever try, an errand is done once."""
    kind, id_, number = taken.kind, taken.errand.id, taken.errand.tries

    def act(turn: Turn) -> Answer:
        known = turn.work.errands.lock(id_)
        # Long done, and forgotten by now; or done by another try.
        if known is None or known.state is ErrandState.DONE:
            return Done()
        turn.work.errands.put(pure.finish(known, turn.now))
        kind.on_done(turn, kind.read(known.given), brought)
        turn.emit(ErrandDone(id_, kind.name, number))
        return Done({"errand": id_})

    return engine.perform(
        f"errand:{id_}:{number}:done", "finish_errand", act, _looks(taken), unhurried=True
    )


def _looks(taken: Taken[Any, Any]) -> tuple[Look, ...]:
    """What an answer looks at, so that those of many are entered together; nothing of most kinds,
    which are answered one by one."""
    changes, id_ = taken.kind.changes, taken.errand.id
    if changes is None:
        return ()
    locked = {"errands": [id_], **changes(taken.given)}
    return (lambda _: Glance(locked=locked),)


def answer_failed(engine: Engine, taken: Taken[Any, Any], fault: Fault) -> Answer:
    """Say that a try failed; only the one that is being made counts."""
    kind, id_, number = taken.kind, taken.errand.id, taken.errand.tries

    def act(turn: Turn) -> Answer:
        known = turn.work.errands.lock(id_)
        if known is None or not pure.is_under_way(known, number):
            return Done()
        after = pure.fail(known, kind.terms, fault, turn.now)
        turn.work.errands.put(after)
        is_over = after.state is ErrandState.GIVEN_UP
        kind.on_failed(turn, kind.read(known.given), fault, is_over)
        if is_over:
            turn.emit(ErrandGivenUp(id_, kind.name, fault.kind, fault.place))
        else:
            turn.emit(ErrandFailed(id_, kind.name, number, fault.kind, fault.place))
        return Done({"errand": id_})

    return engine.perform(
        f"errand:{id_}:{number}:failed", "fail_errand", act, _looks(taken), unhurried=True
    )


def fault_of(fault: Exception) -> Fault:
    """What is told of an exception; a wrong input, or the books, would fail once more."""
    hopeless = isinstance(fault, InputError | BooksBroken)
    return Fault(kind_of(fault), place_of(fault), hopeless)


def try_again(engine: Engine, key: str, id_: str) -> Answer:
    """Have an errand tried at once, by an operator: one that waits, or that was given up."""

    def told(errand: Errand, by: str) -> Event:
        return ErrandTriedAgain(id_, errand.kind, by)

    return _decide(engine, key, "try_errand_again", id_, pure.try_again, told)


def give_up(engine: Engine, key: str, id_: str) -> Answer:
    """Have an errand that waits tried no more, by an operator."""

    def told(errand: Errand, by: str) -> Event:
        return ErrandGivenUp(id_, errand.kind, errand.fault, errand.place, by)

    return _decide(engine, key, "give_errand_up", id_, pure.give_up, told)


def _decide(
    engine: Engine, key: str, command: str, id_: str,
    step: Callable[[Errand, datetime], Errand | Refused], told: Callable[[Errand, str], Event],
) -> Answer:  # fmt: skip
    """Take a step of an errand that is an operator's to take, and tell of it."""

    def act(turn: Turn) -> Answer:
        refused = admit(turn.by, CITY, Role.OPERATOR)
        if refused:
            return refused
        errand = turn.work.errands.lock(id_)
        if errand is None:
            return Refused(Unknown("errand", id_))
        after = step(errand, turn.now)
        if isinstance(after, Refused):
            return after
        turn.work.errands.put(after)
        turn.emit(told(errand, turn.by.id))
        return Done({"errand": id_})

    return engine.perform(key, command, act, asked=(id_,))


def forget_done(turn: Turn, before: datetime) -> int:
    """Forget the errands that were done before that moment; how many they were."""
    return turn.work.errands.forget_done(before)


def counts(engine: Engine) -> dict[ErrandState, int]:
    """How many errands there are in each state."""
    with engine.store.read() as work:
        return work.errands.counts()
