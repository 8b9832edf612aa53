"""Accords over JSON: their progress, and the account of a quarter."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import TypeAdapter

from yeshi.accords.quarter import QuarterAccount, read_quarter
from yeshi.base.refused import Refused
from yeshi.flow.accords import agreements
from yeshi.flow.accords.agreements import AccordView
from yeshi.web.frame.access import ANYBODY, TELLS_MORE, At
from yeshi.web.frame.answering import Reply
from yeshi.web.frame.fields import Id
from yeshi.web.frame.scopes import ACCORDS, ANY_KEY

_VIEW, _ACCOUNT = TypeAdapter(AccordView), TypeAdapter(QuarterAccount)

router = APIRouter(prefix="/api", tags=["accords"])


@router.get("/accords", dependencies=[*ANYBODY, *ANY_KEY])
def accords(desk: At) -> Any:
    """All accords, as anybody may see them."""
    views = agreements.accords(desk.engine, desk.figures.facts())
    return JSONResponse([_said(view) for view in views])


@router.get("/accords/{accord}", dependencies=[*TELLS_MORE, *ACCORDS])
def one(desk: At, reply: Reply, accord: Id) -> Any:
    """An accord: targets with their figures, commitments, milestones, meetings, files."""
    view = agreements.accord(desk.engine, accord, desk.figures.facts())
    return reply.refused(view) if isinstance(view, Refused) else JSONResponse(_said(view))


@router.get(
    "/accords/{accord}/quarters/{quarter}",
    response_model=QuarterAccount,
    dependencies=[*TELLS_MORE, *ACCORDS],
)
def of_quarter(desk: At, reply: Reply, accord: Id, quarter: Id) -> Any:
    """The account of a quarter such as 2026-4, as things stood at its end."""
    read = read_quarter(quarter)
    if isinstance(read, Refused):
        return reply.refused(read)
    facts = desk.figures.facts()
    found = agreements.quarter_account(desk.engine, accord, read, facts)
    return reply.found(found if isinstance(found, Refused) else found[1], _ACCOUNT)


def _said(view: AccordView) -> Any:
    """The view without the record of all that happened."""
    said = _VIEW.dump_python(view, mode="json", exclude={"history"})
    del said["is_secretary"], said["seats"], said["steers"]
    return said
