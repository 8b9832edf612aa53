"""The books in lines, and a day's journal, for the treasurer."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Response
from fastapi.responses import HTMLResponse

from yeshi.files.journal import journal_rows
from yeshi.flow.payments.books import journal_of, trial_balance
from yeshi.ledger.chart import AccountSort
from yeshi.web.frame.access import PAYMASTERS, At
from yeshi.web.frame.answering import Page
from yeshi.web.frame.fields import Day
from yeshi.web.frame.tables import csv_of
from yeshi.web.money.books_told import lines_told

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)
AskedDay = Annotated[Day | None, Query()]


@router.get("/money/books", dependencies=PAYMASTERS)
def books(desk: At, page: Page) -> Response:
    """What each line of the chart of accounts comes to, and whether the books are even."""
    view = trial_balance(desk.engine)
    return page.show("money/books.html", view=view, sorts=tuple(AccountSort), today=_today(desk))


@router.get("/money/books.csv", dependencies=PAYMASTERS)
def books_csv(desk: At) -> Response:
    """The same as a file."""
    return csv_of(lines_told(trial_balance(desk.engine)), f"books-{_today(desk)}")


@router.get("/money/journal.csv", dependencies=PAYMASTERS)
def journal_csv(desk: At, day: AskedDay = None) -> Response:
    """Each transfer of a business day, of today where none is said."""
    asked = day or _today(desk)
    rows = journal_rows(journal_of(desk.engine, asked), desk.engine.terms.calendar)
    return csv_of(list(rows), f"journal-{asked}")


def _today(desk: At) -> date:
    engine = desk.engine
    return engine.terms.calendar.business_day(engine.clock.now())
