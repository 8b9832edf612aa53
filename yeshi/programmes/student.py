"""A student of a programme: the milestones on the way, to the school where they teach."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated

from yeshi.base.personal import Personal
from yeshi.base.refused import Invalid, Reason, Refused, Unknown
from yeshi.programmes.programme import Stipend

SCHOOL_LENGTH_MAX = 120
EVIDENCE_LENGTH_MAX = 300


@dataclass(frozen=True, slots=True)
class Reached:
    """A milestone that was confirmed: when it was reached, by whom confirmed, on what evidence."""

    milestone: str
    on: date
    confirmed_by: str
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Student:
    """Someone whom the programme supports; `named`: they agreed to be named in public.

    `promised`: their milestones in their order, each with what it is paid, as they stood when they
    were selected. What the programme pays others later changes nothing of it.
    """

    id: str
    programme: str
    application: str
    year: int
    name: Annotated[str, Personal("name")]
    host: str
    woman: Annotated[bool | None, Personal("sex")]
    named: bool
    selected_on: date
    reached: tuple[Reached, ...] = ()
    school: str | None = None
    left_on: date | None = None
    promised: tuple[Stipend, ...] = ()

    def stipend(self, milestone: str) -> Stipend | None:
        """What they were promised for the milestone, None for one that is not on their way."""
        return next((one for one in self.promised if one.milestone == milestone), None)

    @property
    def owed(self) -> tuple[Stipend, ...]:
        """What they were promised and have not reached yet; nothing once they left."""
        return () if self.left_on else self.promised[len(self.reached) :]


@dataclass(frozen=True, slots=True)
class MilestoneOutOfTurn(Reason):
    """Another milestone comes first; an empty one: all are reached."""

    milestone: str
    next_milestone: str


@dataclass(frozen=True, slots=True)
class HasLeft(Reason):
    """The student left the programme."""

    left_on: str


def next_stipend(student: Student) -> Stipend | None:
    """The milestone that comes next, None when all are reached or the student left."""
    return next(iter(student.owed), None)


def confirm(student: Student, reached: Reached, school: str, today: date) -> Student | Refused:
    """The student after a milestone; a posting needs the `school` where they teach."""
    if student.left_on is not None:
        return Refused(HasLeft(student.left_on.isoformat()))
    stipend, due = student.stipend(reached.milestone), next_stipend(student)
    if stipend is None:
        return Refused(Unknown("milestone", reached.milestone))
    if due is not stipend:
        return Refused(MilestoneOutOfTurn(reached.milestone, due.milestone if due else ""))
    earliest = student.reached[-1].on if student.reached else student.selected_on
    if not earliest <= reached.on <= today:
        return Refused(Invalid("day", f"{earliest} … {today}"))
    if not 0 < len(reached.evidence.strip()) <= EVIDENCE_LENGTH_MAX:
        return Refused(Invalid("evidence", f"1…{EVIDENCE_LENGTH_MAX}"))
    least = 1 if stipend.posting else 0
    if not least <= len(school.strip()) <= SCHOOL_LENGTH_MAX:
        return Refused(Invalid("school", f"{least}…{SCHOOL_LENGTH_MAX}"))
    return replace(
        student, reached=(*student.reached, reached), school=school.strip() or student.school
    )


def leave(student: Student, on: date) -> Student | Refused:
    """The student after leaving the programme; what was paid stays paid."""
    if student.left_on is not None:
        return Refused(HasLeft(student.left_on.isoformat()))
    return replace(student, left_on=on)
