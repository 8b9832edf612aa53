"""Finding stalls and dishes, over JSON."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse

from yeshi.base.refused import Refused
from yeshi.flow.stalls.finding import find
from yeshi.flow.stalls.menus import Stall
from yeshi.flow.stalls.public import in_public
from yeshi.market.finding import TYPED_LENGTH_MAX
from yeshi.web.frame.access import ANYBODY, At
from yeshi.web.frame.answering import Reply
from yeshi.web.frame.fields import Line
from yeshi.web.frame.scopes import ANY_KEY
from yeshi.web.shop.wanted import AskedFor, Whither

Typed = Annotated[
    Line, Query(max_length=TYPED_LENGTH_MAX, description="Characters, pinyin, initials or English")
]

router = APIRouter(prefix="/api", tags=["ordering"])


@router.get(
    "/search",
    summary="Stalls that answer what is typed, and are what is wanted",
    response_model=list[Stall],
    dependencies=[*ANYBODY, *ANY_KEY],
)
def search(
    desk: At, reply: Reply, wanted: AskedFor, place: Whither, q: Typed = ""
) -> list[Stall] | JSONResponse:
    """Stalls with the dishes that answer it and are wanted for a menu; those that take orders now
    first. Minutes to the door are reckoned to the place that is given."""
    if isinstance(place, Refused):
        return reply.refused(place)
    found = find(desk.engine, q, wanted, place)
    if isinstance(found, Refused):
        return reply.refused(found)
    return [in_public(one) for one in found.stalls]
