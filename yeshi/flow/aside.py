"""What cannot be done is set aside: it waits longer after each try, and holds nothing else up."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import TypeVar

from yeshi.base.errors import BooksBroken, OperatingError
from yeshi.base.faults import kind_of, place_of
from yeshi.flow.ports import Clock

T = TypeVar("T")
# In the city's time, whose tick comes each minute: the next tick does without it.
WAIT_S_FIRST = 120.0
WAIT_S_MAX = 4 * 3600.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """A thing set aside: its duty and id, the kind and place of its fault, and how often it failed.

    `again_at`: when it is tried again; None: not before somebody has looked and started anew.
    An empty id: the duty could not even find what is due.
    """

    duty: str
    id: str
    fault: str
    place: str
    since: datetime
    tries: int
    again_at: datetime | None


class SetAside:
    """What one loop has set aside, in its process: another process, or a restart, tries it again.

    One thread writes; any may read.
    """

    def __init__(self, clock: Clock, tell: Callable[[Aside], None] = lambda _: None) -> None:
        self._clock = clock
        self._tell = tell
        self._things: Mapping[tuple[str, str], Aside] = MappingProxyType({})

    def all(self) -> tuple[Aside, ...]:
        """All that is set aside, the longest first."""
        return tuple(sorted(self._things.values(), key=lambda one: (one.since, one.duty, one.id)))

    def waits(self, duty: str, id_: str) -> bool:
        """Whether the thing is set aside and its time has not come."""
        known = self._things.get((duty, id_))
        if known is None:
            return False
        return known.again_at is None or self._clock.now() < known.again_at

    def attempt(self, duty: str, id_: str, act: Callable[[], T]) -> T | None:
        """What `act` gives; None when it fails, and while it waits after that it is not called.

        OperatingError goes up: the world fails, and not this thing.
        """
        return self.attempt_together(duty, (id_,), act)

    def attempt_together(self, duty: str, ids: Sequence[str], act: Callable[[], T]) -> T | None:
        """What `act` gives, which needs all the things; when it fails, all are set aside.

        Nobody knows which of them is at fault: each is forgotten with the first success it is in.
        """
        if any(self.waits(duty, id_) for id_ in ids):
            return None
        try:
            given = act()
        except OperatingError:
            raise
        except Exception as fault:
            for id_ in ids:
                self.note(duty, id_, fault)
            return None
        for id_ in ids:
            self.clear(duty, id_)
        return given

    def dare(self, duty: str, id_: str, act: Callable[[], object]) -> None:
        """Do `act`, which comes once only: its fault is noted, and it is not tried again."""
        try:
            act()
        except OperatingError:
            raise
        except Exception as fault:
            self.note(duty, id_, fault)

    def note(self, duty: str, id_: str, fault: Exception) -> Aside:
        """Set the thing aside for its fault; told the first time, and when the fault is another.

        What would break the books is not tried again: a person has to look.
        """
        now, known = self._clock.now(), self._things.get((duty, id_))
        tries = known.tries + 1 if known else 1
        wait_s = min(WAIT_S_MAX, WAIT_S_FIRST * 2.0 ** min(tries - 1, 30))
        noted = Aside(
            duty=duty,
            id=id_,
            fault=kind_of(fault),
            place=place_of(fault),
            since=known.since if known else now,
            tries=tries,
            again_at=None if isinstance(fault, BooksBroken) else now + timedelta(seconds=wait_s),
        )
        self._things = MappingProxyType({**self._things, (duty, id_): noted})
        if known is None or (known.fault, known.place) != (noted.fault, noted.place):
            self._tell(noted)
        return noted

    def clear(self, duty: str, id_: str) -> None:
        """Forget the thing: it was done."""
        if (duty, id_) in self._things:
            self._keep(lambda one: (one.duty, one.id) != (duty, id_))

    def keep_only(self, duty: str, ids: set[str]) -> None:
        """Forget what the duty no longer finds: it was mended, or is due no more."""
        if any(one.duty == duty and one.id not in ids for one in self._things.values()):
            self._keep(lambda one: one.duty != duty or one.id in ids)

    def _keep(self, kept: Callable[[Aside], bool]) -> None:
        left = {key: one for key, one in self._things.items() if kept(one)}
        self._things = MappingProxyType(left)
