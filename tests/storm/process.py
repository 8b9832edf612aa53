"""A process of the city: an engine, its clockwork and its dispatchers, and what they remember."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from tests.storm.city import StormCity
from tests.storm.faulty import AtFault, FaultyStore
from yeshi.base.errors import OperatingError
from yeshi.flow.aside import Aside, SetAside
from yeshi.flow.due import (
    COMPLAINTS,
    EXPIRED,
    LATE,
    LATE_PAID,
    MISSED,
    REMIND_GUESTS,
    Clockwork,
)
from yeshi.flow.orders.dispatching import Dispatcher
from yeshi.flow.ports import Clock

T = TypeVar("T")


class WatchedAside(SetAside):
    """What is set aside; `unexpected` are the faults that nobody armed.

    `meanwhile` is done once, between what was found or decided and what is done of it.
    """

    def __init__(self, clock: Clock) -> None:
        super().__init__(clock)
        self.unexpected: list[Exception] = []
        self.meanwhile: Callable[[], None] | None = None

    def attempt_together(self, duty: str, ids: Sequence[str], act: Callable[[], T]) -> T | None:
        """What `act` gives; others may come before it."""
        # A shift that falls on another is tried again each minute, and seldom worth a meeting.
        if self.meanwhile is not None and "" not in ids and duty != "shifts":
            others, self.meanwhile = self.meanwhile, None
            others()
        return super().attempt_together(duty, ids, act)

    def note(self, duty: str, id_: str, fault: Exception) -> Aside:
        """Set the thing aside, and keep its fault when it is one of ours."""
        if not isinstance(fault, AtFault):
            self.unexpected.append(fault)
        return super().note(duty, id_, fault)


class Process:
    """One of the two that work on the city at once; both have all leases, as they must not."""

    def __init__(self, city: StormCity, store: FaultyStore) -> None:
        self._city, self._store = city, store
        self.begin_anew()

    def begin_anew(self) -> None:
        """What a new process knows: the store, and nothing else."""
        self.engine = self._city.engine(self._store)
        self.aside = WatchedAside(self._city.clock)
        self._clockwork = Clockwork(
            self.engine,
            self.aside,
            (COMPLAINTS, LATE, REMIND_GUESTS, MISSED, EXPIRED, LATE_PAID),
        )
        self.forget()

    def forget(self) -> None:
        """Have the dispatchers know of no plan."""
        zones = self._city.terms.zones
        self._dispatchers = [Dispatcher(self.engine, one.id, aside=self.aside) for one in zones]

    def turn(self) -> None:
        """Carry out what the clock brings; a loop of the city goes on when the world fails."""
        try:
            self._clockwork.turn()
        except (OperatingError, AtFault):
            return

    def dispatch(self, which: int | None = None) -> None:
        """Have each zone's dispatcher decide, or one of them."""
        for number, dispatcher in enumerate(self._dispatchers):
            if which is not None and which % len(self._dispatchers) != number:
                continue
            try:
                dispatcher.tick()
            except (OperatingError, AtFault):
                continue
