"""The record over JSON: what was done by hand, by whom, to what and why; or all, by number."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import TypeAdapter

from yeshi.flow.orders import recalling
from yeshi.flow.orders.recalling import RecordPage
from yeshi.flow.ports import Sought
from yeshi.web.frame.access import OVERSEERS, At
from yeshi.web.frame.answering import Reply
from yeshi.web.frame.fields import Day, IdOrNone, Line, Number62
from yeshi.web.frame.scopes import CONTROL

_PAGE = TypeAdapter(RecordPage)

router = APIRouter(prefix="/api", tags=["observing"])


@router.get("/control/record", response_model=RecordPage, dependencies=[*OVERSEERS, *CONTROL])
def record(
    desk: At,
    reply: Reply,
    day: Annotated[Day | None, Query()] = None,
    by: Annotated[Line, Query(max_length=300)] = "",
    kind: Annotated[IdOrNone, Query()] = "",
    thing: Annotated[IdOrNone, Query()] = "",
    before: Annotated[Number62, Query()] = recalling.LAST,
    whole: Annotated[bool, Query()] = False,
) -> Any:
    """A page of what was done by hand and is looked for, the latest first; or of all (`whole`)."""
    if whole:
        return reply.found(recalling.whole(desk.engine, before), _PAGE)
    sought = Sought(day=day, by=by, kind=kind, thing=thing)
    return reply.found(recalling.acts(desk.engine, sought, before), _PAGE)
