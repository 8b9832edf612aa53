"""Accords over JSON: signing one, its progress, and the account of a quarter."""

from __future__ import annotations

from datetime import date
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field, TypeAdapter

from yeshi.accords.accord import Accord, Area, Party
from yeshi.accords.quarter import Account, read_quarter
from yeshi.accords.targets import Target
from yeshi.base.names import Name
from yeshi.base.refused import Refused
from yeshi.flow.accords import agreements, coordinating, signing
from yeshi.flow.accords.agreements import AccordView
from yeshi.flow.city.measuring import CITY_FIGURES, PROGRAMME_FIGURES
from yeshi.web.frame.answering import REFUSALS, IdempotencyKey, answered
from yeshi.web.frame.bodies import Id, NameBody
from yeshi.web.frame.desk import Desk
from yeshi.web.frame.language import language_of
from yeshi.web.frame.problems import problem

_VIEW, _ACCOUNT = TypeAdapter(AccordView), TypeAdapter(Account)


class NamedBody(BaseModel):
    """A party or an area."""

    id: str = Id
    name: NameBody


class TargetBody(BaseModel):
    """The value that a figure of the city, or of a programme, is to reach."""

    id: str = Id
    name: NameBody
    figure: str = Field(examples=[*CITY_FIGURES, *PROGRAMME_FIGURES])
    scope: str = Field("city", max_length=60)
    baseline: float = 0.0
    goal: float
    due_on: date


class AccordBody(BaseModel):
    """An agreement between parties, with its targets."""

    id: str = Id
    name: NameBody
    signed_on: date
    parties: list[NamedBody] = Field(min_length=2, max_length=20)
    areas: list[NamedBody] = Field(min_length=1, max_length=20)
    mechanism: NameBody
    source: str = Field(max_length=200)
    targets: list[TargetBody] = Field([], max_length=50)
    remind_days: int = Field(14, ge=0, le=365)
    escalate_days: int = Field(7, ge=0, le=365)


class CommitmentBody(BaseModel):
    """What a party undertakes in an area."""

    area: str
    party: str
    text: str


class MilestoneBody(BaseModel):
    """A step of a commitment, who answers for it, and by when."""

    text: str
    owner: str
    due_on: date


class StepBody(BaseModel):
    """The day a milestone was reached or is due now, and what shows it or why."""

    on: date
    why: str


class MeetingBody(BaseModel):
    """A meeting with its minutes and decisions."""

    held_on: date
    title: str
    minutes: str
    decisions: list[str] = []
    public: bool = False


def accords_router(desk: Desk) -> APIRouter:
    """/api/accords; secretariat and parties sign in first."""
    router = APIRouter(tags=["accords"], responses=REFUSALS)  # type: ignore[arg-type]
    engine, who = desk.engine, desk.sign_in.person

    @router.post("/accords")
    def accord(request: Request, body: AccordBody, key: IdempotencyKey) -> JSONResponse:
        """Enter an agreement and its targets."""
        return answered(request, signing.sign_accord(engine, f"api:accord:{key}", _accord(body)))

    @router.get("/accords")
    def accords() -> Any:
        """All accords, as anybody may see them."""
        return JSONResponse(
            [_said(view) for view in agreements.accords(engine, desk.figures.facts())]
        )

    @router.get("/accords/{accord}")
    def one(request: Request, accord: str) -> Any:
        """An accord: targets with their figures, commitments, milestones, meetings, files."""
        view = agreements.accord(engine, who(request), accord, desk.figures.facts())
        if isinstance(view, Refused):
            return problem(view, language_of(request))
        return JSONResponse(_said(view))

    @router.get("/accords/{accord}/quarters/{quarter}")
    def of_quarter(request: Request, accord: str, quarter: str) -> Any:
        """The account of a quarter such as 2026-4, as things stood at its end."""
        read = read_quarter(quarter)
        if isinstance(read, Refused):
            return problem(read, language_of(request))
        found = agreements.quarter_account(engine, who(request), accord, read, desk.figures.facts())
        if isinstance(found, Refused):
            return problem(found, language_of(request))
        return JSONResponse(_ACCOUNT.dump_python(found[1], mode="json"))

    @router.post("/accords/{accord}/commitments")
    def commit(
        request: Request, accord: str, body: CommitmentBody, key: IdempotencyKey
    ) -> JSONResponse:
        """Enter what a party undertakes."""
        answer = coordinating.commit(
            engine, f"api:commit:{key}", who(request), accord, body.area, body.party, body.text
        )
        return answered(request, answer)

    @router.post("/commitments/{commitment}/milestones")
    def plan(
        request: Request, commitment: str, body: MilestoneBody, key: IdempotencyKey
    ) -> JSONResponse:
        """Enter a milestone of a commitment."""
        answer = coordinating.plan(
            engine, f"api:plan:{key}", who(request), commitment, body.text, body.owner, body.due_on
        )
        return answered(request, answer)

    @router.post("/milestones/{milestone}/finish")
    def finish(
        request: Request, milestone: str, body: StepBody, key: IdempotencyKey
    ) -> JSONResponse:
        """Note that a milestone is done."""
        answer = coordinating.finish(
            engine, f"api:finish:{key}", who(request), milestone, body.on, body.why
        )
        return answered(request, answer)

    @router.post("/milestones/{milestone}/move")
    def move(request: Request, milestone: str, body: StepBody, key: IdempotencyKey) -> JSONResponse:
        """Put a milestone off, or bring it forward."""
        answer = coordinating.move(
            engine, f"api:move:{key}", who(request), milestone, body.on, body.why
        )
        return answered(request, answer)

    @router.post("/accords/{accord}/meetings")
    def meeting(
        request: Request, accord: str, body: MeetingBody, key: IdempotencyKey
    ) -> JSONResponse:
        """Enter a meeting."""
        answer = coordinating.hold_meeting(
            engine, f"api:meeting:{key}", who(request), accord, body.held_on, body.title,
            body.minutes, body.decisions, body.public,
        )  # fmt: skip
        return answered(request, answer)

    return router


def _said(view: AccordView) -> Any:
    """The view without the record of all that happened."""
    said = _VIEW.dump_python(view, mode="json", exclude={"history"})
    del said["is_secretary"], said["seats"]
    return said


def _accord(body: AccordBody) -> Accord:
    def name(of: NameBody) -> Name:
        return Name(of.zh, of.en)

    return Accord(
        body.id, name(body.name), body.signed_on,
        tuple(Party(one.id, name(one.name)) for one in body.parties),
        tuple(Area(one.id, name(one.name)) for one in body.areas),
        name(body.mechanism),
        tuple(
            Target(t.id, name(t.name), t.figure, t.scope, t.baseline, t.goal, t.due_on)
            for t in body.targets
        ),
        body.source, body.remind_days, body.escalate_days,
    )  # fmt: skip
