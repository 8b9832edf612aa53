"""A commitment of a party, and its milestones: who must act by when, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from yeshi.accords.accord import Accord
from yeshi.base.refused import Invalid, Reason, Refused, Unknown

TEXT_LENGTH_MAX = 500
OWNER_LENGTH_MAX = 80


class MilestoneState(StrEnum):
    """Where a milestone stands."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class Notice(StrEnum):
    """What is said of a milestone that is not done."""

    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    ESCALATED = "escalated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Undertaken:
    """What a commitment said `until` it was altered, and why that was done."""

    until: datetime
    why: str
    area: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """What a party undertakes in an area; `earlier`: what it said before, the first first."""

    id: str
    accord: str
    area: str
    party: str
    text: str
    entered_on: date
    earlier: tuple[Undertaken, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """A step of a commitment: `owner` answers for it by `due_on`.

    `noticed` are the notices that were given, each with the day for which it was due then.
    """

    id: str
    accord: str
    commitment: str
    party: str
    text: str
    owner: str
    due_on: date
    state: MilestoneState = MilestoneState.OPEN
    ended_on: date | None = None
    said: str = ""
    noticed: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.state is MilestoneState.OPEN

    @property
    def is_done(self) -> bool:
        """Whether it was done, and not dropped."""
        return self.state is MilestoneState.DONE

    @property
    def holds(self) -> bool:
        """Whether this may be kept: its end is known when it has ended."""
        return (self.state is MilestoneState.OPEN) == (self.ended_on is None)


@dataclass(frozen=True, slots=True)
class AlreadyEnded(Reason):
    """The milestone is done or dropped; what happened is not edited away."""

    state: str


def commit(
    accord: Accord, id_: str, area: str, party: str, text: str, today: date
) -> Commitment | Refused:
    """A new commitment, or what is wrong with it."""
    if accord.area(area) is None:
        return Refused(Unknown("area", area))
    if accord.party(party) is None:
        return Refused(Unknown("party", party))
    if not 0 < len(text.strip()) <= TEXT_LENGTH_MAX:
        return Refused(Invalid("text", f"1…{TEXT_LENGTH_MAX}"))
    return Commitment(
        id=id_, accord=accord.id, area=area, party=party, text=text.strip(), entered_on=today
    )


def alter(
    commitment: Commitment, accord: Accord, area: str, text: str, why: str, at: datetime
) -> Commitment | Refused:
    """The commitment as it is worded from now on; whose it is stays, and so does what it said."""
    if accord.area(area) is None:
        return Refused(Unknown("area", area))
    if not 0 < len(text.strip()) <= TEXT_LENGTH_MAX:
        return Refused(Invalid("text", f"1…{TEXT_LENGTH_MAX}"))
    if (commitment.area, commitment.text) == (area, text.strip()):
        return commitment
    before = Undertaken(until=at, why=why, area=commitment.area, text=commitment.text)
    earlier = (*commitment.earlier, before)
    return replace(commitment, area=area, text=text.strip(), earlier=earlier)


def plan(
    commitment: Commitment, id_: str, text: str, owner: str, due_on: date
) -> Milestone | Refused:
    """A new milestone of a commitment, or what is wrong with it."""
    if not 0 < len(text.strip()) <= TEXT_LENGTH_MAX:
        return Refused(Invalid("text", f"1…{TEXT_LENGTH_MAX}"))
    if not 0 < len(owner.strip()) <= OWNER_LENGTH_MAX:
        return Refused(Invalid("owner", f"1…{OWNER_LENGTH_MAX}"))
    return Milestone(
        id=id_,
        accord=commitment.accord,
        commitment=commitment.id,
        party=commitment.party,
        text=text.strip(),
        owner=owner.strip(),
        due_on=due_on,
    )


def move(milestone: Milestone, due_on: date, why: str) -> Milestone | Refused:
    """The milestone due on another day, with the reason kept."""
    refused = _said(milestone, why)
    return refused or replace(milestone, due_on=due_on)


def finish(milestone: Milestone, on: date, evidence: str, today: date) -> Milestone | Refused:
    """The milestone after it is done, with what shows it."""
    refused = _said(milestone, evidence)
    if refused:
        return refused
    if on > today:
        return Refused(Invalid("day", f"> {today}"))
    return replace(milestone, state=MilestoneState.DONE, ended_on=on, said=evidence.strip())


def drop(milestone: Milestone, why: str, today: date) -> Milestone | Refused:
    """The milestone after it is given up, with the reason kept."""
    refused = _said(milestone, why)
    dropped = MilestoneState.DROPPED
    return refused or replace(milestone, state=dropped, ended_on=today, said=why.strip())


def notice(milestone: Milestone, accord: Accord, today: date) -> Notice | None:
    """What is to be said of the milestone today; None while it is far off, or ended."""
    if milestone.state is not MilestoneState.OPEN:
        return None
    if today > milestone.due_on + timedelta(accord.escalate_days):
        return Notice.ESCALATED
    if today > milestone.due_on:
        return Notice.OVERDUE
    if today >= milestone.due_on - timedelta(accord.remind_days):
        return Notice.DUE_SOON
    return None


def remember(milestone: Milestone, given: Notice, due_on: date | None = None) -> Milestone | None:
    """The milestone with the notice given; None when it was given for this day before.

    `due_on`: the day for which the milestone was due when the notice was written, if that may be
    another by now.
    """
    mark = f"{given}:{due_on or milestone.due_on}"
    if mark in milestone.noticed:
        return None
    return replace(milestone, noticed=(*milestone.noticed, mark))


def _said(milestone: Milestone, text: str) -> Refused | None:
    if milestone.state is not MilestoneState.OPEN:
        return Refused(AlreadyEnded(milestone.state.value))
    if not 0 < len(text.strip()) <= TEXT_LENGTH_MAX:
        return Refused(Invalid("why", f"1…{TEXT_LENGTH_MAX}"))
    return None
