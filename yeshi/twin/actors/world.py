"""The world outside, as it is rehearsed: it does errands late, twice or not at all, from a seed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import Any

from yeshi.flow import errands
from yeshi.flow.accords.reminding import TELLING, on_the_page
from yeshi.flow.engine import Engine
from yeshi.flow.errand import Fault
from yeshi.flow.errands import Bearer, Taken
from yeshi.twin.actors.agenda import Agenda, Rank

# What a rehearsed city has done in the world; nobody prints there.
BEARERS: tuple[Bearer[Any, Any], ...] = (Bearer(TELLING, on_the_page),)
FAILED = Fault("WorldFailed", "yeshi.twin.actors.world")
TOO_LATE = Fault("OutOfTime", "yeshi.twin.actors.world")


@dataclass(frozen=True, slots=True)
class Misfortune:
    """How unkind the world is, as shares of all tries.

    `delay_s`: how long a try takes on average. `fails`: it says that it could not. `silent`: it
    never says anything. `twice`: it says twice that it did.
    """

    delay_s: float = 0.0
    fails: float = 0.0
    silent: float = 0.0
    twice: float = 0.0


KIND = Misfortune()


class World:
    """Does what is due, and answers by the agenda; the same seed brings the same fates."""

    def __init__(
        self,
        engine: Engine,
        agenda: Agenda,
        misfortune: Misfortune = KIND,
        seed: int = 0,
        bearers: Sequence[Bearer[Any, Any]] = BEARERS,
    ) -> None:
        self._engine, self._agenda = engine, agenda
        self._misfortune, self._seed = misfortune, seed
        self._carry = {one.kind.name: one.carry for one in bearers}
        self._kinds = [one.kind for one in bearers]

    def turn(self) -> int:
        """Take up all that is due; how many tries were begun."""
        begun = 0
        while (taken := errands.take(self._engine, self._kinds)) is not None:
            self._meet(taken)
            begun += 1
        return begun

    def _meet(self, taken: Taken[Any, Any]) -> None:
        """Have a try meet its fate, which hangs on its errand and its number alone."""
        chance = Random(f"{self._seed}:{taken.errand.id}:{taken.errand.tries}")
        unkind, draw = self._misfortune, chance.random()
        delay_s = chance.expovariate(1 / unkind.delay_s) if unkind.delay_s else 0.0
        is_twice = chance.random() < unkind.twice
        limit_s = taken.kind.terms.limit_s
        if draw < unkind.silent:
            self._fail(taken, limit_s, TOO_LATE)
        elif draw < unkind.silent + unkind.fails:
            self._fail(taken, min(delay_s, limit_s), FAILED)
        else:
            if delay_s > limit_s:
                self._fail(taken, limit_s, TOO_LATE)
            # What took too long was done all the same, and is told when it is.
            self._finish(taken, delay_s)
            if is_twice:
                self._finish(taken, 2 * delay_s + 1)

    def _finish(self, taken: Taken[Any, Any], after_s: float) -> None:
        def act() -> None:
            brought = self._carry[taken.kind.name](taken.given, taken.errand.id)
            errands.answer_done(self._engine, taken, brought)

        if after_s:
            at = self._engine.clock.now() + timedelta(seconds=after_s)
            self._agenda.enter(at, Rank.WORLD, act)
        else:
            act()

    def _fail(self, taken: Taken[Any, Any], after_s: float, fault: Fault) -> None:
        at = self._engine.clock.now() + timedelta(seconds=after_s)
        self._agenda.enter(
            at, Rank.WORLD, lambda: void(errands.answer_failed(self._engine, taken, fault))
        )


def void(_: object) -> None:
    """Let go what was answered: the errand tells it."""
