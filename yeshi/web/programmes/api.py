"""Programmes over JSON: opening one, its public account, its forecast and its exports."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse
from pydantic import BaseModel, TypeAdapter
from pydantic import Field as Bounded

from yeshi.base.money import Money
from yeshi.base.refused import Refused, Unknown
from yeshi.flow.programmes import accounting, opening
from yeshi.flow.programmes.accounting import ProgrammeView
from yeshi.ledger import accounts
from yeshi.ledger.transfers import Transfer
from yeshi.programmes.forecast import Chances, Forecast
from yeshi.programmes.programme import Criterion, Field, Host, Programme, Stipend, YearPlan
from yeshi.web.frame.access import ANYBODY, OFFICIALS, At
from yeshi.web.frame.answering import Reply
from yeshi.web.frame.bodies import Body, NameBody, chosen
from yeshi.web.frame.fields import Count, Day, Fen, Id, IdempotencyKey, Line, NewId, Share
from yeshi.web.frame.fields import Year as InYear
from yeshi.web.frame.scopes import ANY_KEY, PROGRAMMES
from yeshi.web.programmes.outlook import look_ahead

_VIEW, _FORECAST = TypeAdapter(ProgrammeView), TypeAdapter(Forecast)

router = APIRouter(prefix="/api", tags=["programmes"])


class HostBody(Body):
    """An institution whose people the programme supports."""

    id: NewId
    name: NameBody


class CriterionBody(Body):
    """A line of the rubric."""

    id: NewId
    name: NameBody
    guide: NameBody
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


class ProgrammeBody(Body):
    """A foundation's programme; `endowment_fen` is what donors gave it here."""

    id: NewId
    name: NameBody
    field: Annotated[Field, chosen(Field)]
    purpose: NameBody
    foundation: NameBody
    partner: NameBody
    signed_on: Day
    pledged_fen: Fen
    pledged_years: int = Bounded(gt=0, le=100)
    endowment_fen: Fen = 0
    source: Line = Bounded(max_length=200)
    hosts: list[HostBody] = Bounded([], max_length=1000)
    questions: list[NameBody] = Bounded([], max_length=20)
    rubric: list[CriterionBody] = Bounded([], max_length=20)
    stipends: list[StipendBody] = Bounded([], max_length=50)
    plan: list[PlanBody] = Bounded([], max_length=100)
    apart_max: Share = 0.2


class Statement(BaseModel):
    """A fund's balance and its latest transfers."""

    balance: Money
    transfers: list[Transfer]


@router.post("/programmes", dependencies=[*OFFICIALS, *PROGRAMMES])
def programme(desk: At, reply: Reply, body: ProgrammeBody, key: IdempotencyKey) -> JSONResponse:
    """Open a foundation's programme."""
    opened = _programme(body, desk.engine.terms.currency)
    return reply.answered(opening.open_programme(desk.engine, f"api:prog:{key}", opened))


@router.get("/programmes", dependencies=[*ANYBODY, *ANY_KEY])
def programmes(desk: At) -> Any:
    """All programmes, as anybody may know them."""
    return JSONResponse([_public(view) for view in accounting.programmes(desk.engine)])


@router.get("/programmes/{programme}", dependencies=[*ANYBODY, *ANY_KEY])
def one(desk: At, reply: Reply, programme: Id) -> Any:
    """A programme: its fund by year and purpose, its plan, and its people in numbers."""
    found = accounting.programme(desk.engine, programme)
    return reply.refused(found) if isinstance(found, Refused) else JSONResponse(_public(found))


@router.get(
    "/programmes/{programme}/forecast", response_model=Forecast, dependencies=[*ANYBODY, *ANY_KEY]
)
def forecast(
    desk: At,
    reply: Reply,
    programme: Id,
    goes_on: Annotated[Share, Query()] = 0.97,
    kept: Annotated[Share, Query()] = 0.95,
) -> Any:
    """Will each year be paid? By chance, from where the fund stands today."""
    return reply.found(look_ahead(desk, programme, Chances(goes_on, kept)), _FORECAST)


@router.get(
    "/programmes/{programme}/account", response_model=Statement, dependencies=[*ANYBODY, *ANY_KEY]
)
def account(desk: At, reply: Reply, programme: Id) -> Statement | JSONResponse:
    """The public account of a programme's fund: the latest transfers."""
    with desk.engine.store.read() as work:
        known = work.programmes.get(programme)
    if known is None:
        return reply.refused(Refused(Unknown("programme", programme)))
    balance, transfers = accounting.account(desk.engine, accounts.programme(programme))
    return Statement(balance=balance, transfers=transfers)


def _public(view: ProgrammeView) -> Any:
    """The view without what students who agreed to be named did not agree to."""
    said = _VIEW.dump_python(view, mode="json")
    named = ("name", "year", "school")
    said["people"]["named"] = [{k: one[k] for k in named} for one in said["people"]["named"]]
    return said


def _programme(body: ProgrammeBody, currency: str) -> Programme:
    return Programme(
        id=body.id,
        name=body.name.read(),
        field=body.field,
        purpose=body.purpose.read(),
        foundation=body.foundation.read(),
        partner=body.partner.read(),
        signed_on=body.signed_on,
        pledged=Money(body.pledged_fen, currency),
        pledged_years=body.pledged_years,
        endowment=Money(body.endowment_fen, currency),
        source=body.source,
        hosts=tuple(Host(one.id, one.name.read()) for one in body.hosts),
        questions=tuple(one.read() for one in body.questions),
        rubric=tuple(
            Criterion(one.id, one.name.read(), one.guide.read(), one.points) for one in body.rubric
        ),
        stipends=tuple(
            Stipend(
                one.milestone, one.name.read(), Money(one.fen, currency), one.months, one.posting
            )
            for one in body.stipends
        ),
        plan=tuple(
            YearPlan(one.year, one.places, Money(one.budget_fen, currency)) for one in body.plan
        ),
        apart_max=body.apart_max,
    )
