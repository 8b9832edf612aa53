"""The city's figures of a business day, as everybody may see them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated

from fastapi import APIRouter, Query, Response
from fastapi.responses import HTMLResponse

from yeshi.flow.programmes import accounting
from yeshi.web.frame.access import At, Language
from yeshi.web.frame.answering import Page, PageReply
from yeshi.web.frame.charts import orders_by_hour
from yeshi.web.frame.fields import Day
from yeshi.web.frame.pictures import As, FileForm, chart_as, rows_as

OfDay = Annotated[Day | None, Query()]
DAYS_BACK = 7
LINES = 8

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get("/city")
def city(page: Page, day: OfDay = None) -> Response:
    """The city on a business day, today by default."""
    return _city(page, "city/city.html", day)


@router.get("/city/part")
def city_part(page: Page, day: OfDay = None) -> Response:
    """The part of the city's page that changes."""
    return _city(page, "city/city_part.html", day)


def _city(page: PageReply, template: str, day: date | None) -> Response:
    engine, figures = page.desk.engine, page.desk.figures.figures(day)
    today = engine.terms.calendar.business_day(engine.clock.now())
    statements = [
        (fund, accounting.statement(engine, fund.programme.id, LINES)) for fund in figures.funds
    ]
    days = [today - timedelta(days=back) for back in range(DAYS_BACK)]
    return page.show(template, figures=figures, statements=statements, today=today, days=days)


@router.get("/city/chart")
def chart(
    desk: At, page: Page, language: Language, day: OfDay = None, form: As = "json"
) -> Response:
    """Orders by hour, drawn."""
    figures = desk.figures.figures(day)
    drawn = orders_by_hour(figures, desk.engine.terms.calendar.hours, language)
    return chart_as(page, drawn, form, f"orders-{figures.day}")


@router.get("/city/rows.{form}")
def rows(desk: At, form: FileForm, day: OfDay = None) -> Response:
    """Orders by hour, as rows."""
    figures = desk.figures.figures(day)
    placed, delivered = dict(figures.orders_by_hour), dict(figures.delivered_by_hour)
    hours = [
        {
            "day": figures.day,
            "hour": hour,
            "placed": placed.get(hour, 0),
            "delivered": delivered.get(hour, 0),
        }
        for hour in desk.engine.terms.calendar.hours
    ]
    return rows_as(desk, hours, form, f"orders-{figures.day}")
