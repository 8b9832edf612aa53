"""The readers' blind reading of applications over JSON; sign in first."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import Field

from yeshi.base.refused import Refused
from yeshi.flow.programmes import accounting, applying
from yeshi.programmes.application import blind
from yeshi.web.frame.access import READERS, At
from yeshi.web.frame.answering import Reply
from yeshi.web.frame.bodies import Body
from yeshi.web.frame.fields import Id, IdempotencyKey, Text
from yeshi.web.frame.scopes import PROGRAMMES

Points = Annotated[int, Field(ge=-10_000, le=10_000)]

router = APIRouter(prefix="/api", tags=["programmes"])


class ReadingBody(Body):
    """A reader's points, in the order of the rubric."""

    points: list[Points] = Field(max_length=20)
    note: Text = ""


@router.get("/programmes/{programme}/readings", dependencies=[*READERS, *PROGRAMMES])
def to_read(desk: At, reply: Reply, programme: Id) -> Any:
    """What the reader has still to read, without names."""
    found = accounting.to_read(desk.engine, programme)
    if isinstance(found, Refused):
        return reply.refused(found)
    known, waiting, done = found
    listed = [{"id": one.id, "answers": blind(one, known)} for one in waiting]
    return {"waiting": listed, "read": done}


@router.post("/applications/{application}/reading", dependencies=[*READERS, *PROGRAMMES])
def read(
    desk: At,
    reply: Reply,
    application: Id,
    body: ReadingBody,
    key: IdempotencyKey,
) -> JSONResponse:
    """Give points to an application."""
    named = f"api:read:{key}"
    return reply.answered(applying.read(desk.engine, named, application, body.points, body.note))


@router.post("/applications/{application}/pass-on", dependencies=[*READERS, *PROGRAMMES])
def pass_on(desk: At, reply: Reply, application: Id, key: IdempotencyKey) -> JSONResponse:
    """Leave an application to another reader."""
    return reply.answered(applying.pass_on(desk.engine, f"api:pass:{key}", application))
