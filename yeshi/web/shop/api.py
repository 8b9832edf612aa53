"""What is open, and whose basket it is, over JSON."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from yeshi.base.refused import Refused
from yeshi.flow.stalls import menus
from yeshi.flow.stalls.menus import Stall
from yeshi.web.frame.access import At, Guest
from yeshi.web.frame.answering import Reply
from yeshi.web.frame.fields import Id

router = APIRouter(prefix="/api", tags=["ordering"])


@router.post("/customers", summary="Become a customer: the answer sets a signed cookie")
def become(desk: At, guest: Guest) -> JSONResponse:
    """The customer's id."""
    response = JSONResponse({"customer": guest.customer})
    desk.visitors.keep(guest, response)
    return response


@router.get("/merchants", summary="All merchants with their menus, and whether they are open")
def merchants(desk: At) -> list[Stall]:
    """Each merchant once."""
    return menus.stalls(desk.engine)


@router.get("/merchants/{merchant}", summary="One merchant", response_model=Stall)
def merchant(desk: At, reply: Reply, merchant: Id) -> Stall | JSONResponse:
    """The merchant with its menu."""
    found = menus.stall(desk.engine, merchant)
    return reply.refused(found) if isinstance(found, Refused) else found
