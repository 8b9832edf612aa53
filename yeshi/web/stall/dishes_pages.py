"""A stall's menu for who keeps it: its dishes, what they share, and what is off for tonight."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Response
from fastapi.responses import HTMLResponse

from yeshi.base.limits import NAME_LENGTH_MAX, STOCK_MAX
from yeshi.base.names import Name
from yeshi.base.refused import Refused, Unknown
from yeshi.flow.stalls import dishes, menus
from yeshi.flow.stalls.menus import Stall
from yeshi.market.catalogue import Allergen, Diet, Item
from yeshi.market.options import OptionKind
from yeshi.people.person import Role
from yeshi.web.frame.access import COUNTER_OF, STALLHOLDER_OF, At
from yeshi.web.frame.answering import Page, PageReply, done
from yeshi.web.frame.deeds import Deed
from yeshi.web.frame.entry import LongEntry, entry_page
from yeshi.web.frame.fields import Id, Key, Line
from yeshi.web.frame.forms import Fields
from yeshi.web.frame.typed import TypedForm
from yeshi.web.stall.dish_form import (
    PARTS,
    dishes_for_sets,
    filled_with,
    first_filled,
    read_dish,
)

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get("/kitchen/{merchant}/dishes", dependencies=COUNTER_OF)
def menu(desk: At, page: Page, merchant: Id) -> Response:
    """What the stall sells, as it stands tonight."""
    stall = menus.stall(desk.engine, merchant)
    if isinstance(stall, Refused):
        return page.refused(stall, "/kitchen")
    keeps = desk.engine.actor.has(Role.STALLHOLDER, merchant)
    return page.show("stall/dishes.html", stall=stall, keeps=keeps)


@router.get("/kitchen/{merchant}/dishes/new", dependencies=STALLHOLDER_OF)
def new(desk: At, page: Page, merchant: Id) -> Response:
    """The form of a new dish."""
    stall = menus.stall(desk.engine, merchant)
    if isinstance(stall, Refused):
        return page.refused(stall, "/kitchen")
    return _form(page, LongEntry(first_filled()), stall)


@router.post("/kitchen/{merchant}/dishes/new", dependencies=STALLHOLDER_OF)
def enter(desk: At, page: Page, merchant: Id, fields: Fields) -> Response:
    """Sell it from now on; or the form again, with a row more or with what is wrong in it."""
    return _entered(desk, page, merchant, fields, None)


@router.get("/kitchen/{merchant}/dishes/{item}", dependencies=STALLHOLDER_OF)
def one(desk: At, page: Page, merchant: Id, item: Id) -> Response:
    """The form of a dish there is."""
    stall = menus.stall(desk.engine, merchant)
    if isinstance(stall, Refused):
        return page.refused(stall, "/kitchen")
    known = _of(stall, item)
    if known is None:
        return page.refused(Refused(Unknown("item", item)), f"/kitchen/{merchant}/dishes")
    return _form(page, LongEntry(filled_with(known, stall)), stall, known)


@router.post("/kitchen/{merchant}/dishes/{item}", dependencies=STALLHOLDER_OF)
def change(desk: At, page: Page, merchant: Id, item: Id, fields: Fields) -> Response:
    """Say it anew."""
    return _entered(desk, page, merchant, fields, item)


@router.post("/kitchen/{merchant}/dishes/{item}/off", dependencies=COUNTER_OF)
def off(
    desk: At, page: Page, merchant: Id, item: Id, off: Annotated[bool, Form()], key: Key
) -> Response:
    """Take it off for tonight, or put it on again."""
    answer = dishes.take_off(desk.engine, f"page:{key}", merchant, item, off)
    return page.back(answer, f"/kitchen/{merchant}/dishes", None)


@router.post("/kitchen/{merchant}/dishes/{item}/end", dependencies=STALLHOLDER_OF)
def end(desk: At, page: Page, merchant: Id, item: Id, key: Key) -> Response:
    """Sell it no more."""
    answer = dishes.end_dish(desk.engine, f"page:{key}", merchant, item)
    return page.back(answer, f"/kitchen/{merchant}/dishes", Deed.DISH_GONE)


@router.post("/kitchen/{merchant}/stocks", dependencies=COUNTER_OF)
def stocks(
    desk: At,
    page: Page,
    merchant: Id,
    key: Key,
    left: Annotated[int, Form(ge=0, le=STOCK_MAX)],
    stock: Annotated[Line, Form(max_length=100)] = "",
    name_zh: Annotated[Line, Form(max_length=NAME_LENGTH_MAX)] = "",
    name_en: Annotated[Line, Form(max_length=NAME_LENGTH_MAX)] = "",
) -> Response:
    """Count what several dishes share; a new one under its name."""
    to = f"/kitchen/{merchant}/dishes"
    name = Name(name_zh.strip() or name_en.strip(), name_en.strip() or name_zh.strip())
    answer = dishes.keep_stock(desk.engine, f"page:{key}", merchant, stock or None, name, left)
    return page.back(answer, to, Deed.COUNTS)


def _entered(
    desk: At, page: PageReply, merchant: str, fields: Fields, item: str | None
) -> Response:
    stall = menus.stall(desk.engine, merchant)
    if isinstance(stall, Refused):
        return page.refused(stall, "/kitchen")
    to = f"/kitchen/{merchant}/dishes"
    known = _of(stall, item) if item else None
    if item and known is None:
        return page.refused(Refused(Unknown("item", item)), to)
    if fields.get("more"):
        return _form(page, LongEntry(fields).with_more(PARTS), stall, known)
    typed = TypedForm(fields, desk.engine.terms.currency)
    dish = read_dish(typed, stall, desk.engine.terms.currency, known)
    if typed.faults:
        return _form(page, LongEntry(fields, faults=typed.faults), stall, known)
    named = f"page:{fields['key']}"
    answer = (
        dishes.say_anew(desk.engine, named, merchant, known.id, dish)
        if known
        else dishes.enter_dish(desk.engine, named, merchant, dish)
    )
    if isinstance(answer, Refused):
        return _form(page, LongEntry(fields, answer), stall, known)
    return done(f"{to}#dish-{answer.data['item']}", Deed.DISH)


def _of(stall: Stall, item: str) -> Item | None:
    return next((one for one in stall.menu if one.id == item), None)


def _form(page: PageReply, entry: LongEntry, stall: Stall, known: Item | None = None) -> Response:
    return entry_page(
        page,
        "stall/dish_entry.html",
        entry,
        PARTS,
        stall=stall,
        known=known,
        kinds=list(OptionKind),
        allergens=list(Allergen),
        diets=list(Diet),
        for_sets=dishes_for_sets(stall, known.id if known else ""),
    )
