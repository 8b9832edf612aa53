"""A provider's or the bank's statements are read in, and what does not agree is gone through."""

from __future__ import annotations

from hashlib import sha256
from typing import Annotated

from fastapi import APIRouter, Form, Query, Response
from fastapi.responses import HTMLResponse

from yeshi.base.errors import StatementUnread
from yeshi.base.limits import NOTE_LENGTH_MAX
from yeshi.base.refused import Refused
from yeshi.files.statements.reading import read_statement
from yeshi.files.statements.rows import BYTES_MAX
from yeshi.flow.payments import reconciling
from yeshi.flow.payments.reconciliation_desk import reconciliation_desk
from yeshi.web.frame.access import PAYMASTERS, TREASURERS, At, Language
from yeshi.web.frame.answering import Page, PageReply
from yeshi.web.frame.fields import Id, IdOrNone, Key, Line, UploadedFile

PAGE = "/money/reconciliation"
UNREAD = 422

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)
Account = Annotated[Id, Form()]


@router.get(PAGE, dependencies=PAYMASTERS)
def reconciliation(page: Page, account: Annotated[IdOrNone, Query()] = "") -> Response:
    """What is open at an account, with its age and the likely reason."""
    return _shown(page, account)


@router.post(f"{PAGE}/file", dependencies=TREASURERS)
def bring(
    desk: At, page: Page, language: Language, key: Key, account: Account, file: UploadedFile
) -> Response:
    """Read a file in; one that cannot be read whole is refused with its line."""
    # One byte more than is read: enough to know that it is too large.
    data, terms = file.file.read(BYTES_MAX + 1), desk.engine.terms
    try:
        read = read_statement(data, terms.calendar, terms.currency)
    except StatementUnread as fault:
        return _shown(page, account, UNREAD, fault.in_language(language))
    digest = sha256(data).hexdigest()
    answer = reconciling.read_in(desk.engine, f"page:{key}", account, digest, read)
    return page.back(answer, _at(account), None)


@router.get(f"{PAGE}/file", dependencies=PAYMASTERS)
def bring_again(page: Page) -> Response:
    """Where a file is brought: this is its form's address alone."""
    return _shown(page, "")


@router.post(f"{PAGE}/again", dependencies=TREASURERS)
def again(desk: At, page: Page, key: Key, account: Account) -> Response:
    """Look at what is open with what the books say by now."""
    answer = reconciling.look_again(desk.engine, f"page:{key}", account)
    return page.back(answer, _at(account))


@router.post(PAGE + "/{discrepancy}/explain", dependencies=TREASURERS)
def explain(
    desk: At,
    page: Page,
    discrepancy: Id,
    key: Key,
    account: Account,
    why: Annotated[Line, Form(max_length=NOTE_LENGTH_MAX)] = "",
) -> Response:
    """Say how one comes."""
    answer = reconciling.explain(desk.engine, f"page:{key}", discrepancy, why.strip())
    return page.back(answer, _at(account))


def _at(account: str) -> str:
    return f"{PAGE}?account={account}"


def _shown(page: PageReply, account: str, status: int = 200, fault: str = "") -> Response:
    view = reconciliation_desk(page.desk.engine, account)
    if isinstance(view, Refused):
        return page.refused(view, PAGE)
    megabytes = BYTES_MAX // 1024**2
    return page.show(
        "money/reconciliation.html", status, view=view, fault=fault, megabytes=megabytes
    )
