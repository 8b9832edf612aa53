"""What is open, and whose basket it is, over JSON."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from yeshi.base.refused import Refused
from yeshi.flow.stalls import menus
from yeshi.flow.stalls.choosing import some_chosen
from yeshi.flow.stalls.menus import Stall
from yeshi.flow.stalls.public import in_public
from yeshi.web.frame.access import ANYBODY, At, Guest
from yeshi.web.frame.answering import Reply
from yeshi.web.frame.fields import Id
from yeshi.web.frame.paging import LIMIT, PAGED, After, Limit, lead_on
from yeshi.web.frame.scopes import ANY_KEY, NO_KEY
from yeshi.web.shop.wanted import AskedFor, Whither

router = APIRouter(prefix="/api", tags=["ordering"])


@router.post(
    "/customers",
    summary="Become a customer: the answer sets a signed cookie",
    response_model=dict[Literal["customer"], str],
    dependencies=[*ANYBODY, *NO_KEY],
)
def become(desk: At, guest: Guest) -> JSONResponse:
    """The customer's id."""
    response = JSONResponse({"customer": guest.customer})
    desk.visitors.keep(guest, response)
    return response


@router.get(
    "/merchants",
    summary="Merchants with their menus, and whether they are open",
    response_model=list[Stall],
    responses=PAGED,
    dependencies=[*ANYBODY, *ANY_KEY],
)
def merchants(
    desk: At,
    reply: Reply,
    request: Request,
    response: Response,
    wanted: AskedFor,
    place: Whither,
    after: After = "",
    limit: Limit = LIMIT,
) -> list[Stall] | JSONResponse:
    """Each merchant once, by id; those alone that are what is wanted, with the dishes that are."""
    if isinstance(place, Refused):
        return reply.refused(place)
    chosen: tuple[list[Stall], str | None] | Refused
    if wanted.wishes:
        chosen = some_chosen(desk.engine, wanted, place, after, limit)
    else:
        chosen = menus.some_stalls(desk.engine, after, limit)
    if isinstance(chosen, Refused):
        return reply.refused(chosen)
    found, follows = chosen
    lead_on(request, response, follows)
    return [in_public(one) for one in found]


@router.get(
    "/merchants/{merchant}",
    summary="One merchant",
    response_model=Stall,
    dependencies=[*ANYBODY, *ANY_KEY],
)
def merchant(desk: At, reply: Reply, merchant: Id) -> Stall | JSONResponse:
    """The merchant with its menu."""
    found = menus.stall(desk.engine, merchant)
    return reply.refused(found) if isinstance(found, Refused) else in_public(found)
