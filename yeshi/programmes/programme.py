"""A foundation's programme: what it is for, its plan by year, its rubric and its stipends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from yeshi.base.limits import NAME_LENGTH_MAX, SAYING_LENGTH_MAX
from yeshi.base.money import Money
from yeshi.base.names import Name
from yeshi.base.refused import Invalid, Reason, Refused


class Field(StrEnum):
    """What a programme works for."""

    EDUCATION = "education"
    ENTREPRENEURSHIP = "entrepreneurship"
    WOMENS_LEADERSHIP = "womens_leadership"
    MEDICAL_CARE = "medical_care"
    ENVIRONMENT = "environment"


@dataclass(frozen=True, slots=True)
class Host:
    """An institution whose people the programme supports, such as a normal school."""

    id: str
    name: Name


@dataclass(frozen=True, slots=True)
class Criterion:
    """One line of the rubric: a reader gives 0 to `points` whole points by the `guide`."""

    id: str
    name: Name
    guide: Name
    points: int


@dataclass(frozen=True, slots=True)
class Stipend:
    """A milestone and what is paid when it is confirmed.

    `months`: how long after selection it is usually reached. `posting`: with it the student takes
    a post, so the place of work has to be told.
    """

    milestone: str
    name: Name
    amount: Money
    months: int
    posting: bool = False


@dataclass(frozen=True, slots=True)
class YearPlan:
    """What may be spent in a calendar year, and how many are selected in it."""

    year: int
    places: int
    budget: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """A fund that trade and donors feed; `endowment` is what donors gave it on this platform.

    The milestones of `stipends` are reached in their order. Two readings that differ by more than
    `apart_max` (of all points, 0 to 1) call for a third. `ended_at`: since when nobody
    applies to it or gives to it any more; None while they may.
    """

    id: str
    name: Name
    field: Field
    purpose: Name
    foundation: Name
    partner: Name
    signed_on: date
    pledged: Money
    pledged_years: int
    endowment: Money
    source: str
    hosts: tuple[Host, ...] = ()
    questions: tuple[Name, ...] = ()
    rubric: tuple[Criterion, ...] = ()
    stipends: tuple[Stipend, ...] = ()
    plan: tuple[YearPlan, ...] = ()
    apart_max: float = 0.2
    ended_at: datetime | None = None

    @property
    def holds(self) -> bool:
        """Whether this may be kept: it was pledged for a time."""
        return self.pledged_years > 0

    @property
    def points(self) -> int:
        """The most points a reader can give."""
        return sum(criterion.points for criterion in self.rubric)

    @property
    def posts(self) -> bool:
        """Whether students take a post with one of its milestones."""
        return any(stipend.posting for stipend in self.stipends)

    def plan_of(self, year: int) -> YearPlan | None:
        """The plan of the year, None where there is none."""
        return next((plan for plan in self.plan if plan.year == year), None)

    def host(self, id_: str) -> Host | None:
        """The host of that id, None where there is none."""
        return next((host for host in self.hosts if host.id == id_), None)

    def stipend(self, milestone: str) -> Stipend | None:
        """What the milestone is paid, None for one the programme does not have."""
        return next((one for one in self.stipends if one.milestone == milestone), None)


@dataclass(frozen=True, slots=True)
class ProgrammeOver(Reason):
    """The programme has ended: nobody applies to it or gives to it any more."""

    programme: str


def ended(programme: Programme) -> Refused | None:
    """None for a programme that goes on, else that it is over."""
    return Refused(ProgrammeOver(programme.id)) if programme.ended_at else None


def check(programme: Programme) -> Refused | None:
    """None for a programme that can be run, else what is wrong with it."""
    ids = {
        "hosts": [host.id for host in programme.hosts],
        "rubric": [criterion.id for criterion in programme.rubric],
        "stipends": [stipend.milestone for stipend in programme.stipends],
        "plan": [str(plan.year) for plan in programme.plan],
    }
    for field, known in ids.items():
        twice = {id_ for id_ in known if known.count(id_) > 1}
        if twice:
            return Refused(Invalid(field, f"{min(twice)} twice"))
    beyond = _beyond_texts(programme)
    if beyond:
        return beyond
    if not 0 < programme.pledged_years <= 100 or programme.pledged.fen < 0:
        return Refused(Invalid("pledged", "no_years"))
    if any(criterion.points < 1 for criterion in programme.rubric):
        return Refused(Invalid("rubric", "no_points"))
    if any(stipend.amount.fen < 0 or stipend.months < 0 for stipend in programme.stipends):
        return Refused(Invalid("stipends", "< 0"))
    if any(plan.places < 0 or plan.budget.fen < 0 for plan in programme.plan):
        return Refused(Invalid("plan", "< 0"))
    return _missing(programme)


def _missing(programme: Programme) -> Refused | None:
    """The refusal of places without anybody who may apply, or without a way to choose."""
    if any(plan.places for plan in programme.plan):
        for field, needed in (("hosts", programme.hosts), ("rubric", programme.rubric)):
            if not needed:
                return Refused(Invalid(field, "none"))
    return None


def _beyond_texts(programme: Programme) -> Refused | None:
    """The refusal of the first text that is empty in a language or too long; None if all fit."""
    names = {
        "name": [programme.name],
        "foundation": [programme.foundation],
        "partner": [programme.partner],
        "hosts": [host.name for host in programme.hosts],
        "rubric": [criterion.name for criterion in programme.rubric],
        "stipends": [stipend.name for stipend in programme.stipends],
    }
    sayings = {
        "purpose": [programme.purpose],
        "questions": list(programme.questions),
        "rubric": [criterion.guide for criterion in programme.rubric],
    }
    for texts, most in ((names, NAME_LENGTH_MAX), (sayings, SAYING_LENGTH_MAX)):
        for field, said in texts.items():
            if not all(0 < len(one.strip()) <= most for name in said for one in (name.zh, name.en)):
                return Refused(Invalid(field, f"1…{most}"))
    return None
