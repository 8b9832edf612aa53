"""An errand: something that is done outside of any transaction, and where it stands.

It waits, is run by whoever holds its lease, and is done; a try that fails has it wait again, longer
each time, until its terms say that it is given up. Tries are numbered for ever: an answer names the
try that it answers, so that one which comes late, twice or from a runner that was replaced is known
for what it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from yeshi.base.refused import Reason, Refused


class ErrandState(StrEnum):
    """Where an errand stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    GIVEN_UP = "given_up"


ENDED = frozenset({ErrandState.DONE, ErrandState.GIVEN_UP})


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrandTerms:
    """How a kind of errand is tried: `tries` at most, with waits that double up to `wait_s_max`.

    Waits are of the city's clock, as all that the clock brings. `limit_s` is of the world, which no
    clock of ours makes faster: a try that takes longer counts as failed.
    """

    tries: int = 8
    wait_s_first: float = 60.0
    wait_s_max: float = 4 * 3600.0
    limit_s: float = 60.0

    def wait_s(self, failures: int) -> float:
        """The wait after so many failures in a row, in seconds of the city."""
        return min(self.wait_s_max, self.wait_s_first * 2.0 ** min(max(failures, 1) - 1, 40))


@dataclass(frozen=True, slots=True)
class Fault:
    """What may be told of a try that failed: the kind and the place of its fault, never its words.

    `hopeless`: another try would fail in the same way, so that somebody has to look.
    """

    kind: str
    place: str
    hopeless: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """An errand of a kind, with what was `given` for it as plain texts.

    `tries`: how many were begun, ever. `failures`: in a row, since it was written or an operator
    had it tried again. `again_at`: when a waiting one is due. `fault`, `place`: of the last try
    that failed, empty before any.
    """

    id: str
    kind: str
    given: Mapping[str, str] = field(default_factory=dict)
    written_at: datetime
    state: ErrandState = ErrandState.WAITING
    tries: int = 0
    failures: int = 0
    again_at: datetime | None = None
    begun_at: datetime | None = None
    ended_at: datetime | None = None
    fault: str = ""
    place: str = ""

    @property
    def holds(self) -> bool:
        """Whether this may be kept: each state has its moment, and no failure is without a try."""
        return (
            (self.state is ErrandState.WAITING) == (self.again_at is not None)
            and (self.state is not ErrandState.RUNNING or self.begun_at is not None)
            and (self.state in ENDED) == (self.ended_at is not None)
            and 0 <= self.failures <= self.tries
        )

    @property
    def is_open(self) -> bool:
        """Whether it waits or is being run."""
        return self.state not in ENDED


@dataclass(frozen=True, slots=True)
class ErrandEnded(Reason):
    """The errand is not in a state in which this can be done with it."""

    state: str


def is_due(errand: Errand, now: datetime) -> bool:
    """Whether it waits and its moment has come."""
    return errand.again_at is not None and errand.again_at <= now


def begin(errand: Errand, now: datetime) -> Errand:
    """The waiting errand at the beginning of its next try."""
    return replace(
        errand, state=ErrandState.RUNNING, tries=errand.tries + 1, again_at=None, begun_at=now
    )


def is_under_way(errand: Errand, number: int) -> bool:
    """Whether the try of that number is the one that is being made."""
    return errand.state is ErrandState.RUNNING and errand.tries == number


def finish(errand: Errand, now: datetime) -> Errand:
    """The errand, done: also by a try that was taken for failed, for what is done is done."""
    return replace(errand, state=ErrandState.DONE, again_at=None, ended_at=now)


def fail(errand: Errand, terms: ErrandTerms, fault: Fault, now: datetime) -> Errand:
    """The errand after its try failed: it waits, longer than before, or is given up."""
    failures = errand.failures + 1
    told = replace(errand, failures=failures, fault=fault.kind, place=fault.place)
    if fault.hopeless or failures >= terms.tries:
        return replace(told, state=ErrandState.GIVEN_UP, ended_at=now)
    again_at = now + timedelta(seconds=terms.wait_s(failures))
    return replace(told, state=ErrandState.WAITING, again_at=again_at)


def try_again(errand: Errand, now: datetime) -> Errand | Refused:
    """The errand, due now and with all its tries before it; not one that is done or being run."""
    if errand.state not in (ErrandState.WAITING, ErrandState.GIVEN_UP):
        return Refused(ErrandEnded(errand.state.value))
    return replace(
        errand, state=ErrandState.WAITING, failures=0, again_at=now, begun_at=None, ended_at=None
    )


def give_up(errand: Errand, now: datetime) -> Errand | Refused:
    """The errand, no longer tried; one that is being run is only given up if that try fails."""
    if errand.state is not ErrandState.WAITING:
        return Refused(ErrandEnded(errand.state.value))
    return replace(errand, state=ErrandState.GIVEN_UP, again_at=None, ended_at=now)
