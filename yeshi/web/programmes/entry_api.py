"""Programmes over JSON for who enters them: opened, changed, ended, open again, passed on."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from yeshi.base.money import Money
from yeshi.flow.programmes import ending, opening
from yeshi.web.frame.access import FOUNDERS, KEEPERS, TREASURERS, At
from yeshi.web.frame.answering import Reply
from yeshi.web.frame.fields import Id, IdempotencyKey
from yeshi.web.frame.scopes import PROGRAMMES
from yeshi.web.programmes.entry_bodies import (
    PassOnBody,
    ProgrammeBody,
    ProgrammeChangeBody,
    ProgrammeEndBody,
)

router = APIRouter(prefix="/api", tags=["programmes"])


@router.post("/programmes", dependencies=[*FOUNDERS, *PROGRAMMES])
def programme(desk: At, reply: Reply, body: ProgrammeBody, key: IdempotencyKey) -> JSONResponse:
    """Open a foundation's programme."""
    opened = body.read(body.id, body.endowment_fen, desk.engine.terms.currency)
    return reply.answered(opening.open_programme(desk.engine, f"api:prog:{key}", opened))


@router.post("/programmes/{programme}", dependencies=[*KEEPERS, *PROGRAMMES])
def change(
    desk: At, reply: Reply, programme: Id, body: ProgrammeChangeBody, key: IdempotencyKey
) -> JSONResponse:
    """Enter a programme anew; what others rely on is refused, and stays."""
    wanted = body.read(programme, 0, desk.engine.terms.currency)
    named = f"api:enter:{key}"
    return reply.answered(opening.change_programme(desk.engine, named, programme, wanted, body.why))


@router.post("/programmes/{programme}/end", dependencies=[*KEEPERS, *PROGRAMMES])
def end(
    desk: At, reply: Reply, programme: Id, body: ProgrammeEndBody, key: IdempotencyKey
) -> JSONResponse:
    """Have nobody apply or give any more; what students are owed is still paid."""
    return reply.answered(ending.end_programme(desk.engine, f"api:end:{key}", programme, body.why))


@router.post("/programmes/{programme}/reopen", dependencies=[*KEEPERS, *PROGRAMMES])
def reopen(
    desk: At, reply: Reply, programme: Id, body: ProgrammeEndBody, key: IdempotencyKey
) -> JSONResponse:
    """Have a programme that ended go on."""
    return reply.answered(
        ending.reopen_programme(desk.engine, f"api:reopen:{key}", programme, body.why)
    )


@router.post("/programmes/{programme}/pass-on", dependencies=[*TREASURERS, *PROGRAMMES])
def pass_on(
    desk: At, reply: Reply, programme: Id, body: PassOnBody, key: IdempotencyKey
) -> JSONResponse:
    """Move what is left of an ended programme's fund, or some of it, to another of its field."""
    amount = Money(body.fen, desk.engine.terms.currency)
    named = f"api:pass-on:{key}"
    return reply.answered(
        ending.pass_fund_on(desk.engine, named, programme, body.to_programme, amount, body.why)
    )
