"""Statements of stalls and couriers as pages, files and paper: for whose they are, and who pays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response
from fastapi.responses import HTMLResponse

from yeshi.base.refused import Refused, Unknown
from yeshi.flow.payments.statements import StatementSeen, statement_of, statement_owners
from yeshi.ledger import accounts
from yeshi.web.frame.access import COURIER_OF, PAYMASTERS, STALLHOLDER_OF, At, Language
from yeshi.web.frame.answering import Page, PageReply, kept_as
from yeshi.web.frame.fields import Id, IdOrNone
from yeshi.web.frame.sparing import COSTLY
from yeshi.web.frame.tables import csv_of
from yeshi.web.money.periods import Since, Until, days_asked, periods_of, today_of
from yeshi.web.money.statement_told import report_of, rows_of, sheet_of

StatementForm = Literal["csv", "pdf"]
OWNERS_SHOWN = 100

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@dataclass(frozen=True, slots=True)
class _Asked:
    """Whose statement is asked for, at which address, and where one came from."""

    account: str
    here: str
    back: str


def _stall(merchant: str) -> _Asked:
    room = f"/kitchen/{merchant}"
    return _Asked(accounts.merchant(merchant), f"{room}/statement", f"{room}/money")


def _courier(courier: str) -> _Asked:
    room = f"/courier/{courier}"
    return _Asked(accounts.courier(courier), f"{room}/statement", f"{room}/money")


def _as_paymaster(account: str) -> _Asked:
    kind, _, owner = account.partition(":")
    rooms = {"merchant": "stalls", "courier": "couriers"}
    here = f"/money/statements/{rooms[kind]}/{owner}"
    return _Asked(account, here, "/money/statements")


@router.get("/kitchen/{merchant}/statement", dependencies=STALLHOLDER_OF)
def of_stall(
    page: Page, language: Language, merchant: Id, since: Since = "", until: Until = ""
) -> Response:
    """Each order and move of the stall's account on a day, or from one day to another."""
    return _shown(page, language, _stall(merchant), (since, until))


@router.get("/kitchen/{merchant}/statement/{form}", dependencies=[*STALLHOLDER_OF, *COSTLY])
def of_stall_filed(
    page: Page, language: Language, merchant: Id, form: StatementForm,
    since: Since = "", until: Until = "",
) -> Response:  # fmt: skip
    """The same as a file for spreadsheets, or to print."""
    return _filed(page, language, _stall(merchant), form, (since, until))


@router.get("/courier/{courier}/statement", dependencies=COURIER_OF)
def of_courier(
    page: Page, language: Language, courier: Id, since: Since = "", until: Until = ""
) -> Response:
    """Each trip and move of the courier's account on a day, or from one day to another."""
    return _shown(page, language, _courier(courier), (since, until))


@router.get("/courier/{courier}/statement/{form}", dependencies=[*COURIER_OF, *COSTLY])
def of_courier_filed(
    page: Page, language: Language, courier: Id, form: StatementForm,
    since: Since = "", until: Until = "",
) -> Response:  # fmt: skip
    """The same as a file for spreadsheets, or to print."""
    return _filed(page, language, _courier(courier), form, (since, until))


@router.get("/money/statements", dependencies=PAYMASTERS)
def owners(desk: At, page: Page, after: Annotated[IdOrNone, Query()] = "") -> Response:
    """Whoever has an account, with what is theirs by now, and the way to each statement."""
    found, mark = statement_owners(desk.engine, after, OWNERS_SHOWN)
    shown = [(one, _as_paymaster(one.account).here) for one in found]
    return page.show("money/statement_owners.html", owners=shown, mark=mark)


@router.get("/money/statements/stalls/{merchant}", dependencies=PAYMASTERS)
def of_any_stall(
    page: Page, language: Language, merchant: Id, since: Since = "", until: Until = ""
) -> Response:
    """A stall's statement, for who pays it."""
    asked = _as_paymaster(accounts.merchant(merchant))
    return _shown(page, language, asked, (since, until))


@router.get("/money/statements/stalls/{merchant}/{form}", dependencies=[*PAYMASTERS, *COSTLY])
def of_any_stall_filed(
    page: Page, language: Language, merchant: Id, form: StatementForm,
    since: Since = "", until: Until = "",
) -> Response:  # fmt: skip
    """The same as a file for spreadsheets, or to print."""
    asked = _as_paymaster(accounts.merchant(merchant))
    return _filed(page, language, asked, form, (since, until))


@router.get("/money/statements/couriers/{courier}", dependencies=PAYMASTERS)
def of_any_courier(
    page: Page, language: Language, courier: Id, since: Since = "", until: Until = ""
) -> Response:
    """A courier's statement, for who pays them."""
    asked = _as_paymaster(accounts.courier(courier))
    return _shown(page, language, asked, (since, until))


@router.get("/money/statements/couriers/{courier}/{form}", dependencies=[*PAYMASTERS, *COSTLY])
def of_any_courier_filed(
    page: Page, language: Language, courier: Id, form: StatementForm,
    since: Since = "", until: Until = "",
) -> Response:  # fmt: skip
    """The same as a file for spreadsheets, or to print."""
    asked = _as_paymaster(accounts.courier(courier))
    return _filed(page, language, asked, form, (since, until))


def _shown(page: PageReply, language: str, asked: _Asked, written: tuple[str, str]) -> Response:
    found = _found(page, language, asked, written)
    if isinstance(found, StatementSeen):
        return _page(page, language, asked, found)
    if isinstance(found.reason, Unknown):
        return page.refused(found, asked.back)
    # With the days that were asked for still in their fields, over today's.
    today = _found(page, language, asked, ("", ""))
    if isinstance(today, Refused):
        return page.refused(today, asked.back)
    said = dict(zip(("from", "to"), written, strict=True))
    return page.again(_page(page, language, asked, today), found, said)


def _page(page: PageReply, language: str, asked: _Asked, seen: StatementSeen) -> HTMLResponse:
    statement, today = seen.statement, today_of(page.desk.engine)
    return page.show(
        "money/statement.html",
        sheet=sheet_of(seen, page.desk.engine.terms.calendar, language),
        statement=statement,
        here=asked.here,
        back=asked.back,
        name=seen.name,
        today=today,
        query=f"from={statement.since}&to={statement.until}",
        periods=periods_of(today),
    )


def _filed(
    page: PageReply, language: str, asked: _Asked, form: StatementForm, written: tuple[str, str]
) -> Response:
    found = _found(page, language, asked, written)
    if isinstance(found, Refused):
        return page.refused(found, asked.here)
    desk, statement = page.desk, found.statement
    calendar = desk.engine.terms.calendar
    owner = statement.account.replace(":", "-")
    name = f"statement-{owner}-{statement.since}-{statement.until}"
    if form == "csv":
        return csv_of(rows_of(found, calendar), name)
    report = report_of(sheet_of(found, calendar, language), language)
    made = desk.print_report(report, desk.engine.clock.now())
    if isinstance(made, Refused):
        return page.refused(made, asked.here)
    return kept_as(made, "application/pdf", f"{name}.pdf", inline=True)


def _found(
    page: PageReply, language: str, asked: _Asked, written: tuple[str, str]
) -> StatementSeen | Refused:
    """The statement of the days that were written; of today where none was, of one where one."""
    engine = page.desk.engine
    days = days_asked(language, written, today_of(engine))
    return days if isinstance(days, Refused) else statement_of(engine, asked.account, *days)
