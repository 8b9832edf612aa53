"""A night's stage: actors and the tick, driven through flow by the agenda; no rules of its own."""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from yeshi.events.record import Recorded
from yeshi.flow.due import Clockwork
from yeshi.flow.engine import Engine
from yeshi.flow.orders.dispatching import Dispatcher
from yeshi.twin.actors.agenda import Agenda, Rank
from yeshi.twin.actors.world import World


class Performer(Protocol):
    """One who does something when something happens."""

    def hear(self, recorded: Recorded) -> None:
        """Plan what the event calls for."""
        ...


class SettableClock(Protocol):
    """A clock that the simulator moves."""

    def now(self) -> datetime: ...
    def put(self, moment: datetime) -> None: ...


class Simulator:
    """Runs an agenda under a simulated clock, with the clock's tick."""

    def __init__(
        self, engine: Engine, clock: SettableClock, agenda: Agenda, world: World | None = None
    ) -> None:
        """`world`: what does the errands; by default one that does each at once."""
        self._world = world or World(engine, agenda)
        self._engine = engine
        self._clock = clock
        self._agenda = agenda
        self._actors: list[Performer] = []
        # No faults are set aside: of a night with one, no figure would mean anything.
        self._clockwork = Clockwork(engine)
        self._dispatchers = [Dispatcher(engine, zone.id) for zone in engine.terms.zones]
        engine.listen(self._spread)

    def cast(self, *actors: Performer) -> None:
        """Let the actors hear what happens."""
        self._actors += actors

    def tick_between(self, begins: datetime, ends: datetime) -> None:
        """Have a tick as often as the policy says from `begins` to `ends`, both included.

        A tick brings what is due (flow/due.py), the world takes up its errands, and then comes
        each zone's dispatch.
        """

        def act() -> None:
            self._clockwork.turn()
            self._world.turn()
            for dispatcher in self._dispatchers:
                dispatcher.tick()
            following = self._clock.now() + timedelta(seconds=self._engine.terms.policy.tick_s)
            if following <= ends:
                self._agenda.enter(following, Rank.TICK, act)

        self._agenda.enter(begins, Rank.TICK, act)

    def run(self, progress: Callable[[datetime], None] | None = None) -> None:
        """Do all that is and comes into the agenda; `progress` hears each moment."""
        # Nearly all that a night makes lives to its end: a collector would walk it for nothing.
        collecting = gc.isenabled()
        gc.disable()
        try:
            while len(self._agenda):
                at, action = self._agenda.take()
                self._clock.put(at)
                action()
                if progress is not None:
                    progress(at)
        finally:
            if collecting:
                gc.enable()

    def _spread(self, _: str, recorded: Sequence[Recorded]) -> None:
        for one in recorded:
            for actor in self._actors:
                actor.hear(one)
