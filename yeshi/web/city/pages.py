"""The city's figures of a business day, as everybody may see them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from yeshi.flow.city.observing import Figures
from yeshi.flow.programmes import accounting
from yeshi.web.city.telling import DayTold
from yeshi.web.frame.access import ANYBODY, At, Language
from yeshi.web.frame.answering import Page, PageReply
from yeshi.web.frame.charts import orders_by_hour
from yeshi.web.frame.desk import Desk
from yeshi.web.frame.fields import Day
from yeshi.web.frame.language import language_of
from yeshi.web.frame.made_up import made_up_until, sentence_of
from yeshi.web.frame.pictures import As, FileForm, PlaceAsked, chart_as, rows_as
from yeshi.web.frame.sparing import PICTURES
from yeshi.web.frame.telling import ToldFigure
from yeshi.web.frame.tide import EVERYTHING

OfDay = Annotated[Day | None, Query()]
DAYS_BACK = 7
LINES = 8

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get("/city", dependencies=ANYBODY)
def city(desk: At, page: Page, day: OfDay = None) -> Response:
    """The city on a business day, today by default."""
    now, calendar = desk.engine.clock.now(), desk.engine.terms.calendar
    today = calendar.business_day(now)
    return page.show(
        "city/city.html",
        part=_figures(page, day or today),
        day=day or today,
        at=now,
        today=today,
        days=[today - timedelta(days=back) for back in range(DAYS_BACK)],
    )


@router.get("/city/part", dependencies=ANYBODY)
def city_part(desk: At, page: Page, day: OfDay = None) -> Response:
    """The part of the city's page that changes."""
    today = desk.engine.terms.calendar.business_day(desk.engine.clock.now())
    return page.unless_known(page.part(_figures(page, day or today)))


def _figures(page: PageReply, day: date) -> Markup:
    """The part of the day in the reader's language, computed once for all who read it in that."""

    def facts() -> dict[str, Any]:
        engine, figures = page.desk.engine, page.desk.figures.figures(day)
        statements = [
            (fund, accounting.statement(engine, fund.programme.id, LINES)) for fund in figures.funds
        ]
        return {
            "figures": figures,
            "statements": statements,
            **_told(page.desk, figures, language_of(page.request)),
            "site": page.desk.site.address,
        }

    return page.shared("city/city_part.html", day, facts, concerns=(EVERYTHING,))


def sentences_of(desk: Desk, figures: Figures, language: str) -> list[ToldFigure]:
    """The figures of a day as sentences, each against the days before."""
    known = [desk.sheets.sheet(name) for name in ("days", "night-calendar")]
    days, hours = (one[0].rows if one else () for one in known)
    return DayTold(figures, (days, hours), desk.engine.terms, language).told()


def _told(desk: Desk, figures: Figures, language: str) -> dict[str, Any]:
    days = desk.sheets.sheet("days")
    return {
        "sentences": sentences_of(desk, figures, language),
        "made_up": sentence_of(made_up_until(days[0]), language) if days else None,
    }


@router.get("/city/chart", dependencies=[*ANYBODY, *PICTURES])
def chart(
    desk: At,
    page: Page,
    language: Language,
    place: PlaceAsked,
    day: OfDay = None,
    form: As = "json",
) -> Response:
    """Orders by hour, drawn."""
    figures = desk.figures.figures(day)
    drawn = orders_by_hour(figures, desk.engine.terms.calendar.hours, language)
    return chart_as(page, drawn, form, f"orders-{figures.day}", place)


@router.get("/city/rows.{form}", dependencies=[*ANYBODY, *PICTURES])
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
