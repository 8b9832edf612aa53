"""The control room's live map, and the city's figures."""

from __future__ import annotations

from datetime import date, timedelta

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse

from yeshi.base.clock import business_day
from yeshi.base.refused import Refused
from yeshi.flow import reading
from yeshi.ledger import accounts
from yeshi.web.charts import orders_by_hour
from yeshi.web.desk import Desk
from yeshi.web.language import language_of
from yeshi.web.maps import control_map


def city_router(desk: Desk) -> APIRouter:
    """The control room and the observatory."""
    router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)

    @router.get("/control")
    def control(request: Request) -> Response:
        return desk.render.page(request, "control.html", view=reading.control(desk.engine))

    @router.get("/control/part")
    def control_part(request: Request) -> Response:
        return desk.render.page(request, "control_part.html", view=reading.control(desk.engine))

    @router.get("/control/why/{order}")
    def why(request: Request, order: str) -> Response:
        found = reading.why(desk.engine, order)
        if isinstance(found, Refused):
            return desk.render.refused(request, found, "/control")
        return desk.render.page(request, "why.html", view=found)

    @router.get("/control/map")
    def control_places(request: Request) -> Response:
        view = reading.control(desk.engine)
        return JSONResponse(control_map(view, language_of(request)))

    def _city(request: Request, template: str, day: date | None) -> Response:
        figures = desk.figures.figures(day)
        today = business_day(desk.engine.clock.now())
        statements = [
            (fund, reading.account(desk.engine, accounts.programme(fund.programme.id), 8)[1])
            for fund in figures.funds
        ]
        days = [today - timedelta(days=back) for back in range(7)]
        return desk.render.page(
            request, template, figures=figures, statements=statements, today=today, days=days
        )

    @router.get("/city")
    def city(request: Request, day: date | None = None) -> Response:
        return _city(request, "city.html", day)

    @router.get("/city/part")
    def city_part(request: Request, day: date | None = None) -> Response:
        return _city(request, "city_part.html", day)

    @router.get("/city/chart")
    def chart(request: Request, day: date | None = None) -> Response:
        return JSONResponse(orders_by_hour(desk.figures.figures(day), language_of(request)))

    return router
