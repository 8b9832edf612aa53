"""What is sent over JSON to open a programme, to change one, and to end it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field as Bounded

from yeshi.base.limits import NOTE_LENGTH_MAX
from yeshi.base.money import Money
from yeshi.programmes.programme import Criterion, Field, Host, Programme, Stipend, YearPlan
from yeshi.web.frame.bodies import Body, NameBody, SayingBody, chosen
from yeshi.web.frame.fields import Count, Day, Fen, FenGiven, Id, Line, NewId, Share
from yeshi.web.frame.fields import Year as InYear


class HostBody(Body):
    """An institution whose people the programme supports."""

    id: NewId
    name: NameBody


class CriterionBody(Body):
    """A line of the rubric."""

    id: NewId
    name: NameBody
    guide: SayingBody
    points: int = Bounded(ge=1, le=100)


class StipendBody(Body):
    """A milestone and what it is paid."""

    milestone: NewId
    name: NameBody
    fen: Fen
    months: int = Bounded(ge=0, le=240)
    posting: bool = False


class PlanBody(Body):
    """What may be spent in a year, and how many are selected."""

    year: InYear
    places: Count
    budget_fen: Fen


class ProgrammeEntryBody(Body):
    """All that a foundation's programme is made of."""

    name: NameBody
    field: Annotated[Field, chosen(Field)]
    purpose: SayingBody
    foundation: NameBody
    partner: NameBody
    signed_on: Day
    pledged_fen: Fen
    pledged_years: int = Bounded(gt=0, le=100)
    source: Line = Bounded(max_length=200)
    hosts: list[HostBody] = Bounded([], max_length=1000)
    questions: list[SayingBody] = Bounded([], max_length=20)
    rubric: list[CriterionBody] = Bounded([], max_length=20)
    stipends: list[StipendBody] = Bounded([], max_length=50)
    plan: list[PlanBody] = Bounded([], max_length=100)
    apart_max: Share = 0.2

    def read(self, id_: str, endowment_fen: int, currency: str) -> Programme:
        """The programme."""
        return Programme(
            id=id_,
            name=self.name.read(),
            field=self.field,
            purpose=self.purpose.read(),
            foundation=self.foundation.read(),
            partner=self.partner.read(),
            signed_on=self.signed_on,
            pledged=Money(self.pledged_fen, currency),
            pledged_years=self.pledged_years,
            endowment=Money(endowment_fen, currency),
            source=self.source,
            hosts=tuple(Host(one.id, one.name.read()) for one in self.hosts),
            questions=tuple(one.read() for one in self.questions),
            rubric=tuple(
                Criterion(one.id, one.name.read(), one.guide.read(), one.points)
                for one in self.rubric
            ),
            stipends=tuple(
                Stipend(
                    one.milestone,
                    one.name.read(),
                    Money(one.fen, currency),
                    one.months,
                    one.posting,
                )
                for one in self.stipends
            ),
            plan=tuple(
                YearPlan(one.year, one.places, Money(one.budget_fen, currency)) for one in self.plan
            ),
            apart_max=self.apart_max,
        )


class ProgrammeBody(ProgrammeEntryBody):
    """A foundation's programme; `endowment_fen` is what donors gave it here."""

    id: NewId
    endowment_fen: Fen = 0


class ProgrammeChangeBody(ProgrammeEntryBody):
    """A programme as it is from now on, and why."""

    why: Line = Bounded(min_length=1, max_length=NOTE_LENGTH_MAX)


class ProgrammeEndBody(Body):
    """Why a programme ends, or goes on."""

    why: Line = Bounded(min_length=1, max_length=NOTE_LENGTH_MAX)


class PassOnBody(ProgrammeEndBody):
    """How much of what an ended programme's fund holds goes to which other one."""

    to_programme: Id
    fen: FenGiven
