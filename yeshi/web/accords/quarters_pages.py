"""The account of a quarter of an accord: as a page at once, and printed when it is asked for."""

from __future__ import annotations

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse

from yeshi.accords.quarter import Quarter, QuarterAccount, read_quarter
from yeshi.base.refused import Refused
from yeshi.flow.accords import agreements
from yeshi.flow.accords.agreements import AccordView
from yeshi.flow.city import printing
from yeshi.flow.city.printing import Wanted
from yeshi.web.accords.report import report_of
from yeshi.web.frame.access import ANYBODY, At, Language
from yeshi.web.frame.answering import Page, kept_as, redirect
from yeshi.web.frame.desk import Desk
from yeshi.web.frame.fields import Id
from yeshi.web.frame.press import Pressed
from yeshi.web.frame.sparing import COSTLY

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get("/accords/{accord}/quarters/{quarter}.pdf", dependencies=ANYBODY)
def printed(desk: At, page: Page, language: Language, accord: Id, quarter: Id) -> Response:
    """The account of a quarter to print; before it is there, the page that says so."""
    found = _account(desk, accord, quarter)
    if isinstance(found, Refused):
        return page.refused(found, f"/accords/{accord}")
    view, account = found
    press = _pressed(desk, view, account.quarter, language)
    made = press.view.print
    if made is None or not made.pdf:
        return redirect(press.here)
    name = f"{view.accord.id}-{account.quarter.text}.pdf"
    return kept_as(made.pdf, "application/pdf", name, inline=True)


@router.get("/accords/{accord}/quarters/{quarter}", dependencies=ANYBODY)
def of_quarter(desk: At, page: Page, language: Language, accord: Id, quarter: Id) -> Response:
    """The account of a quarter such as 2026-4, as it is now."""
    found = _account(desk, accord, quarter)
    if isinstance(found, Refused):
        return page.refused(found, f"/accords/{accord}")
    view, account = found
    return page.show(
        "accords/quarter.html",
        report=report_of(view.accord, account, language),
        press=_pressed(desk, view, account.quarter, language),
        back=f"/accords/{accord}",
        name=view.accord.name.in_language(language),
    )


@router.get("/accords/{accord}/quarters/{quarter}/press", dependencies=ANYBODY)
def press_part(desk: At, page: Page, language: Language, accord: Id, quarter: Id) -> Response:
    """The part of that page that changes when the print is there."""
    found = _account(desk, accord, quarter)
    if isinstance(found, Refused):
        return page.refused(found, f"/accords/{accord}")
    view, account = found
    return page.show("frame/press.html", press=_pressed(desk, view, account.quarter, language))


@router.post("/accords/{accord}/quarters/{quarter}", dependencies=[*ANYBODY, *COSTLY])
def ask(desk: At, page: Page, accord: Id, quarter: Id) -> Response:
    """Have the account printed; whoever may read the same gets the same within the hour."""
    found = _account(desk, accord, quarter)
    if isinstance(found, Refused):
        return page.refused(found, f"/accords/{accord}")
    view, account = found
    answer = printing.ask(desk.engine, _wanted(view, account.quarter))
    return page.back(answer, f"/accords/{accord}/quarters/{account.quarter.text}", None)


def _account(desk: Desk, accord: str, text: str) -> tuple[AccordView, QuarterAccount] | Refused:
    quarter = read_quarter(text)
    if isinstance(quarter, Refused):
        return quarter
    facts = desk.figures.facts()
    return agreements.quarter_account(desk.engine, accord, quarter, facts)


def _wanted(view: AccordView, quarter: Quarter) -> Wanted:
    return Wanted(view.printed_as, quarter.begins_on, quarter.ends_on)


def _pressed(desk: Desk, view: AccordView, quarter: Quarter, language: str) -> Pressed:
    here = f"/accords/{view.accord.id}/quarters/{quarter.text}"
    return Pressed(
        view=printing.look(desk.engine, _wanted(view, quarter), language),
        since=quarter.begins_on,
        until=quarter.ends_on,
        here=here,
        part=f"{here}/press",
        pdf=f"{here}.pdf",
        ask=here,
        is_shown=True,
    )
