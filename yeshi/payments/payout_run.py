"""A run of payouts: the clock or a treasurer proposes it, one looks, another approves."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from yeshi.base.refused import Reason, Refused


class RunState(StrEnum):
    """Where a run stands."""

    PROPOSED = "proposed"
    CHECKED = "checked"
    APPROVED = "approved"
    CALLED_OFF = "called_off"


class RunStep(StrEnum):
    """What may happen to a run."""

    CHECK = "check"
    CHANGE = "change"
    APPROVE = "approve"
    CALL_OFF = "call_off"


RUN_LIFE: dict[tuple[RunState, RunStep], RunState] = {
    (RunState.PROPOSED, RunStep.CHECK): RunState.CHECKED,
    (RunState.CHECKED, RunStep.APPROVE): RunState.APPROVED,
    # Of which something is held back or released is to be looked at anew.
    (RunState.PROPOSED, RunStep.CHANGE): RunState.PROPOSED,
    (RunState.CHECKED, RunStep.CHANGE): RunState.PROPOSED,
    (RunState.PROPOSED, RunStep.CALL_OFF): RunState.CALLED_OFF,
    (RunState.CHECKED, RunStep.CALL_OFF): RunState.CALLED_OFF,
}
OPEN = frozenset({RunState.PROPOSED, RunState.CHECKED})


@dataclass(frozen=True, slots=True, kw_only=True)
class PayoutRun:
    """What is paid out on a day, of what was owed when it was proposed.

    `checked_by`, `approved_by`: the ids of the two people. `fetched_at`: when its file was first
    fetched for the bank.
    """

    id: str
    day: date
    proposed_at: datetime
    state: RunState = RunState.PROPOSED
    checked_by: str | None = None
    approved_by: str | None = None
    approved_at: datetime | None = None
    fetched_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Whether it waits for somebody's word."""
        return self.state in OPEN

    @property
    def holds(self) -> bool:
        """Whether two people said what one said alone, and nothing left before they did."""
        approved = self.state is RunState.APPROVED
        two = self.checked_by is not None and self.checked_by != self.approved_by
        return (
            approved == (self.approved_by is not None) == (self.approved_at is not None)
            and (two or not approved)
            and (approved or self.fetched_at is None)
        )


@dataclass(frozen=True, slots=True)
class RunOutOfTurn(Reason):
    """The step cannot follow the state of the run."""

    state: str
    step: str


@dataclass(frozen=True, slots=True)
class SecondApproves(Reason):
    """Who has looked at a run cannot approve it too."""


@dataclass(frozen=True, slots=True)
class RunUnderWay(Reason):
    """Another run waits for somebody's word, and would pay the same money."""

    run: str


@dataclass(frozen=True, slots=True)
class NothingToPayOut(Reason):
    """There is nothing that could be paid out now."""


def check(run: PayoutRun, by: str) -> PayoutRun | Refused:
    """The run that this person has looked at."""
    following = _after(run, RunStep.CHECK)
    if isinstance(following, Refused):
        return following
    return replace(run, state=following, checked_by=by)


def approve(run: PayoutRun, by: str, now: datetime) -> PayoutRun | Refused:
    """The run that a second person has approved."""
    following = _after(run, RunStep.APPROVE)
    if isinstance(following, Refused):
        return following
    if by == run.checked_by:
        return Refused(SecondApproves())
    return replace(run, state=following, approved_by=by, approved_at=now)


def change(run: PayoutRun) -> PayoutRun | Refused:
    """The run of which a payout is held back, or released."""
    following = _after(run, RunStep.CHANGE)
    if isinstance(following, Refused):
        return following
    return replace(run, state=following, checked_by=None)


def call_off(run: PayoutRun) -> PayoutRun | Refused:
    """The run of which nothing is paid out."""
    following = _after(run, RunStep.CALL_OFF)
    return following if isinstance(following, Refused) else replace(run, state=following)


def _after(run: PayoutRun, step: RunStep) -> RunState | Refused:
    following = RUN_LIFE.get((run.state, step))
    return following if following is not None else Refused(RunOutOfTurn(run.state, step))


@dataclass(frozen=True, slots=True)
class RunNotApproved(Reason):
    """Nothing has left yet: a second person has not approved the run."""
