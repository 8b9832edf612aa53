"""What answers what somebody types, and is wanted: stalls with the dishes that are."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response
from fastapi.responses import HTMLResponse

from yeshi.base.refused import Refused
from yeshi.flow.stalls.choosing import ChosenStalls, choose
from yeshi.flow.stalls.finding import find
from yeshi.flow.visits.seen import services_found
from yeshi.market.finding import TYPED_LENGTH_MAX
from yeshi.web.frame.access import ANYBODY, At, Guest
from yeshi.web.frame.answering import Page
from yeshi.web.frame.fields import Line, Start
from yeshi.web.shop.choosing_pages import chooser_of
from yeshi.web.shop.near import chosen_by, neighbourhood_of
from yeshi.web.shop.wanted import AskedFor

Typed = Annotated[Line, Query(max_length=TYPED_LENGTH_MAX)]

# So many services stand below the stalls that answer.
SERVICES_SHOWN = 12

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get("/search", dependencies=ANYBODY)
def search(
    desk: At, guest: Guest, page: Page, wanted: AskedFor, q: Typed = "", start: Start = 0
) -> Response:
    """The stalls that answer it and are wanted; where nothing is typed, all that are wanted."""
    address = chosen_by(desk, guest)
    near = neighbourhood_of(address)
    chooser = chooser_of(desk, "/search", wanted, near, typed=q)
    found: ChosenStalls | Refused = ChosenStalls()
    if q.strip():
        found = find(desk.engine, q, wanted, near)
    elif chooser.is_used:
        found = choose(desk.engine, wanted, near, start)
    if isinstance(found, Refused):
        return page.refused(found)
    shown = page.show(
        "shop/search.html",
        typed=q,
        chosen=found,
        chooser=chooser,
        address=address,
        services=services_found(desk.engine, q, SERVICES_SHOWN) if q.strip() else [],
        count=sum(guest.basket.values()),
    )
    return desk.visitors.kept(guest, shown)
