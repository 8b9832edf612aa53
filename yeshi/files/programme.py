"""A programme from a TOML file that people can read and write."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pydantic import Field as Bounded

from yeshi.base.errors import InputError
from yeshi.base.money import Money, in_units
from yeshi.base.names import Name
from yeshi.base.wording import plainly
from yeshi.files.toml import FilePart
from yeshi.files.toml import read as read_file
from yeshi.programmes.programme import (
    Criterion,
    Field,
    Host,
    Programme,
    Stipend,
    YearPlan,
    check,
)


class NamePart(FilePart):
    """A name in both languages."""

    zh: str
    en: str

    def name(self) -> Name:
        """The name."""
        return Name(self.zh, self.en)


class _Host(FilePart):
    id: str
    name: NamePart


class _Criterion(FilePart):
    id: str
    name: NamePart
    guide: NamePart
    points: int = Bounded(ge=1, le=100)


class _Stipend(FilePart):
    milestone: str
    name: NamePart
    amount: int = Bounded(ge=0)
    months: int = Bounded(ge=0, le=240)
    posting: bool = False


class _Plan(FilePart):
    year: int = Bounded(ge=1900, le=2200)
    places: int = Bounded(ge=0)
    budget: int = Bounded(ge=0)


class _Programme(FilePart):
    id: str
    name: NamePart
    field: Field
    purpose: NamePart
    foundation: NamePart
    partner: NamePart
    signed_on: date
    pledged: int = Bounded(ge=0)
    pledged_years: int = Bounded(gt=0)
    endowment: int = Bounded(ge=0)
    source: str
    apart_max: float = Bounded(0.2, ge=0, le=1)
    hosts: list[_Host] = []
    questions: list[NamePart] = []
    rubric: list[_Criterion] = []
    stipends: list[_Stipend] = []
    plan: list[_Plan] = []


def read_programme(path: Path, currency: str) -> Programme:
    """The programme in the file; InputError names the file and what is wrong in it."""
    read = read_file(path, _Programme)

    def money(units: int) -> Money:
        return in_units(units, currency)

    programme = Programme(
        id=read.id,
        name=read.name.name(),
        field=read.field,
        purpose=read.purpose.name(),
        foundation=read.foundation.name(),
        partner=read.partner.name(),
        signed_on=read.signed_on,
        pledged=money(read.pledged),
        pledged_years=read.pledged_years,
        endowment=money(read.endowment),
        source=read.source,
        hosts=tuple(Host(one.id, one.name.name()) for one in read.hosts),
        questions=tuple(one.name() for one in read.questions),
        rubric=tuple(
            Criterion(one.id, one.name.name(), one.guide.name(), one.points) for one in read.rubric
        ),
        stipends=tuple(
            Stipend(one.milestone, one.name.name(), money(one.amount), one.months, one.posting)
            for one in read.stipends
        ),
        plan=tuple(YearPlan(one.year, one.places, money(one.budget)) for one in read.plan),
        apart_max=read.apart_max,
    )
    refused = check(programme)
    if refused:
        raise InputError(f"{path}: {plainly(refused)}")
    return programme
