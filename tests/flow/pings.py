"""A kind of errand for tests: it says a word, and what was brought is noted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from tests.builders import EVENING, SmallCity
from yeshi.events.record import Event
from yeshi.flow import errands
from yeshi.flow.engine import Turn
from yeshi.flow.errand import Errand, ErrandTerms
from yeshi.flow.errands import ErrandKind, Lane
from yeshi.flow.ports import Done
from yeshi.people.person import CITY, Grant, Person, Role

OPERATOR = Person("o", "Wang", (Grant(Role.OPERATOR, CITY),), None)
NOBODY = Person("n", "Li", (), None)
TERMS = ErrandTerms(tries=3, wait_s_first=60, wait_s_max=600, limit_s=5)


@dataclass(frozen=True, slots=True)
class Ping:
    """What is said, how often, on a day and at a moment."""

    word: str
    times: int = 1
    on: date = EVENING.date()
    at: datetime = EVENING


def kind(
    name: str = "ping", terms: ErrandTerms = TERMS, lane: Lane = Lane.QUICK
) -> tuple[ErrandKind[Ping, str], list[str]]:
    """The kind, and what was brought by errands of it."""
    brought: list[str] = []

    def on_done(_: Turn, given: Ping, said: str) -> None:
        brought.append(f"{given.word}: {said}")

    made = ErrandKind(
        name=name,
        given=Ping,
        terms=terms,
        lane=lane,
        about=lambda given: given.word,
        on_done=on_done,
    )
    return made, brought


def write(city: SmallCity, of: ErrandKind[Ping, str], *words: str, key: str | None = None) -> str:
    """A command that writes an errand a word; the id of the first."""

    def act(turn: Turn) -> Done:
        first, *_ = [errands.write(turn, of, Ping(word)) for word in words]
        return Done({"errand": first})

    answer = city.engine.perform(key or city.key(), "ping", act)
    assert isinstance(answer, Done)
    return answer.data["errand"]


def kept(city: SmallCity, id_: str) -> Errand:
    """The errand as it is kept."""
    with city.store.begin() as work:
        return work.errands.must(id_)


def happened(city: SmallCity, of: type[Event]) -> list[Event]:
    """The events of that kind."""
    with city.store.begin() as work:
        return [one.event for one in work.events.after(0, 10_000) if type(one.event) is of]
