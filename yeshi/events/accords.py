"""What happens to agreements; it is never edited, only followed by something else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from yeshi.events.record import Event


@dataclass(frozen=True, slots=True)
class _OfAccord(Event):
    accord: str

    @property
    def subject(self) -> str:
        return self.accord


@dataclass(frozen=True, slots=True)
class AccordSigned(_OfAccord):
    """An agreement is on the platform and its targets are measured."""

    kind: ClassVar[str] = "accord.signed"


@dataclass(frozen=True, slots=True)
class AccordAmended(_OfAccord):
    """These fields of an accord are worded differently from now on; what it said is kept."""

    kind: ClassVar[str] = "accord.amended"
    fields: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class AccordEnded(_OfAccord):
    """Nothing is undertaken or reminded of any more; `outcome` is how it ended."""

    kind: ClassVar[str] = "accord.ended"
    outcome: str
    why: str


@dataclass(frozen=True, slots=True)
class AccordReturned(_OfAccord):
    """An accord that had ended is in force again."""

    kind: ClassVar[str] = "accord.returned"
    why: str


@dataclass(frozen=True, slots=True)
class CommitmentAltered(_OfAccord):
    """What a party undertook is worded differently from now on; what it said is kept."""

    kind: ClassVar[str] = "commitment.altered"
    commitment: str
    why: str


@dataclass(frozen=True, slots=True)
class CommitmentEntered(_OfAccord):
    """A party undertook something."""

    kind: ClassVar[str] = "commitment.entered"
    commitment: str
    party: str
    by: str


@dataclass(frozen=True, slots=True)
class MilestonePlanned(_OfAccord):
    """A step of a commitment is due on a day."""

    kind: ClassVar[str] = "milestone.planned"
    milestone: str
    due_on: date
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneMoved(_OfAccord):
    """A step is due on another day."""

    kind: ClassVar[str] = "milestone.moved"
    milestone: str
    was_due_on: date
    due_on: date
    why: str
    by: str


@dataclass(frozen=True, slots=True)
class MilestoneFinished(_OfAccord):
    """A step is done."""

    kind: ClassVar[str] = "milestone.finished"
    milestone: str
    on: date
    by: str


@dataclass(frozen=True, slots=True)
class MilestoneDropped(_OfAccord):
    """A step was given up."""

    kind: ClassVar[str] = "milestone.dropped"
    milestone: str
    why: str
    by: str


@dataclass(frozen=True, slots=True)
class MilestoneNoticed(_OfAccord):
    """The owner was reminded, or the parties were told: `notice` is which of them.

    `channel`: how they were told; `page`: by this record alone, which their pages and calendars
    show.
    """

    kind: ClassVar[str] = "milestone.noticed"
    milestone: str
    notice: str
    due_on: date
    channel: str = "page"


@dataclass(frozen=True, slots=True)
class MeetingHeld(_OfAccord):
    """The parties met; its minutes were entered."""

    kind: ClassVar[str] = "meeting.held"
    meeting: str
    held_on: date
    by: str


@dataclass(frozen=True, slots=True)
class MinutesAmended(_OfAccord):
    """Something was added to a meeting's minutes."""

    kind: ClassVar[str] = "meeting.amended"
    meeting: str
    by: str


@dataclass(frozen=True, slots=True)
class FileAdded(_OfAccord):
    """A file was added."""

    kind: ClassVar[str] = "file.added"
    file: str
    digest: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetMeasured(_OfAccord):
    """What a target's figure came to on a business day; None: it could not be computed."""

    kind: ClassVar[str] = "target.measured"
    target: str
    figure: str
    day: date
    value: float | None
    why: str
