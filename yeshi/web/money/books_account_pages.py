"""The accounts of a line of the books, and an account with its transfers, for the treasurer."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Response
from fastapi.responses import HTMLResponse

from yeshi.base.refused import Refused, Unknown
from yeshi.flow.payments.account_seen import (
    AccountSeen,
    account_seen,
    account_whole,
    accounts_of_line,
)
from yeshi.web.frame.access import PAYMASTERS, At, Language
from yeshi.web.frame.answering import Page, PageReply, redirect
from yeshi.web.frame.fields import IdOrNone, Number62, Start
from yeshi.web.frame.pictures import FileForm, rows_as
from yeshi.web.frame.sparing import COSTLY
from yeshi.web.money.books_account_told import MOVE_WORDS, moves_told, moves_typed
from yeshi.web.money.periods import Since, Until, days_asked, periods_of, today_of

BOOKS = "/money/books"
PAGE = f"{BOOKS}/account"

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)
# An id may have any sign in it, so that it is asked for and is no part of the path.
Account = Annotated[IdOrNone, Query()]


@router.get(f"{BOOKS}/accounts", dependencies=PAYMASTERS)
def of_line(
    desk: At, page: Page, chart_line: Annotated[IdOrNone, Query()] = "", start: Start = 0
) -> Response:
    """The accounts of a line of the chart with what each comes to, the largest first."""
    if not chart_line:
        return redirect(BOOKS)
    found = accounts_of_line(desk.engine, chart_line, start)
    if isinstance(found, Refused):
        return page.refused(found, BOOKS)
    return page.show("money/books_accounts.html", view=found)


@router.get(PAGE, dependencies=PAYMASTERS)
def of_account(
    page: Page, language: Language, account: Account = "", since: Since = "", until: Until = "",
    after: Annotated[Number62, Query()] = 0,
) -> Response:  # fmt: skip
    """What an account held before and after some days, and each transfer in between."""
    if not account:
        return redirect(BOOKS)
    found = _found(page, language, account, (since, until), after)
    if isinstance(found, AccountSeen):
        return _page(page, found)
    if isinstance(found.reason, Unknown):
        return page.refused(found, BOOKS)
    # With the days that were asked for still in their fields, over today's.
    today = _found(page, language, account, ("", ""), 0)
    if isinstance(today, Refused):
        return page.refused(today, BOOKS)
    return page.again(_page(page, today), found, {"from": since, "to": until})


@router.get(PAGE + "/{form}", dependencies=[*PAYMASTERS, *COSTLY])
def of_account_filed(
    page: Page, language: Language, form: FileForm, account: Account = "",
    since: Since = "", until: Until = "",
) -> Response:  # fmt: skip
    """Every transfer of those days as a file."""
    if not account:
        return redirect(BOOKS)
    engine = page.desk.engine
    days = days_asked(language, (since, until), today_of(engine))
    found = days if isinstance(days, Refused) else account_whole(engine, account, *days)
    if isinstance(found, Refused):
        return page.refused(found, BOOKS)
    rows = (moves_told if form == "csv" else moves_typed)(found, engine.terms.calendar)
    # Of its id only what any system takes in a file's name.
    kept = "".join(one if one.isascii() and one.isalnum() else "-" for one in account)
    return rows_as(page.desk, rows, form, f"account-{kept}-{found.since}-{found.until}")


def _found(
    page: PageReply, language: str, account: str, written: tuple[str, str], after: int
) -> AccountSeen | Refused:
    engine = page.desk.engine
    days = days_asked(language, written, today_of(engine))
    return days if isinstance(days, Refused) else account_seen(engine, account, *days, after)


def _page(page: PageReply, seen: AccountSeen) -> HTMLResponse:
    today = today_of(page.desk.engine)
    return page.show(
        "money/books_account.html",
        view=seen,
        here=PAGE,
        asked=urlencode({"account": seen.account.id}),
        today=today,
        query=f"from={seen.since}&to={seen.until}",
        periods=periods_of(today),
        words=MOVE_WORDS,
    )
