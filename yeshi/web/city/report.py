"""The city's report for a period, as a page and a PDF."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import HTMLResponse
from pydantic import BeforeValidator

from yeshi.base.errors import InputError
from yeshi.base.refused import Invalid, Refused
from yeshi.base.report import Report
from yeshi.base.sentences import say
from yeshi.web.city.printed import report_of
from yeshi.web.frame.desk import Desk, PartMissing
from yeshi.web.frame.language import language_of

Day = Annotated[date | None, BeforeValidator(lambda text: text or None)]
Since = Annotated[Day, Query(alias="from")]
Until = Annotated[Day, Query(alias="to")]


def report_router(desk: Desk) -> APIRouter:
    """/city/report."""
    router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)

    def _period(since: date | None, until: date | None) -> tuple[date, date]:
        last = until or desk.engine.terms.calendar.business_day(desk.engine.clock.now())
        return since or last - timedelta(days=27), last

    def _report(request: Request, since: date, until: date) -> Report | Refused:
        language = language_of(request)
        if since > until:
            return Refused(Invalid("from", say(language, "figure.after_end")))
        try:
            return report_of(desk, since, until, language)
        except InputError:
            return Refused(PartMissing("city"))

    @router.get("/city/report")
    def page(request: Request, since: Since = None, until: Until = None) -> Response:
        first, last = _period(since, until)
        report = _report(request, first, last)
        if isinstance(report, Refused):
            return desk.render.refused(request, report, "/city")
        return desk.render.page(
            request, "city/city_report.html", report=report, since=first, until=last
        )

    @router.get("/city/report.pdf")
    def printed(request: Request, since: Since = None, until: Until = None) -> Response:
        first, last = _period(since, until)
        report = _report(request, first, last)
        if isinstance(report, Refused):
            return desk.render.refused(request, report, "/city/report")
        data = desk.printer(report, desk.engine.clock.now())
        if isinstance(data, Refused):
            return desk.render.refused(request, data, "/city/report")
        headers = {"Content-Disposition": f'inline; filename="city-{first}-{last}.pdf"'}
        return Response(data, media_type="application/pdf", headers=headers)

    return router
