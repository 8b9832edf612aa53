"""An earlier order again: its basket is filled anew, and what is gone of it is said before."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter, Form, Response
from fastapi.responses import HTMLResponse

from yeshi.base.refused import Refused
from yeshi.flow.orders.rebuilding import again
from yeshi.orders.again import Again, AgainLine, beside
from yeshi.web.frame.access import OWNER_ALONE, Guest
from yeshi.web.frame.answering import Page, PageReply, done, redirect
from yeshi.web.frame.deeds import Deed
from yeshi.web.frame.fields import Id, Line
from yeshi.web.frame.visitor import Visitor
from yeshi.web.shop.again_told import why_gone
from yeshi.web.shop.at_table import put_down

# A digest has sixteen letters.
Mark = Annotated[Line, Form(max_length=16)]

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


class Into(StrEnum):
    """What becomes of what is in the basket: it is joined by what is had again, or goes out."""

    ADD = "add"
    REPLACE = "replace"


@dataclass(frozen=True, slots=True)
class AgainTold:
    """A line that is had again, or why it is gone, in the words of the page."""

    line: AgainLine
    why: str


@router.get("/orders/{order_id}/again", dependencies=OWNER_ALONE)
def look(page: Page, guest: Guest, order_id: Id) -> Response:
    """What of the order can be had again, at what price, and what of it is gone."""
    return _shown(page, guest, order_id)


@router.post("/orders/{order_id}/again", dependencies=OWNER_ALONE)
def fill(
    page: Page, guest: Guest, order_id: Id, into: Annotated[Into | None, Form()] = None,
    seen: Mark = "",
) -> Response:  # fmt: skip
    """Put it into the basket where the customer knows what comes: else they are told first.

    `seen`: the mark of what they were told.
    """
    found = _found(page, guest, order_id, into or Into.REPLACE)
    if isinstance(found, Refused):
        return page.refused(found, "/mine")
    if into is None and not (found.is_as_before and not guest.basket):
        return redirect(f"/orders/{order_id}/again")
    if into is not None and seen != found.mark:
        return _shown(page, guest, order_id, overtaken=True)
    kept = beside(guest.basket, found.wanted) if into is Into.ADD else found.wanted
    refused = guest.fill(kept) or put_down(page.desk, guest)
    if refused:
        return page.refused(refused, f"/orders/{order_id}/again")
    return page.desk.visitors.kept(guest, done("/basket", Deed.AGAIN))


def _found(page: PageReply, guest: Visitor, order_id: str, into: Into) -> Again | Refused:
    return again(page.desk.engine, order_id, guest.basket if into is Into.ADD else {})


def _shown(page: PageReply, guest: Visitor, order_id: str, overtaken: bool = False) -> Response:
    alone = _found(page, guest, order_id, Into.REPLACE)
    if isinstance(alone, Refused):
        return page.refused(alone, "/mine")
    added = _found(page, guest, order_id, Into.ADD)
    if isinstance(added, Refused):
        return page.refused(added, "/mine")
    pairs = zip(added.lines, alone.lines, strict=True)
    return page.show(
        "shop/again.html",
        409 if overtaken else 200,
        order=order_id,
        alone=alone,
        added=added,
        lines=[_told(page, one) for one in alone.lines],
        # What is had of it by itself, and not beside what is in the basket.
        kept_out=[_told(page, one) for one, other in pairs if one != other],
        overtaken=overtaken,
        count=sum(guest.basket.values()),
    )


def _told(page: PageReply, line: AgainLine) -> AgainTold:
    return AgainTold(line, why_gone(page.desk, page.request, line))
