"""The books in lines, and a day's journal, for the treasurer."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response
from fastapi.responses import HTMLResponse

from yeshi.files.journal import journal_rows
from yeshi.flow.payments.books import journal_of, trial_balance
from yeshi.ledger.chart import AccountSort
from yeshi.web.frame.access import PAYMASTERS, At
from yeshi.web.frame.answering import Page
from yeshi.web.frame.fields import Day
from yeshi.web.frame.pictures import FileForm, rows_as
from yeshi.web.frame.sparing import PICTURES
from yeshi.web.money.books_told import journal_typed, lines_told, lines_typed
from yeshi.web.money.periods import today_of

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)
AskedDay = Annotated[Day | None, Query()]


@router.get("/money/books", dependencies=PAYMASTERS)
def books(desk: At, page: Page) -> Response:
    """What each line of the chart of accounts comes to, and whether the books are even."""
    view = trial_balance(desk.engine)
    return page.show(
        "money/books.html", view=view, sorts=tuple(AccountSort), today=today_of(desk.engine)
    )


@router.get("/money/books.{form}", dependencies=[*PAYMASTERS, *PICTURES])
def books_filed(desk: At, form: FileForm) -> Response:
    """The same as a file."""
    view = trial_balance(desk.engine)
    rows = lines_told(view) if form == "csv" else lines_typed(view)
    return rows_as(desk, rows, form, f"books-{today_of(desk.engine)}")


@router.get("/money/journal.{form}", dependencies=[*PAYMASTERS, *PICTURES])
def journal_filed(desk: At, form: FileForm, day: AskedDay = None) -> Response:
    """Each transfer of a business day, of today where none is said."""
    asked, calendar = day or today_of(desk.engine), desk.engine.terms.calendar
    transfers = journal_of(desk.engine, asked)
    rows = journal_rows if form == "csv" else journal_typed
    return rows_as(desk, list(rows(transfers, calendar)), form, f"journal-{asked}")
