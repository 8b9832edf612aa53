"""The city's report for a period, as a page and a PDF: what was printed, or that it is to come."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Form, Path, Query, Response
from fastapi.responses import HTMLResponse

from yeshi.base import report as reports
from yeshi.base.refused import Invalid, Refused, Unknown
from yeshi.base.report import Picture
from yeshi.base.sentences import say
from yeshi.flow.city import printing
from yeshi.flow.city.printing import CITY_REPORT, Wanted
from yeshi.web.frame.access import ANYBODY, At, Language
from yeshi.web.frame.answering import Page, PageReply, kept_as, redirect
from yeshi.web.frame.desk import Desk
from yeshi.web.frame.fields import Day, DayOrNone
from yeshi.web.frame.press import Pressed
from yeshi.web.frame.sparing import COSTLY

Since = Annotated[DayOrNone, Query(alias="from")]
Number = Annotated[int, Path(ge=0, le=999)]
Until = Annotated[DayOrNone, Query(alias="to")]

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get("/city/report", dependencies=ANYBODY)
def report(
    desk: At, page: Page, language: Language, since: Since = None, until: Until = None
) -> Response:
    """The report of a period, by default of the last four weeks that are over."""
    return _shown(desk, page, language, _wanted(desk, since, until), "city/city_report.html")


@router.get("/city/report/part", dependencies=ANYBODY)
def report_part(
    desk: At, page: Page, language: Language, since: Since = None, until: Until = None
) -> Response:
    """The part of the page that changes when the report is there."""
    return _shown(desk, page, language, _wanted(desk, since, until), "city/report_part.html")


@router.post("/city/report", dependencies=[*ANYBODY, *COSTLY])
def ask(
    desk: At,
    page: Page,
    language: Language,
    since: Annotated[Day, Form(alias="from")],
    until: Annotated[Day, Form(alias="to")],
) -> Response:
    """Have it printed; whoever asks for the same within the hour gets the same."""
    wanted = Wanted(CITY_REPORT, since, until)
    answer = _backwards(wanted, language) or printing.ask(desk.engine, wanted)
    return page.back(answer, f"/city/report?from={since}&to={until}", None)


@router.get("/city/report.pdf", dependencies=ANYBODY)
def printed(
    desk: At, page: Page, language: Language, since: Since = None, until: Until = None
) -> Response:
    """The same to print; before it is there, the page that says so."""
    wanted = _wanted(desk, since, until)
    refused = _backwards(wanted, language)
    if refused is not None:
        return page.refused(refused, "/city/report")
    made = printing.look(desk.engine, wanted, language).print
    if made is None or not made.pdf:
        return redirect(f"/city/report?from={wanted.since}&to={wanted.until}")
    name = f"city-{wanted.since}-{wanted.until}.pdf"
    return kept_as(made.pdf, "application/pdf", name, inline=True)


@router.get("/city/report/pictures/{number}", dependencies=ANYBODY)
def picture(
    desk: At,
    page: Page,
    language: Language,
    number: Number,
    since: Since = None,
    until: Until = None,
) -> Response:
    """A picture of the report, by its place among the parts."""
    made = printing.look(desk.engine, _wanted(desk, since, until), language).print
    parts = reports.read(made.told).parts if made else []
    found = parts[number] if number < len(parts) else None
    if not isinstance(found, Picture):
        return page.refused(Refused(Unknown("picture", str(number))), "/city/report")
    return kept_as(found.png, "image/png", f"city-{number}.png", inline=True)


def _wanted(desk: Desk, since: date | None, until: date | None) -> Wanted:
    last = until or printing.standard(desk.engine).until
    return Wanted(CITY_REPORT, since or printing.four_weeks_to(last), last)


def _backwards(wanted: Wanted, language: str) -> Refused | None:
    if wanted.since <= wanted.until:
        return None
    return Refused(Invalid("from", say(language, "figure.after_end")))


def _shown(desk: Desk, page: PageReply, language: str, wanted: Wanted, template: str) -> Response:
    refused = _backwards(wanted, language)
    if refused is not None:
        return page.refused(refused, "/city/report")
    view = printing.look(desk.engine, wanted, language)
    found = reports.read(view.print.told) if view.print else None
    period = f"?from={wanted.since}&to={wanted.until}"
    press = Pressed(
        view=view,
        since=wanted.since,
        until=wanted.until,
        here=f"/city/report{period}",
        part=f"/city/report/part{period}",
        pdf=f"/city/report.pdf{period}",
        ask="/city/report",
        sent={"from": str(wanted.since), "to": str(wanted.until)},
    )
    return page.show(
        template,
        report=found,
        press=press,
        picture_at=lambda number: f"/city/report/pictures/{number}{period}",
    )
