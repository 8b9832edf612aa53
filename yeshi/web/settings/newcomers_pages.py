"""Who asks to have a stall or to ride, for who takes or declines them."""

from __future__ import annotations

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse

from yeshi.base.refused import Refused
from yeshi.flow.city import entered, newcomers
from yeshi.web.frame.access import STEWARDS_OF_CITY, At
from yeshi.web.frame.answering import Page
from yeshi.web.frame.deeds import Deed
from yeshi.web.frame.fields import Id
from yeshi.web.frame.forms import Fields
from yeshi.web.settings.stall_form import sectors

PAGE = "/control/applications"

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get(PAGE, dependencies=STEWARDS_OF_CITY)
def applications(desk: At, page: Page) -> Response:
    """Who waits for an answer, and who has one of late."""
    found = newcomers.seen(desk.engine)
    if isinstance(found, Refused):
        return page.refused(found)
    markets = {one.id: one.name for one in entered.open_markets(desk.engine)}
    return page.show("settings/newcomers.html", view=found, markets=markets, sectors=sectors())


@router.post(PAGE + "/{newcomer}/accept", dependencies=STEWARDS_OF_CITY)
def accept(desk: At, page: Page, newcomer: Id, fields: Fields) -> Response:
    """Take somebody: their stall or courier is entered, and they are invited."""
    named, why = f"page:{fields['key']}", fields.get("why", "").strip()
    return page.back(
        newcomers.accept(desk.engine, named, newcomer, why, desk.links), PAGE, Deed.DONE
    )


@router.post(PAGE + "/{newcomer}/decline", dependencies=STEWARDS_OF_CITY)
def decline(desk: At, page: Page, newcomer: Id, fields: Fields) -> Response:
    """Do not take somebody, with a reason that they read."""
    named, why = f"page:{fields['key']}", fields.get("why", "").strip()
    return page.back(newcomers.decline(desk.engine, named, newcomer, why), PAGE, Deed.DONE)
