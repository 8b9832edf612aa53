"""Accords over JSON for who enters them: signed, amended, ended, in force again."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import Field

from yeshi.accords.accord import MONTHS_MAX, Accord, AccordOutcome, Area, Party
from yeshi.accords.targets import Target
from yeshi.base.limits import NOTE_LENGTH_MAX
from yeshi.flow.accords import amending, signing
from yeshi.flow.city.measuring import CITY_FIGURES, PROGRAMME_FIGURES
from yeshi.web.frame.access import FOUNDERS, STEERERS, At
from yeshi.web.frame.answering import Reply
from yeshi.web.frame.bodies import Body, NameBody, SayingBody, chosen
from yeshi.web.frame.fields import Day, Id, IdempotencyKey, Line, NewId, Number, Text
from yeshi.web.frame.scopes import ACCORDS

router = APIRouter(prefix="/api", tags=["accords"])


class NamedBody(Body):
    """A party or an area."""

    id: NewId
    name: NameBody


class TargetBody(Body):
    """The value that a figure of the city, or of a programme, is to reach."""

    id: NewId
    name: SayingBody
    figure: Id = Field(examples=[*CITY_FIGURES, *PROGRAMME_FIGURES])
    scope: Line = Field("city", max_length=60)
    baseline: Number = 0.0
    goal: Number
    due_on: Day

    def read(self) -> Target:
        """The target."""
        return Target(
            id=self.id,
            name=self.name.read(),
            figure=self.figure,
            scope=self.scope,
            baseline=self.baseline,
            goal=self.goal,
            due_on=self.due_on,
        )


class AccordEntryBody(Body):
    """What an agreement says; its parties meet `meets_every` so many months, 0: as they like."""

    name: NameBody
    signed_on: Day
    parties: list[NamedBody] = Field(min_length=2, max_length=20)
    areas: list[NamedBody] = Field(min_length=1, max_length=20)
    mechanism: SayingBody
    source: Line = Field(max_length=200)
    targets: list[TargetBody] = Field([], max_length=50)
    remind_days: int = Field(14, ge=0, le=365)
    escalate_days: int = Field(7, ge=0, le=365)
    meets_every: int = Field(0, ge=0, le=MONTHS_MAX)

    def read(self, id_: str) -> Accord:
        """The accord."""
        return Accord(
            id=id_,
            name=self.name.read(),
            signed_on=self.signed_on,
            parties=tuple(Party(one.id, one.name.read()) for one in self.parties),
            areas=tuple(Area(one.id, one.name.read()) for one in self.areas),
            mechanism=self.mechanism.read(),
            targets=tuple(one.read() for one in self.targets),
            source=self.source,
            remind_days=self.remind_days,
            escalate_days=self.escalate_days,
            meets_every=self.meets_every,
        )


class AccordBody(AccordEntryBody):
    """An agreement between parties, with its targets."""

    id: NewId


class AccordAmendBody(AccordEntryBody):
    """What an accord says from now on, and why."""

    why: Line = Field(min_length=1, max_length=NOTE_LENGTH_MAX)


class AccordReturnBody(Body):
    """Why an accord is in force again."""

    why: Line = Field(min_length=1, max_length=NOTE_LENGTH_MAX)


class AccordEndBody(AccordReturnBody):
    """How an accord ended, and why."""

    outcome: Annotated[AccordOutcome, chosen(AccordOutcome)]


class CommitmentAlterBody(AccordReturnBody):
    """What a commitment says from now on, and why."""

    area: Id
    text: Text


@router.post("/accords", dependencies=[*FOUNDERS, *ACCORDS])
def accord(desk: At, reply: Reply, body: AccordBody, key: IdempotencyKey) -> JSONResponse:
    """Enter an agreement and its targets."""
    named = f"api:accord:{key}"
    return reply.answered(signing.sign_accord(desk.engine, named, body.read(body.id)))


@router.post("/accords/{accord}", dependencies=[*STEERERS, *ACCORDS])
def amend(
    desk: At, reply: Reply, accord: Id, body: AccordAmendBody, key: IdempotencyKey
) -> JSONResponse:
    """Have an accord say something else from now on; what it said is kept with it."""
    named = f"api:amend:{key}"
    return reply.answered(
        amending.amend_accord(desk.engine, named, accord, body.read(accord), body.why)
    )


@router.post("/commitments/{commitment}", dependencies=[*STEERERS, *ACCORDS])
def alter(
    desk: At, reply: Reply, commitment: Id, body: CommitmentAlterBody, key: IdempotencyKey
) -> JSONResponse:
    """Have a commitment say something else from now on; what it said is kept with it."""
    named = f"api:alter:{key}"
    return reply.answered(
        amending.alter_commitment(desk.engine, named, commitment, body.area, body.text, body.why)
    )


@router.post("/accords/{accord}/end", dependencies=[*STEERERS, *ACCORDS])
def end(
    desk: At, reply: Reply, accord: Id, body: AccordEndBody, key: IdempotencyKey
) -> JSONResponse:
    """Have nothing be undertaken or reminded of any more; all of it stays readable."""
    named = f"api:end:{key}"
    return reply.answered(amending.end_accord(desk.engine, named, accord, body.outcome, body.why))


@router.post("/accords/{accord}/reopen", dependencies=[*STEERERS, *ACCORDS])
def reopen(
    desk: At, reply: Reply, accord: Id, body: AccordReturnBody, key: IdempotencyKey
) -> JSONResponse:
    """Have an accord that ended be in force again."""
    named = f"api:reopen:{key}"
    return reply.answered(amending.reopen_accord(desk.engine, named, accord, body.why))
