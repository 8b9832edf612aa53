"""The city's report for a period, as a page and a PDF."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated

from fastapi import APIRouter, Query, Response
from fastapi.responses import HTMLResponse

from yeshi.base.errors import InputError
from yeshi.base.refused import Invalid, Refused
from yeshi.base.report import Report
from yeshi.base.sentences import say
from yeshi.web.city.report import report_of
from yeshi.web.frame.access import At, Language
from yeshi.web.frame.answering import Page, kept_as
from yeshi.web.frame.desk import Desk, PartMissing
from yeshi.web.frame.fields import DayOrNone

Since = Annotated[DayOrNone, Query(alias="from")]
Until = Annotated[DayOrNone, Query(alias="to")]
FOUR_WEEKS = timedelta(days=27)

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get("/city/report")
def report(
    desk: At, page: Page, language: Language, since: Since = None, until: Until = None
) -> Response:
    """The report of a period, of the last four weeks by default."""
    first, last = _period(desk, since, until)
    found = _report(desk, first, last, language)
    if isinstance(found, Refused):
        return page.refused(found, "/city")
    return page.show("city/city_report.html", report=found, since=first, until=last)


@router.get("/city/report.pdf")
def printed(
    desk: At, page: Page, language: Language, since: Since = None, until: Until = None
) -> Response:
    """The same to print."""
    first, last = _period(desk, since, until)
    found = _report(desk, first, last, language)
    if isinstance(found, Refused):
        return page.refused(found, "/city/report")
    data = desk.printer(found, desk.engine.clock.now())
    if isinstance(data, Refused):
        return page.refused(data, "/city/report")
    return kept_as(data, "application/pdf", f"city-{first}-{last}.pdf", inline=True)


def _period(desk: Desk, since: date | None, until: date | None) -> tuple[date, date]:
    last = until or desk.engine.terms.calendar.business_day(desk.engine.clock.now())
    return since or last - FOUR_WEEKS, last


def _report(desk: Desk, since: date, until: date, language: str) -> Report | Refused:
    if since > until:
        return Refused(Invalid("from", say(language, "figure.after_end")))
    try:
        return report_of(desk, since, until, language)
    except InputError:
        return Refused(PartMissing("city"))
