"""Programmes over JSON: opening one, its public account, its forecast and its exports."""

from __future__ import annotations

from datetime import date
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel, TypeAdapter
from pydantic import Field as Bounded

from yeshi.base.limits import FEN_MAX
from yeshi.base.money import Money
from yeshi.base.names import Name
from yeshi.base.refused import Invalid, Refused, Unknown
from yeshi.flow.programmes import accounting, donating, opening
from yeshi.flow.programmes.accounting import ProgrammeView
from yeshi.ledger import accounts
from yeshi.ledger.transfers import Transfer
from yeshi.programmes.forecast import Chances, Forecast
from yeshi.programmes.programme import Criterion, Field, Host, Programme, Stipend, YearPlan
from yeshi.web.frame.answering import REFUSALS, IdempotencyKey, answered
from yeshi.web.frame.bodies import Id, NameBody
from yeshi.web.frame.desk import Desk
from yeshi.web.frame.language import language_of
from yeshi.web.frame.problems import problem

_VIEW, _FORECAST = TypeAdapter(ProgrammeView), TypeAdapter(Forecast)
Fen = Bounded(ge=0, le=FEN_MAX)


class HostBody(BaseModel):
    """An institution whose people the programme supports."""

    id: str = Id
    name: NameBody


class CriterionBody(BaseModel):
    """A line of the rubric."""

    id: str = Id
    name: NameBody
    guide: NameBody
    points: int = Bounded(ge=1, le=100)


class StipendBody(BaseModel):
    """A milestone and what it is paid."""

    milestone: str = Id
    name: NameBody
    fen: int = Fen
    months: int = Bounded(ge=0, le=240)
    posting: bool = False


class PlanBody(BaseModel):
    """What may be spent in a year, and how many are selected."""

    year: int = Bounded(ge=1900, le=2200)
    places: int = Bounded(ge=0, le=1_000_000)
    budget_fen: int = Fen


class ProgrammeBody(BaseModel):
    """A foundation's programme; `endowment_fen` is what donors gave it here."""

    id: str = Id
    name: NameBody
    field: Field
    purpose: NameBody
    foundation: NameBody
    partner: NameBody
    signed_on: date
    pledged_fen: int = Fen
    pledged_years: int = Bounded(gt=0, le=100)
    endowment_fen: int = Bounded(0, ge=0, le=FEN_MAX)
    source: str = Bounded(max_length=200)
    hosts: list[HostBody] = Bounded([], max_length=1000)
    questions: list[NameBody] = Bounded([], max_length=20)
    rubric: list[CriterionBody] = Bounded([], max_length=20)
    stipends: list[StipendBody] = Bounded([], max_length=50)
    plan: list[PlanBody] = Bounded([], max_length=100)
    apart_max: float = Bounded(0.2, ge=0, le=1)


class GiveBody(BaseModel):
    """What a merchant gives of each order that is delivered; 0: nothing any more."""

    programme: str
    fen: int = Bounded(ge=0)


class Statement(BaseModel):
    """A fund's balance and its latest transfers."""

    balance: Money
    transfers: list[Transfer]


def programmes_router(desk: Desk) -> APIRouter:
    """/api/programmes: what anybody may know, and opening a programme."""
    router = APIRouter(tags=["programmes"], responses=REFUSALS)  # type: ignore[arg-type]
    engine = desk.engine

    @router.post("/programmes")
    def programme(request: Request, body: ProgrammeBody, key: IdempotencyKey) -> JSONResponse:
        """Open a foundation's programme."""
        opened = _programme(body, engine.terms.currency)
        return answered(request, opening.open_programme(engine, f"api:prog:{key}", opened))

    @router.post("/merchants/{merchant}/pledge")
    def give(request: Request, merchant: str, body: GiveBody, key: IdempotencyKey) -> JSONResponse:
        """Have a merchant give so much of each order to a programme."""
        amount = Money(body.fen, engine.terms.currency)
        answer = donating.give_per_order(
            engine, f"api:pledge:{key}", merchant, body.programme, amount
        )
        return answered(request, answer)

    @router.get("/programmes")
    def programmes() -> Any:
        """All programmes, as anybody may know them."""
        return JSONResponse([_public(view) for view in accounting.programmes(engine)])

    @router.get("/programmes/{programme}")
    def one(request: Request, programme: str) -> Any:
        """A programme: its fund by year and purpose, its plan, and its people in numbers."""
        found = accounting.programme(engine, programme)
        if isinstance(found, Refused):
            return problem(found, language_of(request))
        return JSONResponse(_public(found))

    @router.get("/programmes/{programme}/forecast")
    def forecast(
        request: Request,
        programme: str,
        goes_on: float = 0.97,
        kept: float = 0.95,
    ) -> Any:
        """Will each year be paid? By chance, from where the fund stands today."""
        if not (0 <= goes_on <= 1 and 0 <= kept <= 1):
            return problem(Refused(Invalid("goes_on, kept", "0…1")), language_of(request))
        found = accounting.outlook(engine, programme, Chances(goes_on, kept))
        if isinstance(found, Refused):
            return problem(found, language_of(request))
        return JSONResponse(_FORECAST.dump_python(found, mode="json"))

    @router.get("/programmes/{programme}/account", response_model=Statement)
    def account(request: Request, programme: str) -> Statement | JSONResponse:
        """The public account of a programme's fund: the latest transfers."""
        with engine.store.begin() as work:
            known = work.programmes.get(programme)
        if known is None:
            return problem(Refused(Unknown("programme", programme)), language_of(request))
        balance, transfers = accounting.account(engine, accounts.programme(programme))
        return Statement(balance=balance, transfers=transfers)

    return router


def _public(view: ProgrammeView) -> Any:
    """The view without what students who agreed to be named did not agree to."""
    said = _VIEW.dump_python(view, mode="json")
    named = ("name", "year", "school")
    said["people"]["named"] = [{k: one[k] for k in named} for one in said["people"]["named"]]
    return said


def _programme(body: ProgrammeBody, currency: str) -> Programme:
    def name(of: NameBody) -> Name:
        return Name(of.zh, of.en)

    def money(fen: int) -> Money:
        return Money(fen, currency)

    return Programme(
        body.id, name(body.name), body.field, name(body.purpose), name(body.foundation),
        name(body.partner), body.signed_on, money(body.pledged_fen), body.pledged_years,
        money(body.endowment_fen), body.source,
        tuple(Host(one.id, name(one.name)) for one in body.hosts),
        tuple(map(name, body.questions)),
        tuple(
            Criterion(one.id, name(one.name), name(one.guide), one.points) for one in body.rubric
        ),
        tuple(
            Stipend(one.milestone, name(one.name), money(one.fen), one.months, one.posting)
            for one in body.stipends
        ),
        tuple(YearPlan(one.year, one.places, money(one.budget_fen)) for one in body.plan),
        body.apart_max,
    )  # fmt: skip
