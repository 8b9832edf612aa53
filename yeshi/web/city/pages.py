"""The control room's live map, and the city's figures."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated, Literal

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse

from yeshi.base.limits import NOTE_LENGTH_MAX
from yeshi.base.refused import Refused
from yeshi.flow.orders import explaining, overriding, reading
from yeshi.flow.programmes import accounting
from yeshi.web.frame.charts import HOURS, orders_by_hour
from yeshi.web.frame.desk import Desk
from yeshi.web.frame.language import language_of
from yeshi.web.frame.maps import control_map
from yeshi.web.frame.pictures import FileForm, chart_as, rows_as
from yeshi.web.frame.pictures import Form as PictureForm


def city_router(desk: Desk) -> APIRouter:
    """The control room and the observatory."""
    router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)

    @router.get("/control")
    def control(request: Request) -> Response:
        view = reading.control(desk.engine)
        return desk.render.page(
            request, "control/control.html", view=view, set_aside=desk.set_aside()
        )

    @router.get("/control/part")
    def control_part(request: Request) -> Response:
        view = reading.control(desk.engine)
        return desk.render.page(
            request, "control/control_part.html", view=view, set_aside=desk.set_aside()
        )

    @router.get("/control/orders/{order}")
    def dispatch(request: Request, order: str, cost_s: float | None = None) -> Response:
        found = explaining.dispatch(desk.engine, order)
        if isinstance(found, Refused):
            return desk.render.refused(request, found, "/control")
        return desk.render.page(request, "control/dispatch.html", view=found, cost_s=cost_s)

    @router.post("/control/orders/{order}/hand")
    def hand(
        request: Request,
        order: str,
        step: Literal["pin", "forbid", "release"] = Form(),
        courier: str = Form("", max_length=100),
        why: str = Form("", max_length=NOTE_LENGTH_MAX),
        key: str = Form(max_length=100),
    ) -> Response:
        back, named = f"/control/orders/{order}", f"page:{key}"
        if step == "release":
            answer = overriding.release(desk.engine, named, order, why.strip())
        else:
            override = overriding.pin if step == "pin" else overriding.forbid
            answer = override(desk.engine, named, order, courier, why.strip())
        if isinstance(answer, Refused):
            return desk.render.refused(request, answer, back)
        return RedirectResponse(f"{back}?cost_s={answer.data['cost_s']}", status_code=303)

    @router.get("/control/map")
    def control_places(request: Request) -> Response:
        view = reading.control(desk.engine)
        return JSONResponse(control_map(view, language_of(request)))

    def _city(request: Request, template: str, day: date | None) -> Response:
        figures = desk.figures.figures(day)
        today = desk.engine.terms.calendar.business_day(desk.engine.clock.now())
        statements = [
            (fund, accounting.statement(desk.engine, fund.programme.id, 8))
            for fund in figures.funds
        ]
        days = [today - timedelta(days=back) for back in range(7)]
        return desk.render.page(
            request, template, figures=figures, statements=statements, today=today, days=days
        )

    @router.get("/city")
    def city(request: Request, day: date | None = None) -> Response:
        return _city(request, "city/city.html", day)

    @router.get("/city/part")
    def city_part(request: Request, day: date | None = None) -> Response:
        return _city(request, "city/city_part.html", day)

    @router.get("/city/chart")
    def chart(
        request: Request, day: date | None = None,
        form: Annotated[PictureForm, Query(alias="as")] = "json",
    ) -> Response:  # fmt: skip
        figures = desk.figures.figures(day)
        drawn = orders_by_hour(figures, language_of(request))
        return chart_as(desk, request, drawn, form, f"orders-{figures.day}")

    @router.get("/city/rows.{form}")
    def rows(form: FileForm, day: date | None = None) -> Response:
        figures = desk.figures.figures(day)
        placed, delivered = dict(figures.orders_by_hour), dict(figures.delivered_by_hour)
        hours = [
            {"day": figures.day, "hour": hour, "placed": placed.get(hour, 0),
             "delivered": delivered.get(hour, 0)}
            for hour in HOURS
        ]  # fmt: skip
        return rows_as(desk, hours, form, f"orders-{figures.day}")

    return router
