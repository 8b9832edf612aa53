"""In which order a stall's menu is shown: one tap moves a dish or a category."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Response
from fastapi.responses import HTMLResponse

from yeshi.base.refused import Refused
from yeshi.flow.stalls import arranging, menus
from yeshi.market.arranging import MenuMove
from yeshi.web.frame.access import STALLHOLDER_OF, At
from yeshi.web.frame.answering import Page
from yeshi.web.frame.fields import Id, Key

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get("/kitchen/{merchant}/arrangement", dependencies=STALLHOLDER_OF)
def arrangement(desk: At, page: Page, merchant: Id) -> Response:
    """The menu as customers see it, with the ways to move what stands there."""
    stall = menus.stall(desk.engine, merchant)
    if isinstance(stall, Refused):
        return page.refused(stall, "/kitchen")
    return page.show("stall/arrangement.html", stall=stall)


@router.post("/kitchen/{merchant}/arrangement/{item}", dependencies=STALLHOLDER_OF)
def move(
    desk: At, page: Page, merchant: Id, item: Id, move: Annotated[MenuMove, Form()], key: Key
) -> Response:
    """MenuMove a dish, or its category."""
    to = f"/kitchen/{merchant}/arrangement"
    answer = arranging.move_dish(desk.engine, f"page:{key}", merchant, item, move)
    return page.back(answer, to if isinstance(answer, Refused) else f"{to}#dish-{item}", None)
