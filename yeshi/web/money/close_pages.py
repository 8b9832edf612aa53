"""The daily close, for the treasurer: what is left of a day, and the days that are closed."""

from __future__ import annotations

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse

from yeshi.base.refused import Refused
from yeshi.flow.payments.close_desk import close_desk, closed_day
from yeshi.flow.payments.closing import close_day
from yeshi.web.frame.access import PAYMASTERS, TREASURERS, At
from yeshi.web.frame.answering import Page
from yeshi.web.frame.fields import Day
from yeshi.web.frame.forms import Fields
from yeshi.web.money.close_told import told_close, told_closed

PAGE = "/money/close"
# Under which the sentence for a thing is sent, before its key.
WHY = "why-"

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get(PAGE, dependencies=PAYMASTERS)
def close(desk: At, page: Page) -> Response:
    """The next day, what of it is not at zero, and what is closed."""
    return page.show("money/close.html", view=told_close(close_desk(desk.engine)), why=WHY)


@router.get(PAGE + "/{day}", dependencies=PAYMASTERS)
def closed(desk: At, page: Page, day: Day) -> Response:
    """A closed day, as it was."""
    seen = closed_day(desk.engine, day)
    if isinstance(seen, Refused):
        return page.refused(seen, PAGE)
    return page.show("money/closed.html", view=told_closed(seen))


@router.post(PAGE + "/{day}", dependencies=TREASURERS)
def close_it(desk: At, page: Page, day: Day, fields: Fields) -> Response:
    """Close the day, with a sentence for each that is not at zero."""
    whys = {name.removeprefix(WHY): said for name, said in fields.items() if name.startswith(WHY)}
    key, seen = f"page:{fields['key']}", fields.get("seen", "")
    answer = close_day(desk.engine, key, day, whys, seen)
    return page.back(answer, PAGE)
