"""Figures of the city as others show them within pages of their own."""

from __future__ import annotations

from datetime import timedelta

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse

from yeshi.base.refused import Refused, Unknown
from yeshi.web.city.pages import sentences_of
from yeshi.web.city.sheet_charts import chart_of, kind_of
from yeshi.web.frame.access import ANYBODY, At, Language
from yeshi.web.frame.answering import Page
from yeshi.web.frame.charts import height_of
from yeshi.web.frame.fields import Id

# How long others may keep a sentence of the day, and a sheet, which is made anew each night.
SENTENCE, SHEET = timedelta(minutes=5), timedelta(hours=1)

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get("/city/figures/{figure}/embed", dependencies=ANYBODY)
def told(desk: At, page: Page, language: Language, figure: Id) -> Response:
    """A figure of the day under way, as a sentence."""
    found = {one.id: one for one in sentences_of(desk, desk.figures.figures(), language)}
    if figure not in found:
        return page.refused(Refused(Unknown("figure", figure)), "/city")
    return page.embedded(
        "frame/told_embedded.html",
        SENTENCE,
        figure=found[figure],
        address=f"{desk.site.address}/city",
        at=desk.engine.clock.now(),
    )


@router.get("/city/sheets/{sheet_name}/embed", dependencies=ANYBODY)
def sheet(desk: At, page: Page, language: Language, sheet_name: Id) -> Response:
    """A sheet's picture, with what it is of."""
    known = desk.sheets.sheet(sheet_name)
    drawn = chart_of(known[0], language) if known else None
    if known is None or drawn is None:
        return page.refused(Refused(Unknown("picture", sheet_name)), "/city")
    return page.embedded(
        "city/sheet_embedded.html",
        SHEET,
        sheet=known[0],
        high=height_of(drawn),
        kind=kind_of(sheet_name),
        address=f"{desk.site.address}/city",
        at=known[1],
    )
