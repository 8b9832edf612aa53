"""Stalls for who enters them: all of them, a new one, one that is changed, closed or opened."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Query, Response
from fastapi.responses import HTMLResponse

from yeshi.base.limits import NAME_LENGTH_MAX
from yeshi.base.refused import Refused
from yeshi.flow.city import entered
from yeshi.flow.engine import Engine
from yeshi.flow.ports import Answer
from yeshi.flow.stalls import changing
from yeshi.flow.stalls.changing import NewDish, StallEntry
from yeshi.web.frame.access import STEWARDS_OF_CITY, At
from yeshi.web.frame.answering import Page, PageReply, done
from yeshi.web.frame.deeds import Deed
from yeshi.web.frame.fields import Id, IdOrNone, Line, Start
from yeshi.web.frame.forms import Fields
from yeshi.web.frame.stall_form import menu_typed
from yeshi.web.settings.answers import form
from yeshi.web.settings.stall_form import USUAL, entry_typed, filled_in, sectors

PAGE = "/settings/stalls"
Sought = Annotated[Line, Query(max_length=NAME_LENGTH_MAX)]

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get(PAGE, dependencies=STEWARDS_OF_CITY)
def stalls(
    desk: At,
    page: Page,
    text: Sought = "",
    ended: Annotated[bool, Query()] = False,
    start: Start = 0,
) -> Response:
    """The stalls there are, or those that closed."""
    found = entered.stalls(desk.engine, text, ended, start)
    if isinstance(found, Refused):
        return page.refused(found)
    return page.show("settings/stalls.html", view=found, text=text, ended=ended)


@router.get(f"{PAGE}/new", dependencies=STEWARDS_OF_CITY)
def new(desk: At, page: Page, market: Annotated[IdOrNone, Query()] = "") -> Response:
    """The form of a new one; in that market, or in the first one."""
    there = entered.open_markets(desk.engine)
    chosen = market or (there[0].id if there else "")
    return _new(desk.engine, page, {**USUAL, "market": chosen})


@router.post(PAGE, dependencies=STEWARDS_OF_CITY)
def add(desk: At, page: Page, fields: Fields) -> Response:
    """Enter a new stall, with what it sells if that was said."""
    engine = desk.engine
    entry = entry_typed(fields)
    answer = entry if isinstance(entry, Refused) else _enter(engine, fields, entry)
    if isinstance(answer, Refused):
        return _new(engine, page, fields, answer)
    return done(f"{PAGE}/{answer.data['merchant']}", Deed.STALL)


@router.get(PAGE + "/{merchant}", dependencies=STEWARDS_OF_CITY)
def stall(page: Page, merchant: Id) -> Response:
    """One stall, to be changed."""
    return _one(page, merchant)


@router.post(PAGE + "/{merchant}", dependencies=STEWARDS_OF_CITY)
def change(desk: At, page: Page, merchant: Id, fields: Fields) -> Response:
    """Enter it anew, with the reason."""
    found = entered.stall(desk.engine, merchant)
    if isinstance(found, Refused):
        return page.refused(found, PAGE)
    entry = entry_typed(fields, found.stall)
    answer = entry if isinstance(entry, Refused) else changing.change_stall(
        desk.engine, f"page:{fields['key']}", merchant, entry, fields.get("why", "").strip()
    )  # fmt: skip
    if isinstance(answer, Refused):
        return _one(page, merchant, answer, fields)
    return done(f"{PAGE}/{merchant}", Deed.STALL)


@router.post(PAGE + "/{merchant}/close", dependencies=STEWARDS_OF_CITY)
def close(desk: At, page: Page, merchant: Id, fields: Fields) -> Response:
    """Have it sell no more."""
    why = fields.get("why", "").strip()
    answer = changing.close_stall(desk.engine, f"page:{fields['key']}", merchant, why)
    return page.back(answer, f"{PAGE}/{merchant}", Deed.DONE)


@router.post(PAGE + "/{merchant}/reopen", dependencies=STEWARDS_OF_CITY)
def reopen(desk: At, page: Page, merchant: Id, fields: Fields) -> Response:
    """Have it sell again."""
    why = fields.get("why", "").strip()
    answer = changing.reopen_stall(desk.engine, f"page:{fields['key']}", merchant, why)
    return page.back(answer, f"{PAGE}/{merchant}", Deed.DONE)


def _enter(engine: Engine, fields: Mapping[str, str], entry: StallEntry) -> Answer:
    menu = menu_typed(fields.get("menu", ""), "new", engine.terms.currency)
    if isinstance(menu, Refused):
        return menu
    dishes = tuple(NewDish(one.name, one.price) for one in menu)
    return changing.enter_stall(engine, f"page:{fields['key']}", entry, dishes)


def _new(
    engine: Engine, page: PageReply, filled: Mapping[str, str], refused: Refused | None = None
) -> Response:
    markets = entered.open_markets(engine)
    return form(
        page, "settings/stall_new.html", filled, refused, markets=markets, sectors=sectors()
    )


def _one(
    page: PageReply, merchant: str, refused: Refused | None = None,
    typed: Mapping[str, str] | None = None,
) -> Response:  # fmt: skip
    found = entered.stall(page.desk.engine, merchant)
    if isinstance(found, Refused):
        return page.refused(found, PAGE)
    filled = typed or filled_in(found.stall, found.market)
    return form(
        page, "settings/stall.html", filled, refused, view=found,
        sectors=sectors(found.stall.sector),
    )  # fmt: skip
