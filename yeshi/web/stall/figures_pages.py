"""A stall's own figures, and what it may change after looking at them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Form, Response
from fastapi.responses import HTMLResponse

from yeshi.base.money import Money
from yeshi.base.names import Name
from yeshi.base.refused import Refused
from yeshi.base.sentences import say
from yeshi.flow.stalls import menus, running, selling
from yeshi.web.frame.access import STALLHOLDER_OF, At, Language
from yeshi.web.frame.amounts import amount_of
from yeshi.web.frame.answering import Page
from yeshi.web.frame.charts import framed
from yeshi.web.frame.deeds import Deed
from yeshi.web.frame.fields import Id, Key, Line, TimeOfDay
from yeshi.web.frame.pictures import As, PlaceAsked, chart_as
from yeshi.web.frame.sparing import PICTURES

Short = Annotated[Line, Form(max_length=200)]

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get("/kitchen/{merchant}/figures", dependencies=STALLHOLDER_OF)
def figures(desk: At, page: Page, merchant: Id) -> Response:
    """What was sold, by dish and by hour; and what may be changed."""
    stall, sold = menus.stall(desk.engine, merchant), selling.sold(desk.engine, merchant)
    if isinstance(stall, Refused):
        return page.refused(stall, "/kitchen")
    if isinstance(sold, Refused):
        return page.refused(sold, "/kitchen")
    return page.show("stall/stall_figures.html", stall=stall, sold=sold)


@router.get("/kitchen/{merchant}/figures/chart", dependencies=[*STALLHOLDER_OF, *PICTURES])
def chart(
    desk: At,
    page: Page,
    language: Language,
    merchant: Id,
    place: PlaceAsked,
    form: As = "json",
) -> Response:
    """The stall's orders by hour, drawn."""
    sold = selling.sold(desk.engine, merchant)
    if isinstance(sold, Refused):
        return page.refused(sold, "/kitchen")
    drawn = _by_hour(dict(sold.by_hour), desk.engine.terms.calendar.hours, language)
    return chart_as(page, drawn, form, f"hours-{merchant}", place)


def _by_hour(counts: dict[int, int], hours: Sequence[int], language: str) -> dict[str, Any]:
    values = [{"hour": f"{hour:02d}", "orders": counts.get(hour, 0)} for hour in hours]
    axis = {"title": say(language, "city.hour"), "labelAngle": 0, "labelOverlap": True}
    orders = {"title": say(language, "city.orders"), "tickMinStep": 1, "format": ",d"}
    return framed(
        {
            "data": {"values": values},
            "mark": {"type": "bar", "color": "#f2a33a"},
            "encoding": {
                "x": {"field": "hour", "type": "ordinal", "sort": None, "axis": axis},
                "y": {"field": "orders", "type": "quantitative", "axis": orders},
            },
        },
        height=160,
    )


@router.post("/kitchen/{merchant}/prices/{item}", dependencies=STALLHOLDER_OF)
def reprice(
    desk: At,
    page: Page,
    merchant: Id,
    item: Id,
    amount: Annotated[Line, Form(max_length=30)],
    key: Key,
) -> Response:
    """Ask another price for a dish."""
    to = f"/kitchen/{merchant}/figures"
    price = amount_of(amount, desk.engine.terms.currency)
    if isinstance(price, Refused):
        return page.refused(price, to)
    return page.back(
        running.reprice(desk.engine, f"page:{key}", merchant, item, price), to, Deed.PRICE
    )


@router.post("/kitchen/{merchant}/dishes", dependencies=STALLHOLDER_OF)
def add(
    desk: At,
    page: Page,
    merchant: Id,
    key: Key,
    zh: Short = "",
    en: Short = "",
    amount: Short = "",
) -> Response:
    """Sell something new; a name in one language stands for both."""
    to, nothing = f"/kitchen/{merchant}/figures", Money(0, desk.engine.terms.currency)
    price = amount_of(amount, desk.engine.terms.currency)
    if isinstance(price, Refused):
        return page.refused(price, to)
    name = Name(zh.strip() or en.strip(), en.strip() or zh.strip())
    named = f"page:{key}"
    return page.back(
        running.add_item(desk.engine, named, merchant, name, price, nothing), to, Deed.DISH
    )


@router.post("/kitchen/{merchant}/hours", dependencies=STALLHOLDER_OF)
def hours(
    desk: At,
    page: Page,
    merchant: Id,
    opens: Annotated[TimeOfDay, Form()],
    closes: Annotated[TimeOfDay, Form()],
    key: Key,
) -> Response:
    """Open at other hours."""
    answer = running.keep_hours(desk.engine, f"page:{key}", merchant, opens, closes)
    return page.back(answer, f"/kitchen/{merchant}/figures", Deed.HOURS)
