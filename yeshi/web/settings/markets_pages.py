"""Markets for who enters them: all of them, a new one, one that is changed, closed or opened."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Form, Query, Response
from fastapi.responses import HTMLResponse

from yeshi.base.code_sheet import TABLES_MAX
from yeshi.base.limits import NAME_LENGTH_MAX
from yeshi.base.names import Name
from yeshi.base.refused import Refused
from yeshi.flow.city import entered
from yeshi.flow.stalls import markets as ways
from yeshi.flow.stalls import tables
from yeshi.flow.stalls.tables import OfMarket
from yeshi.geo.point import Point
from yeshi.web.frame.access import STEWARDS_OF_CITY, At, Language
from yeshi.web.frame.answering import Page, PageReply, done, kept_as
from yeshi.web.frame.code_sheets import sheet_of
from yeshi.web.frame.deeds import Deed
from yeshi.web.frame.fields import Id, Key, Line, Start
from yeshi.web.frame.forms import Fields
from yeshi.web.frame.naming import name_typed, place_typed
from yeshi.web.settings.answers import form

PAGE = "/settings/markets"

Tables = Annotated[int, Form(ge=0, le=TABLES_MAX, alias="tables")]

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get(PAGE, dependencies=STEWARDS_OF_CITY)
def markets(
    desk: At,
    page: Page,
    text: Annotated[Line, Query(max_length=NAME_LENGTH_MAX)] = "",
    ended: Annotated[bool, Query()] = False,
    start: Start = 0,
) -> Response:
    """The markets there are, or those that closed."""
    found = entered.markets(desk.engine, text, ended, start)
    if isinstance(found, Refused):
        return page.refused(found)
    return page.show("settings/markets.html", view=found, text=text, ended=ended)


@router.get(f"{PAGE}/new", dependencies=STEWARDS_OF_CITY)
def new(page: Page) -> Response:
    """The form of a new one."""
    return form(page, "settings/market_new.html", {})


@router.post(PAGE, dependencies=STEWARDS_OF_CITY)
def add(desk: At, page: Page, fields: Fields) -> Response:
    """Open a market."""
    said = _typed(fields)
    if isinstance(said, Refused):
        return form(page, "settings/market_new.html", fields, said)
    answer = ways.enter_market(desk.engine, f"page:{fields['key']}", *said)
    if isinstance(answer, Refused):
        return form(page, "settings/market_new.html", fields, answer)
    return done(f"{PAGE}/{answer.data['market']}", Deed.MARKET)


@router.get(PAGE + "/{market}", dependencies=STEWARDS_OF_CITY)
def market(page: Page, market: Id) -> Response:
    """One market, to be changed."""
    return _one(page, market)


@router.post(PAGE + "/{market}", dependencies=STEWARDS_OF_CITY)
def change(desk: At, page: Page, market: Id, fields: Fields) -> Response:
    """Enter it anew, with the reason."""
    said = _typed(fields)
    if isinstance(said, Refused):
        return _one(page, market, said, fields)
    named, why = f"page:{fields['key']}", fields.get("why", "").strip()
    answer = ways.change_market(desk.engine, named, market, *said, why)
    if isinstance(answer, Refused):
        return _one(page, market, answer, fields)
    return done(f"{PAGE}/{market}", Deed.MARKET)


@router.post(PAGE + "/{market}/tables", dependencies=STEWARDS_OF_CITY)
def set_tables(desk: At, page: Page, market: Id, key: Key, count: Tables) -> Response:
    """Have so many tables to which all its stalls bring."""
    answer = tables.set_tables(desk.engine, f"page:{key}", OfMarket(market), count)
    return page.back(answer, f"{PAGE}/{market}", Deed.MARKET)


@router.get(PAGE + "/{market}/codes.pdf", dependencies=STEWARDS_OF_CITY)
def codes(desk: At, page: Page, market: Id, language: Language) -> Response:
    """The codes of its tables, to print."""
    found = entered.market(desk.engine, market)
    if isinstance(found, Refused):
        return page.refused(found, PAGE)
    sheet = sheet_of(desk, language, found[0].name, market, f"/markets/{market}")
    made = desk.print_codes(sheet, desk.engine.clock.now())
    if isinstance(made, Refused):
        return page.refused(made, f"{PAGE}/{market}")
    return kept_as(made, "application/pdf", "codes.pdf", inline=True)


@router.post(PAGE + "/{market}/close", dependencies=STEWARDS_OF_CITY)
def close(desk: At, page: Page, market: Id, fields: Fields) -> Response:
    """Have it be no more, with its stalls where that was said."""
    named, why = f"page:{fields['key']}", fields.get("why", "").strip()
    with_stalls = fields.get("with_stalls", "") == "true"
    answer = ways.close_market(desk.engine, named, market, with_stalls, why)
    return page.back(answer, f"{PAGE}/{market}", Deed.DONE)


@router.post(PAGE + "/{market}/reopen", dependencies=STEWARDS_OF_CITY)
def reopen(desk: At, page: Page, market: Id, fields: Fields) -> Response:
    """Have it be there again."""
    why = fields.get("why", "").strip()
    answer = ways.reopen_market(desk.engine, f"page:{fields['key']}", market, why)
    return page.back(answer, f"{PAGE}/{market}", Deed.DONE)


def _typed(fields: Mapping[str, str]) -> tuple[Name, Point] | Refused:
    name = name_typed(fields)
    if isinstance(name, Refused):
        return name
    place = place_typed(fields, "place")
    return place if isinstance(place, Refused) else (name, place)


def _one(
    page: PageReply, id_: str, refused: Refused | None = None,
    typed: Mapping[str, str] | None = None,
) -> Response:  # fmt: skip
    found = entered.market(page.desk.engine, id_)
    if isinstance(found, Refused):
        return page.refused(found, PAGE)
    market, stalls = found
    filled = typed or {
        "name_zh": market.name.zh, "name_en": market.name.en,
        "x": str(market.collection.x), "y": str(market.collection.y),
    }  # fmt: skip
    return form(page, "settings/market.html", filled, refused, market=market, stalls=stalls,
        tables=tables.tables_of(page.desk.engine, market.id), most=TABLES_MAX,
    )  # fmt: skip
