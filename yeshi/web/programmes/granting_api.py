"""The foundation's work over JSON: handing out, selecting, confirming, approving; sign in first."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from yeshi.flow.programmes import applying, granting
from yeshi.programmes.student import Reached
from yeshi.web.frame.access import APPROVERS, FOUNDATIONS, At, Signed
from yeshi.web.frame.answering import Reply
from yeshi.web.frame.bodies import Body
from yeshi.web.frame.fields import Day, Id, IdempotencyKey, Line, Text, Year
from yeshi.web.frame.scopes import MONEY, PROGRAMMES

router = APIRouter(prefix="/api", tags=["programmes"])


class SelectionBody(Body):
    """The year whose cohort is selected."""

    year: Year


class ReachedBody(Body):
    """A milestone that a student reached; a posting names the school."""

    milestone: Id
    on: Day
    evidence: Text
    school: Line = ""


class WhyBody(Body):
    """Why a payment is declined."""

    why: Text


@router.post("/programmes/{programme}/hand-out", dependencies=[*FOUNDATIONS, *PROGRAMMES])
def hand_out(desk: At, reply: Reply, programme: Id, key: IdempotencyKey) -> JSONResponse:
    """Ask readers for applications that lack them."""
    return reply.answered(applying.hand_out(desk.engine, f"api:hand:{key}", programme))


@router.post("/programmes/{programme}/selection", dependencies=[*FOUNDATIONS, *PROGRAMMES])
def select(
    desk: At,
    reply: Reply,
    programme: Id,
    body: SelectionBody,
    key: IdempotencyKey,
) -> JSONResponse:
    """Select a year's cohort within its places."""
    named = f"api:select:{key}"
    return reply.answered(applying.select_cohort(desk.engine, named, programme, body.year))


@router.post("/students/{student}/milestones", dependencies=[*FOUNDATIONS, *PROGRAMMES])
def confirm(
    desk: At,
    reply: Reply,
    person: Signed,
    student: Id,
    body: ReachedBody,
    key: IdempotencyKey,
) -> JSONResponse:
    """Confirm a milestone; its stipend is proposed."""
    by = person.id if person else ""
    reached = Reached(body.milestone, body.on, by, body.evidence)
    named = f"api:confirm:{key}"
    return reply.answered(granting.confirm(desk.engine, named, student, reached, body.school))


@router.post("/payments/{payment}/approve", dependencies=[*APPROVERS, *MONEY])
def approve(desk: At, reply: Reply, payment: Id, key: IdempotencyKey) -> JSONResponse:
    """Approve a stipend; the second approval pays it."""
    return reply.answered(granting.approve(desk.engine, f"api:approve:{key}", payment))


@router.post("/payments/{payment}/decline", dependencies=[*APPROVERS, *MONEY])
def decline(
    desk: At, reply: Reply, payment: Id, body: WhyBody, key: IdempotencyKey
) -> JSONResponse:
    """Decline a stipend."""
    named = f"api:decline:{key}"
    return reply.answered(granting.decline(desk.engine, named, payment, body.why))
