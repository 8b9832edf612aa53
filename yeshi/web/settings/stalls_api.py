"""Stalls over JSON for who enters them: changed, closed, open again."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import Field, StringConstraints

from yeshi.base.limits import NOTE_LENGTH_MAX
from yeshi.flow.stalls import changing
from yeshi.flow.stalls.changing import StallEntry
from yeshi.market.hours import Hours
from yeshi.web.frame.access import STEWARDS_OF_CITY, At
from yeshi.web.frame.answering import Reply
from yeshi.web.frame.bodies import Body, NameBody, PlaceBody
from yeshi.web.frame.fields import Id, IdempotencyKey, Line, TimeOfDay
from yeshi.web.frame.scopes import CONTROL

router = APIRouter(prefix="/api", tags=["registering"])
Sector = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,39}$")]


class Reasoned(Body):
    """Why it is done, as the record keeps it."""

    why: Line = Field(min_length=1, max_length=NOTE_LENGTH_MAX)


class StallBody(Reasoned):
    """All that is entered of a stall; `place` null: that of its market."""

    name: NameBody
    market: Id | None = None
    place: PlaceBody | None = None
    opens: TimeOfDay
    closes: TimeOfDay
    cook_minutes: int = Field(ge=0, le=240)
    sector: Sector = "other"


@router.post("/merchants/{merchant}", dependencies=[*STEWARDS_OF_CITY, *CONTROL])
def change(
    desk: At, reply: Reply, merchant: Id, body: StallBody, key: IdempotencyKey
) -> JSONResponse:
    """Enter a merchant anew; what was ordered of it keeps what it was."""
    entry = StallEntry(
        name=body.name.read(),
        market=body.market,
        place=body.place.point() if body.place else None,
        hours=Hours(body.opens, body.closes),
        cook_s=body.cook_minutes * 60,
        sector=body.sector,
    )
    named = f"api:enter:{key}"
    return reply.answered(changing.change_stall(desk.engine, named, merchant, entry, body.why))


@router.post("/merchants/{merchant}/close", dependencies=[*STEWARDS_OF_CITY, *CONTROL])
def close(
    desk: At, reply: Reply, merchant: Id, body: Reasoned, key: IdempotencyKey
) -> JSONResponse:
    """Have a merchant sell no more; refused while orders are under way."""
    named = f"api:close:{key}"
    return reply.answered(changing.close_stall(desk.engine, named, merchant, body.why))


@router.post("/merchants/{merchant}/reopen", dependencies=[*STEWARDS_OF_CITY, *CONTROL])
def reopen(
    desk: At, reply: Reply, merchant: Id, body: Reasoned, key: IdempotencyKey
) -> JSONResponse:
    """Have a merchant that closed sell again."""
    named = f"api:reopen:{key}"
    return reply.answered(changing.reopen_stall(desk.engine, named, merchant, body.why))
