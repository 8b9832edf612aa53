"""A campaign's codes over JSON: they are made, and read to be handed out."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import Field, TypeAdapter

from yeshi.base.refused import Refused
from yeshi.flow.vouchers import coding
from yeshi.vouchers.code import MADE_MAX
from yeshi.web.frame.access import CAMPAIGNERS, At
from yeshi.web.frame.answering import NOT_KEPT, Reply
from yeshi.web.frame.bodies import Body
from yeshi.web.frame.fields import Id, IdempotencyKey
from yeshi.web.frame.scopes import MONEY

router = APIRouter(prefix="/api", tags=["registering"])


class CountBody(Body):
    """How many are made."""

    count: int = Field(ge=1, le=MADE_MAX)


@dataclass(frozen=True, slots=True)
class CodeTold:
    """A code as it is handed out, and whether somebody has entered it."""

    code: str
    entered: bool


_CODES = TypeAdapter(list[CodeTold])


@router.post("/campaigns/{campaign}/codes", dependencies=[*CAMPAIGNERS, *MONEY])
def make(
    desk: At, reply: Reply, campaign: Id, body: CountBody, key: IdempotencyKey
) -> JSONResponse:
    """Make so many codes, each of which is entered once; the answer has how many there are."""
    named = f"api:codes:{key}"
    return reply.answered(coding.make_codes(desk.engine, named, campaign, body.count))


@router.get(
    "/campaigns/{campaign}/codes",
    response_model=list[CodeTold],
    dependencies=[*CAMPAIGNERS, *MONEY],
)
def codes(desk: At, reply: Reply, campaign: Id) -> JSONResponse:
    """The codes of the campaign, in the order of their making."""
    found = coding.codes_of(desk.engine, campaign)
    if isinstance(found, Refused):
        return reply.refused(found)
    told = [CodeTold(one.printed, one.customer is not None) for one in found.codes]
    return JSONResponse(_CODES.dump_python(told, mode="json"), headers=NOT_KEPT)
