"""What of a programme may be changed, and when: what was promised stays as it was promised."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields, replace

from yeshi.base.money import Money
from yeshi.base.refused import Reason, Refused
from yeshi.programmes.application import Application, ApplicationState
from yeshi.programmes.payment import Payment, PaymentState
from yeshi.programmes.programme import Programme, YearPlan, check

# What donors gave for, and with whom it was agreed.
_GIVEN_FOR = ("field", "purpose", "foundation", "partner", "signed_on")
# What all who apply for one cohort are asked, and by what they are read.
_ASKED = ("questions", "rubric", "apart_max")
# What no change of a programme touches: acts of their own, or nothing, change these.
_OF_ITSELF = ("id", "endowment", "ended_at")


@dataclass(frozen=True, slots=True)
class GivenFor(Reason):
    """Donors gave for what stands there: it stays, and a sum or a time that was pledged grows."""

    what: str


@dataclass(frozen=True, slots=True)
class CohortAsked(Reason):
    """So many applied for this year's cohort, or are still read: all are asked the same."""

    count: int


@dataclass(frozen=True, slots=True)
class HostNeeded(Reason):
    """Somebody of that institution applied."""

    host: str


@dataclass(frozen=True, slots=True)
class YearOver(Reason):
    """The plan of a year that is over is an account of it."""

    year: int


@dataclass(frozen=True, slots=True)
class PlanUsed(Reason):
    """In that year so many are selected already, and so much is paid or about to be."""

    year: int
    selected: int
    used_fen: int
    currency: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Relied:
    """What others rely on: whether anything was given, who is being asked, what the plan bore."""

    year: int
    is_given_for: bool
    asked: int
    hosts: Collection[str]
    selected: Mapping[int, int]
    used: Mapping[int, Money]


def relied_on(
    year: int, is_given_for: bool, applications: Collection[Application],
    payments: Collection[Payment],
) -> Relied:  # fmt: skip
    """What others rely on in the calendar year, of a programme's applications and payments."""
    sent = [one for one in applications if not one.is_withdrawn]
    selected: dict[int, int] = {}
    for one in sent:
        if one.state is ApplicationState.SELECTED:
            selected[one.year] = selected.get(one.year, 0) + 1
    used: dict[int, Money] = {}
    for pay in payments:
        if pay.state is not PaymentState.DECLINED:
            before = used.get(pay.year)
            used[pay.year] = before + pay.amount if before else pay.amount
    unread = ApplicationState.SUBMITTED
    return Relied(
        year=year,
        is_given_for=is_given_for,
        asked=sum(one.year >= year or one.state is unread for one in sent),
        hosts={one.applicant.host for one in sent},
        selected=selected,
        used=used,
    )


def change(known: Programme, wanted: Programme, relied: Relied) -> Programme | Refused:
    """The programme as it is wanted, or what somebody relies on and is not changed.

    Milestones may all change: who was selected keeps what they were promised.
    """
    said = replace(wanted, **{name: getattr(known, name) for name in _OF_ITSELF})
    refused = (
        check(said)
        or _beyond_gifts(known, said, relied)
        or _beyond_asked(known, said, relied)
        or _beyond_plan(known, said, relied)
    )
    return refused or said


def differing(known: Programme, said: Programme) -> tuple[str, ...]:
    """The names of the fields in which the two differ."""
    names = (field.name for field in fields(Programme))
    return tuple(name for name in names if getattr(known, name) != getattr(said, name))


def _beyond_gifts(known: Programme, said: Programme, relied: Relied) -> Refused | None:
    if not relied.is_given_for:
        return None
    for name in _GIVEN_FOR:
        if getattr(known, name) != getattr(said, name):
            return Refused(GivenFor(name))
    less = said.pledged < known.pledged or said.pledged_years < known.pledged_years
    return Refused(GivenFor("pledged")) if less else None


def _beyond_asked(known: Programme, said: Programme, relied: Relied) -> Refused | None:
    if relied.asked and any(getattr(known, name) != getattr(said, name) for name in _ASKED):
        return Refused(CohortAsked(relied.asked))
    gone = sorted(one for one in relied.hosts if known.host(one) and not said.host(one))
    return Refused(HostNeeded(gone[0])) if gone else None


def _beyond_plan(known: Programme, said: Programme, relied: Relied) -> Refused | None:
    for year in sorted({plan.year for plan in (*known.plan, *said.plan)}):
        before, after = known.plan_of(year), said.plan_of(year)
        if before == after:
            continue
        if year < relied.year:
            return Refused(YearOver(year))
        plan = after or YearPlan(year, 0, Money(0, said.pledged.currency))
        selected = relied.selected.get(year, 0)
        used = relied.used.get(year, Money(0, plan.budget.currency))
        if plan.places < selected or plan.budget < used:
            return Refused(PlanUsed(year, selected, used.fen, used.currency))
    return None
