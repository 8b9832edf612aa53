"""What secretariat and parties do over JSON; sign in first, the cookie is kept."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import Field

from yeshi.flow.accords import coordinating
from yeshi.web.frame.access import PARTIES, At
from yeshi.web.frame.answering import Reply
from yeshi.web.frame.bodies import Body
from yeshi.web.frame.fields import Day, Id, IdempotencyKey, Text
from yeshi.web.frame.scopes import ACCORDS

router = APIRouter(prefix="/api", tags=["accords"])


class CommitmentBody(Body):
    """What a party undertakes in an area."""

    area: Id
    party: Id
    text: Text


class MilestoneBody(Body):
    """A step of a commitment, who answers for it, and by when."""

    text: Text
    owner: Text
    due_on: Day


class StepBody(Body):
    """The day a milestone was reached or is due now, and what shows it or why."""

    on: Day
    why: Text


class MeetingBody(Body):
    """A meeting with its minutes and decisions."""

    held_on: Day
    title: Text
    minutes: Text
    decisions: list[Text] = Field([], max_length=1000)
    public: bool = False


@router.post("/accords/{accord}/commitments", dependencies=[*PARTIES, *ACCORDS])
def commit(
    desk: At, reply: Reply, accord: Id, body: CommitmentBody, key: IdempotencyKey
) -> JSONResponse:
    """Enter what a party undertakes."""
    answer = coordinating.commit(
        desk.engine,
        f"api:commit:{key}",
        accord,
        body.area,
        body.party,
        body.text,
    )
    return reply.answered(answer)


@router.post("/commitments/{commitment}/milestones", dependencies=[*PARTIES, *ACCORDS])
def plan(
    desk: At,
    reply: Reply,
    commitment: Id,
    body: MilestoneBody,
    key: IdempotencyKey,
) -> JSONResponse:
    """Enter a milestone of a commitment."""
    answer = coordinating.plan(
        desk.engine,
        f"api:plan:{key}",
        commitment,
        body.text,
        body.owner,
        body.due_on,
    )
    return reply.answered(answer)


@router.post("/milestones/{milestone}/finish", dependencies=[*PARTIES, *ACCORDS])
def finish(
    desk: At, reply: Reply, milestone: Id, body: StepBody, key: IdempotencyKey
) -> JSONResponse:
    """Note that a milestone is done."""
    answer = coordinating.finish(desk.engine, f"api:finish:{key}", milestone, body.on, body.why)
    return reply.answered(answer)


@router.post("/milestones/{milestone}/move", dependencies=[*PARTIES, *ACCORDS])
def move(
    desk: At, reply: Reply, milestone: Id, body: StepBody, key: IdempotencyKey
) -> JSONResponse:
    """Put a milestone off, or bring it forward."""
    answer = coordinating.move(desk.engine, f"api:move:{key}", milestone, body.on, body.why)
    return reply.answered(answer)


@router.post("/accords/{accord}/meetings", dependencies=[*PARTIES, *ACCORDS])
def meeting(
    desk: At, reply: Reply, accord: Id, body: MeetingBody, key: IdempotencyKey
) -> JSONResponse:
    """Enter a meeting."""
    answer = coordinating.hold_meeting(
        desk.engine,
        f"api:meeting:{key}",
        accord,
        body.held_on,
        body.title,
        body.minutes,
        body.decisions,
        body.public,
    )
    return reply.answered(answer)
