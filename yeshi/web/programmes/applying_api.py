"""Applying to a programme over JSON."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import Field

from yeshi.base.refused import Refused
from yeshi.flow.programmes import applying
from yeshi.programmes.application import Applicant
from yeshi.web.frame.access import ANYBODY, At
from yeshi.web.frame.answering import Reply
from yeshi.web.frame.bodies import Body
from yeshi.web.frame.fields import Id, IdempotencyKey, IdOrNone, Line, Text
from yeshi.web.frame.scopes import PROGRAMMES

router = APIRouter(prefix="/api", tags=["programmes"])


class ApplyBody(Body):
    """An application, the answers in the order of the programme's questions."""

    name: Line
    contact: Line
    host: IdOrNone
    home: Line
    woman: bool | None = None
    agrees_to_be_named: bool = False
    answers: list[Text] = Field(max_length=20)


@router.post(
    "/programmes/{programme}/applications",
    response_model=dict[Literal["link"], str],
    dependencies=[*ANYBODY, *PROGRAMMES],
)
def apply(
    desk: At, reply: Reply, programme: Id, body: ApplyBody, key: IdempotencyKey
) -> JSONResponse:
    """Apply to this year's cohort; `link` is where the application is found again."""
    applicant = Applicant(
        name=body.name,
        contact=body.contact,
        host=body.host,
        home=body.home,
        woman=body.woman,
        agrees_to_be_named=body.agrees_to_be_named,
    )
    named = f"api:apply:{key}"
    answer = applying.apply(desk.engine, named, programme, applicant, body.answers)
    if isinstance(answer, Refused):
        return reply.refused(answer)
    return JSONResponse({"link": desk.sign_in.link(answer.data["application"])})
