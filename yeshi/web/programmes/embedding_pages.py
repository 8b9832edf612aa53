"""Figures and charts of a programme as others show them within pages of their own."""

from __future__ import annotations

from datetime import timedelta
from typing import Literal

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse

from yeshi.base.refused import Refused
from yeshi.flow.programmes import accounting
from yeshi.web.frame.access import ANYBODY, At, Language
from yeshi.web.frame.answering import Page
from yeshi.web.frame.fields import Id
from yeshi.web.programmes.outlook import look_ahead
from yeshi.web.programmes.telling import told_of_programme

# How long others may keep what they show.
KEPT = timedelta(hours=1)

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get("/programmes/{programme}/figures/{figure}/embed", dependencies=ANYBODY)
def told(
    desk: At,
    page: Page,
    language: Language,
    programme: Id,
    figure: Literal["fund", "flow", "places"],
) -> Response:
    """A figure of the programme, as a sentence."""
    view = accounting.programme(desk.engine, programme)
    outlook = look_ahead(desk, programme)
    if isinstance(view, Refused):
        return page.refused(view, "/programmes")
    if isinstance(outlook, Refused):
        return page.refused(outlook, "/programmes")
    now = desk.engine.clock.now()
    year = desk.engine.terms.calendar.date_at(now).year
    found = {one.id: one for one in told_of_programme(view, outlook, year, language)}
    address = f"{desk.site.address}/programmes/{programme}"
    shown = found[figure]
    return page.embedded("frame/told_embedded.html", KEPT, figure=shown, address=address, at=now)


@router.get("/programmes/{programme}/charts/{name}/embed", dependencies=ANYBODY)
def chart(desk: At, page: Page, programme: Id, name: Literal["account", "forecast"]) -> Response:
    """One of its charts, with what it is of."""
    view = accounting.programme(desk.engine, programme)
    if isinstance(view, Refused):
        return page.refused(view, "/programmes")
    return page.embedded(
        "programmes/chart_embedded.html",
        KEPT,
        programme=view.programme,
        name=name,
        address=f"{desk.site.address}/programmes/{programme}",
        at=desk.engine.clock.now(),
    )
