"""An accord from a TOML file, and the coordination with which a demo city begins."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydantic import Field

from yeshi.accords.accord import Accord, Area, Party, check
from yeshi.accords.targets import Target
from yeshi.base.errors import InputError
from yeshi.base.wording import plainly
from yeshi.files.programme import NamePart
from yeshi.files.toml import FilePart
from yeshi.files.toml import read as read_file
from yeshi.flow.city.measuring import CITY_FIGURES, PROGRAMME_FIGURES


class _Named(FilePart):
    id: str
    name: NamePart


class _Target(FilePart):
    id: str
    name: NamePart
    figure: str
    scope: str = "city"
    baseline: float = 0.0
    goal: float
    due_on: date


class MilestonePart(FilePart):
    """A milestone, due so many days from the day it is entered."""

    text: str
    owner: str
    due_in_days: int
    done_in_days: int | None = None
    evidence: str = ""


class CommitmentPart(FilePart):
    """What a party undertakes, with its milestones."""

    area: str
    party: str
    text: str
    milestones: list[MilestonePart] = []


class MeetingPart(FilePart):
    """A meeting that was held before the accord came to the platform."""

    held_on: date
    title: str
    minutes: str
    decisions: list[str] = []


class _Accord(FilePart):
    id: str
    name: NamePart
    signed_on: date
    parties: list[_Named] = Field(min_length=2)
    areas: list[_Named] = Field(min_length=1)
    mechanism: NamePart
    source: str
    remind_days: int = Field(14, ge=0)
    escalate_days: int = Field(7, ge=0)
    targets: list[_Target] = []
    commitments: list[CommitmentPart] = []
    meetings: list[MeetingPart] = []


@dataclass(frozen=True, slots=True)
class AccordFile:
    """An accord and what its coordination begins with."""

    accord: Accord
    commitments: tuple[CommitmentPart, ...]
    meetings: tuple[MeetingPart, ...]


def read_accord(path: Path) -> AccordFile:
    """The accord in the file; InputError names the file and what is wrong in it."""
    read = read_file(path, _Accord)
    known = (*CITY_FIGURES, *PROGRAMME_FIGURES)
    for target in read.targets:
        if target.figure not in known:
            fault = f"{target.figure!r} is none of {', '.join(known)}"
            raise InputError(f"{path}: targets.{target.id}.figure: {fault}")
    accord = Accord(
        id=read.id,
        name=read.name.name(),
        signed_on=read.signed_on,
        parties=tuple(Party(one.id, one.name.name()) for one in read.parties),
        areas=tuple(Area(one.id, one.name.name()) for one in read.areas),
        mechanism=read.mechanism.name(),
        targets=tuple(
            Target(
                id=t.id,
                name=t.name.name(),
                figure=t.figure,
                scope=t.scope,
                baseline=t.baseline,
                goal=t.goal,
                due_on=t.due_on,
            )
            for t in read.targets
        ),
        source=read.source,
        remind_days=read.remind_days,
        escalate_days=read.escalate_days,
    )
    refused = check(accord)
    if refused:
        raise InputError(f"{path}: {plainly(refused)}")
    return AccordFile(accord, tuple(read.commitments), tuple(read.meetings))
