"""The daily close over JSON."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import Field

from yeshi.base.limits import NOTE_LENGTH_MAX
from yeshi.base.refused import Refused
from yeshi.flow.payments.close_desk import close_desk, closed_day
from yeshi.flow.payments.closing import close_day
from yeshi.web.frame.access import PAYMASTERS, TREASURERS, At
from yeshi.web.frame.answering import Reply
from yeshi.web.frame.bodies import Body
from yeshi.web.frame.fields import Day, IdempotencyKey, IdOrNone, Line
from yeshi.web.frame.scopes import MONEY
from yeshi.web.money.close_told import ClosedTold, CloseTold, told_close, told_closed

# More things than a city has accounts to look at.
WHYS_MAX = 200

router = APIRouter(prefix="/api/money/close", tags=["operating"])
Why = Annotated[Line, Field(max_length=NOTE_LENGTH_MAX)]


class CloseBody(Body):
    """A sentence for each that is not at zero, by its key; `seen`: the word for what was seen."""

    seen: IdOrNone = ""
    whys: Annotated[dict[IdOrNone, Why], Field(max_length=WHYS_MAX)] = {}


@router.get("", summary="What is left of the next day", dependencies=[*PAYMASTERS, *MONEY])
def close(desk: At) -> CloseTold:
    """What of the day that is next is not at zero, what is, and the days that are closed."""
    return told_close(close_desk(desk.engine))


@router.get(
    "/{day}",
    summary="A closed day",
    response_model=ClosedTold,
    dependencies=[*PAYMASTERS, *MONEY],
)
def closed(desk: At, reply: Reply, day: Day) -> Any:
    """As it was: who closed it, what was left and why, and what the books came to at its end."""
    seen = closed_day(desk.engine, day)
    return reply.refused(seen) if isinstance(seen, Refused) else told_closed(seen)


@router.post("/{day}", dependencies=[*TREASURERS, *MONEY])
def close_it(
    desk: At, reply: Reply, day: Day, said: CloseBody, key: IdempotencyKey
) -> JSONResponse:
    """Close a business day for good; days are closed in order, and never the running one."""
    answer = close_day(desk.engine, f"api:money:{key}", day, said.whys, said.seen)
    return reply.answered(answer)
