"""What is kept of whom and for how long, over JSON; all that is one's own, and its deletion."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import TypeAdapter

from yeshi.base.sentences import say
from yeshi.flow.privacy import leaving, telling
from yeshi.flow.privacy.rules import LINES, Until, Whom
from yeshi.flow.privacy.telling import MyData
from yeshi.web.frame.access import ANYBODY, OWNER_ALONE, At, Language
from yeshi.web.frame.answering import Reply
from yeshi.web.frame.fields import IdempotencyKey
from yeshi.web.frame.scopes import ANY_KEY, NO_KEY, ORDER

router = APIRouter(prefix="/api", tags=["people"])

_MINE = TypeAdapter(MyData)


@dataclass(frozen=True, slots=True, kw_only=True)
class LineTold:
    """Something that is kept: of whom, what, why, until when, and for how many days at most."""

    name: str
    of: Whom
    what: str
    why: str
    until: Until
    days: float | None
    asked: bool


@router.get("/privacy", dependencies=[*ANYBODY, *ANY_KEY])
def rules(language: Language) -> list[LineTold]:
    """What is kept of whom, and for how long."""
    return [
        LineTold(
            name=one.name,
            of=one.of,
            what=say(language, f"privacy_what.{one.name}"),
            why=say(language, f"privacy_why.{one.name}"),
            until=one.until,
            days=one.lasts.total_seconds() / 86_400 if one.lasts else None,
            asked=one.asked,
        )
        for one in LINES
    ]


@router.get("/my-data", dependencies=[*OWNER_ALONE, *ORDER], response_model=MyData)
def my_data(desk: At, reply: Reply) -> JSONResponse:
    """All that is kept of whoever asks."""
    return reply.found(telling.data_of(desk.engine), _MINE)


@router.post("/my-data/forget", dependencies=[*OWNER_ALONE, *NO_KEY])
def forget(desk: At, reply: Reply, key: IdempotencyKey) -> JSONResponse:
    """Keep nothing of whoever asks any more, but what a duty says."""
    return reply.answered(leaving.forget_me(desk.engine, f"api:forget:{key}"))
