"""Asking to have a stall or to ride over JSON, and deciding on who asks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse
from pydantic import Field

from yeshi.base.limits import NAME_LENGTH_MAX, NOTE_LENGTH_MAX
from yeshi.base.refused import Refused
from yeshi.flow.city import newcomers
from yeshi.flow.city.newcomers import NewcomersSeen, Plea
from yeshi.people.contact import MAIL_LENGTH_MAX
from yeshi.people.newcomer import NewcomerKind, NewcomerState
from yeshi.web.frame.access import ANYBODY, STEWARDS_OF_CITY, At, Language
from yeshi.web.frame.answering import NOT_KEPT, Reply
from yeshi.web.frame.bodies import Body, NameBody, PlaceBody, chosen
from yeshi.web.frame.fields import Id, IdempotencyKey, IdOrNone, Line, Token
from yeshi.web.frame.scopes import CONTROL, NO_KEY
from yeshi.web.frame.sparing import TRIES
from yeshi.web.settings.stalls_api import Reasoned

router = APIRouter(prefix="/api", tags=["registering"])


class AskBody(Body):
    """Who asks for what: `sort` is what a stall sells, or the vehicle; `place` null: the market's.

    `contact` is a mail address or a telephone number, where the answer goes.
    """

    kind: Annotated[NewcomerKind, chosen(NewcomerKind)]
    name: Line = Field(min_length=1, max_length=NAME_LENGTH_MAX)
    contact: Line = Field(min_length=1, max_length=MAIL_LENGTH_MAX)
    called: NameBody
    sort: Line = Field(min_length=1, max_length=40)
    market: IdOrNone = ""
    place: PlaceBody | None = None
    says: Line = Field("", max_length=NOTE_LENGTH_MAX)


@dataclass(frozen=True, slots=True)
class NewcomerTold:
    """What became of it, as who asked may know it."""

    kind: NewcomerKind
    made_at: datetime
    state: NewcomerState
    why: str


@router.post("/join", dependencies=[*ANYBODY, *TRIES, *NO_KEY])
def ask(
    desk: At, reply: Reply, language: Language, body: AskBody, key: IdempotencyKey
) -> JSONResponse:
    """Ask to have a stall or to ride; `token` is what the page of the answer is found by."""
    asked = Plea(
        kind=body.kind, name=body.name, contact=body.contact, language=language,
        called=body.called.read(), sort=body.sort, market=body.market,
        place=body.place.point() if body.place else None, says=body.says,
    )  # fmt: skip
    answer = newcomers.ask(desk.engine, f"api:join:{key}", asked, desk.links)
    if isinstance(answer, Refused):
        return reply.refused(answer)
    id_ = answer.data["newcomer"]
    token = desk.links.token(newcomers.PURPOSE, id_, 1)
    return JSONResponse({"newcomer": id_, "token": token}, headers=NOT_KEPT)


@router.get("/join/{token}", response_model=NewcomerTold, dependencies=[*ANYBODY, *NO_KEY])
def state(desk: At, reply: Reply, token: Token) -> NewcomerTold | JSONResponse:
    """What became of it."""
    found = newcomers.by_token(desk.engine, token)
    if isinstance(found, Refused):
        return reply.refused(found)
    return NewcomerTold(found.kind, found.made_at, found.state, found.why)


@router.post("/join/{token}/withdraw", dependencies=[*ANYBODY, *TRIES, *NO_KEY])
def withdraw(desk: At, reply: Reply, token: Token, key: IdempotencyKey) -> JSONResponse:
    """Ask no more."""
    return reply.answered(newcomers.withdraw(desk.engine, f"api:withdraw:{key}", token))


@router.get("/newcomers", response_model=NewcomersSeen, dependencies=[*STEWARDS_OF_CITY, *CONTROL])
def applications(desk: At, reply: Reply, response: Response) -> NewcomersSeen | JSONResponse:
    """Who waits for an answer, and who has one of late."""
    response.headers.update(NOT_KEPT)
    found = newcomers.seen(desk.engine)
    return reply.refused(found) if isinstance(found, Refused) else found


@router.post("/newcomers/{newcomer}/accept", dependencies=[*STEWARDS_OF_CITY, *CONTROL])
def accept(
    desk: At, reply: Reply, newcomer: Id, body: Reasoned, key: IdempotencyKey
) -> JSONResponse:
    """Take somebody: their stall or courier is entered, and they are invited."""
    named = f"api:accept:{key}"
    return reply.answered(newcomers.accept(desk.engine, named, newcomer, body.why, desk.links))


@router.post("/newcomers/{newcomer}/decline", dependencies=[*STEWARDS_OF_CITY, *CONTROL])
def decline(
    desk: At, reply: Reply, newcomer: Id, body: Reasoned, key: IdempotencyKey
) -> JSONResponse:
    """Do not take somebody, with a reason that they read."""
    return reply.answered(newcomers.decline(desk.engine, f"api:decline:{key}", newcomer, body.why))
