"""A merchant's own figures, and what they may change after looking at them."""

from __future__ import annotations

from datetime import time
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse

from yeshi.base.money import Money
from yeshi.base.names import Name
from yeshi.base.refused import Refused
from yeshi.base.sentences import say
from yeshi.flow.ports import Answer
from yeshi.flow.stalls import menus, running, selling
from yeshi.web.frame.amounts import amount_of
from yeshi.web.frame.charts import HOURS, framed
from yeshi.web.frame.desk import Desk
from yeshi.web.frame.language import language_of

Key = Annotated[str, Form(max_length=100)]
Text = Annotated[str, Form(max_length=200)]


def stall_figures_router(desk: Desk) -> APIRouter:
    """/kitchen/…/figures."""
    router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)
    engine = desk.engine

    def _back(request: Request, merchant: str, answer: Answer) -> Response:
        to = f"/kitchen/{merchant}/figures"
        if isinstance(answer, Refused):
            return desk.render.refused(request, answer, to)
        return RedirectResponse(to, status_code=303)

    @router.get("/kitchen/{merchant}/figures")
    def figures(request: Request, merchant: str) -> Response:
        stall, sold = menus.stall(engine, merchant), selling.sold(engine, merchant)
        if isinstance(stall, Refused):
            return desk.render.refused(request, stall, "/kitchen")
        if isinstance(sold, Refused):
            return desk.render.refused(request, sold, "/kitchen")
        running.look(engine, merchant)
        return desk.render.page(request, "stall/stall_figures.html", stall=stall, sold=sold)

    @router.get("/kitchen/{merchant}/figures/chart")
    def chart(request: Request, merchant: str) -> Response:
        sold, language = selling.sold(engine, merchant), language_of(request)
        if isinstance(sold, Refused):
            return desk.render.refused(request, sold, "/kitchen")
        counts = dict(sold.by_hour)
        values = [{"hour": f"{hour:02d}", "orders": counts.get(hour, 0)} for hour in HOURS]
        specification = framed(
            {
                "data": {"values": values},
                "mark": {"type": "bar", "color": "#f2a33a"},
                "encoding": {
                    "x": {"field": "hour", "type": "ordinal", "sort": None,
                          "axis": {"title": say(language, "city.hour"), "labelAngle": 0}},
                    "y": {"field": "orders", "type": "quantitative",
                          "axis": {"title": say(language, "city.orders"), "tickMinStep": 1}},
                },
            },
            height=160,
        )  # fmt: skip
        return JSONResponse(specification)

    @router.post("/kitchen/{merchant}/prices/{item}")
    def reprice(
        request: Request, merchant: str, item: str, *, yuan: Annotated[str, Form(max_length=30)],
        key: Key,
    ) -> Response:  # fmt: skip
        price = amount_of(yuan, engine.terms.currency)
        if isinstance(price, Refused):
            return _back(request, merchant, price)
        return _back(
            request, merchant, running.reprice(engine, f"page:{key}", merchant, item, price)
        )

    @router.post("/kitchen/{merchant}/dishes")
    def add(
        request: Request, merchant: str, *, zh: Text = "", en: Text = "", yuan: Text = "", key: Key
    ) -> Response:
        price, nothing = amount_of(yuan, engine.terms.currency), Money(0, engine.terms.currency)
        if isinstance(price, Refused):
            return _back(request, merchant, price)
        name = Name(zh.strip() or en.strip(), en.strip() or zh.strip())
        answer = running.add_item(engine, f"page:{key}", merchant, name, price, nothing)
        return _back(request, merchant, answer)

    @router.post("/kitchen/{merchant}/hours")
    def hours(
        request: Request, merchant: str, *, opens: Annotated[time, Form()],
        closes: Annotated[time, Form()], key: Key,
    ) -> Response:  # fmt: skip
        answer = running.keep_hours(engine, f"page:{key}", merchant, opens, closes)
        return _back(request, merchant, answer)

    return router
