"""Finding stalls and dishes, over JSON."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Query

from yeshi.flow.stalls.finding import find
from yeshi.flow.stalls.menus import Stall
from yeshi.market.finding import TYPED_LENGTH_MAX
from yeshi.market.merchant import in_public
from yeshi.web.frame.access import ANYBODY, At
from yeshi.web.frame.fields import Line
from yeshi.web.frame.scopes import ANY_KEY

Typed = Annotated[
    Line, Query(max_length=TYPED_LENGTH_MAX, description="Characters, pinyin, initials or English")
]

router = APIRouter(prefix="/api", tags=["ordering"])


@router.get(
    "/search", summary="Stalls that answer what is typed", dependencies=[*ANYBODY, *ANY_KEY]
)
def search(desk: At, q: Typed = "") -> list[Stall]:
    """Stalls with the dishes that answer it for a menu; those that take orders now first."""
    return [replace(one, merchant=in_public(one.merchant)) for one in find(desk.engine, q)]
