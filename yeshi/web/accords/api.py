"""Accords over JSON: signing one, its progress, and the account of a quarter."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import Field, TypeAdapter

from yeshi.accords.accord import Accord, Area, Party
from yeshi.accords.quarter import QuarterAccount, read_quarter
from yeshi.accords.targets import Target
from yeshi.base.refused import Refused
from yeshi.flow.accords import agreements, signing
from yeshi.flow.accords.agreements import AccordView
from yeshi.flow.city.measuring import CITY_FIGURES, PROGRAMME_FIGURES
from yeshi.web.frame.access import ANYBODY, OFFICIALS, TELLS_MORE, At
from yeshi.web.frame.answering import Reply
from yeshi.web.frame.bodies import Body, NameBody
from yeshi.web.frame.fields import Day, Id, IdempotencyKey, Line, NewId, Number
from yeshi.web.frame.scopes import ACCORDS, ANY_KEY

_VIEW, _ACCOUNT = TypeAdapter(AccordView), TypeAdapter(QuarterAccount)

router = APIRouter(prefix="/api", tags=["accords"])


class NamedBody(Body):
    """A party or an area."""

    id: NewId
    name: NameBody


class TargetBody(Body):
    """The value that a figure of the city, or of a programme, is to reach."""

    id: NewId
    name: NameBody
    figure: Id = Field(examples=[*CITY_FIGURES, *PROGRAMME_FIGURES])
    scope: Line = Field("city", max_length=60)
    baseline: Number = 0.0
    goal: Number
    due_on: Day


class AccordBody(Body):
    """An agreement between parties, with its targets."""

    id: NewId
    name: NameBody
    signed_on: Day
    parties: list[NamedBody] = Field(min_length=2, max_length=20)
    areas: list[NamedBody] = Field(min_length=1, max_length=20)
    mechanism: NameBody
    source: Line = Field(max_length=200)
    targets: list[TargetBody] = Field([], max_length=50)
    remind_days: int = Field(14, ge=0, le=365)
    escalate_days: int = Field(7, ge=0, le=365)


@router.post("/accords", dependencies=[*OFFICIALS, *ACCORDS])
def accord(desk: At, reply: Reply, body: AccordBody, key: IdempotencyKey) -> JSONResponse:
    """Enter an agreement and its targets."""
    return reply.answered(signing.sign_accord(desk.engine, f"api:accord:{key}", _accord(body)))


@router.get("/accords", dependencies=[*ANYBODY, *ANY_KEY])
def accords(desk: At) -> Any:
    """All accords, as anybody may see them."""
    views = agreements.accords(desk.engine, desk.figures.facts())
    return JSONResponse([_said(view) for view in views])


@router.get("/accords/{accord}", dependencies=[*TELLS_MORE, *ACCORDS])
def one(desk: At, reply: Reply, accord: Id) -> Any:
    """An accord: targets with their figures, commitments, milestones, meetings, files."""
    view = agreements.accord(desk.engine, accord, desk.figures.facts())
    return reply.refused(view) if isinstance(view, Refused) else JSONResponse(_said(view))


@router.get(
    "/accords/{accord}/quarters/{quarter}",
    response_model=QuarterAccount,
    dependencies=[*TELLS_MORE, *ACCORDS],
)
def of_quarter(desk: At, reply: Reply, accord: Id, quarter: Id) -> Any:
    """The account of a quarter such as 2026-4, as things stood at its end."""
    read = read_quarter(quarter)
    if isinstance(read, Refused):
        return reply.refused(read)
    facts = desk.figures.facts()
    found = agreements.quarter_account(desk.engine, accord, read, facts)
    return reply.found(found if isinstance(found, Refused) else found[1], _ACCOUNT)


def _said(view: AccordView) -> Any:
    """The view without the record of all that happened."""
    said = _VIEW.dump_python(view, mode="json", exclude={"history"})
    del said["is_secretary"], said["seats"]
    return said


def _accord(body: AccordBody) -> Accord:
    return Accord(
        id=body.id,
        name=body.name.read(),
        signed_on=body.signed_on,
        parties=tuple(Party(one.id, one.name.read()) for one in body.parties),
        areas=tuple(Area(one.id, one.name.read()) for one in body.areas),
        mechanism=body.mechanism.read(),
        targets=tuple(map(_target, body.targets)),
        source=body.source,
        remind_days=body.remind_days,
        escalate_days=body.escalate_days,
    )


def _target(body: TargetBody) -> Target:
    return Target(
        id=body.id,
        name=body.name.read(),
        figure=body.figure,
        scope=body.scope,
        baseline=body.baseline,
        goal=body.goal,
        due_on=body.due_on,
    )
