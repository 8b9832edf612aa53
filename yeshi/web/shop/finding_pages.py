"""What answers what somebody types: stalls with the dishes that do."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response
from fastapi.responses import HTMLResponse

from yeshi.flow.stalls.finding import find
from yeshi.flow.stalls.nearness import ways_to
from yeshi.market.finding import TYPED_LENGTH_MAX
from yeshi.web.frame.access import ANYBODY, At, Guest
from yeshi.web.frame.answering import Page
from yeshi.web.frame.fields import Line
from yeshi.web.shop.near import chosen_by, neighbourhood_of

Typed = Annotated[Line, Query(max_length=TYPED_LENGTH_MAX)]

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get("/search", dependencies=ANYBODY)
def search(desk: At, guest: Guest, page: Page, q: Typed = "") -> Response:
    """The stalls that answer it, those that take orders now first."""
    found = find(desk.engine, q)
    address = chosen_by(desk, guest)
    near = neighbourhood_of(address)
    ways = ways_to(desk.engine, [one.merchant for one in found], near) if near else None
    shown = page.show(
        "shop/search.html",
        typed=q,
        found=found,
        ways=ways,
        address=address,
        count=sum(guest.basket.values()),
    )
    return desk.visitors.kept(guest, shown)
