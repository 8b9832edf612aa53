"""What a stall or a courier is owed, when it comes, what came, and whom to pay."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Response
from fastapi.responses import HTMLResponse

from yeshi.flow.payments import coming, payees
from yeshi.flow.payments.whose import page_of
from yeshi.ledger import accounts
from yeshi.payments.payee import (
    BANK_LENGTH_MAX,
    HOLDER_LENGTH_MAX,
    WRITTEN_LENGTH_MAX,
    PayeeSaid,
)
from yeshi.web.frame.access import COURIER_OF, STALLHOLDER_OF
from yeshi.web.frame.answering import Page, PageReply
from yeshi.web.frame.deeds import Deed
from yeshi.web.frame.fields import Id, Key, Line

Holder = Annotated[Line, Form(max_length=HOLDER_LENGTH_MAX)]
Bank = Annotated[Line, Form(max_length=BANK_LENGTH_MAX)]
Written = Annotated[Line, Form(max_length=WRITTEN_LENGTH_MAX)]

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get("/kitchen/{merchant}/money", dependencies=STALLHOLDER_OF)
def of_stall(page: Page, merchant: Id) -> Response:
    """What the stall is owed and when it comes."""
    return _shown(page, accounts.merchant(merchant), f"/kitchen/{merchant}")


@router.post("/kitchen/{merchant}/money/payee", dependencies=STALLHOLDER_OF)
def enter_of_stall(
    page: Page, merchant: Id, key: Key,
    holder: Holder = "", bank: Bank = "", bank_code: Written = "", account_number: Written = "",
) -> Response:  # fmt: skip
    """Say whom to pay what the stall is owed."""
    said = PayeeSaid(holder=holder, bank=bank, bank_code=bank_code, number=account_number)
    return _enter(page, accounts.merchant(merchant), key, said)


@router.post("/kitchen/{merchant}/money/payee/take-out", dependencies=STALLHOLDER_OF)
def take_out_of_stall(page: Page, merchant: Id, key: Key) -> Response:
    """Have the stall be paid out to nobody for now."""
    return _take_out(page, accounts.merchant(merchant), key)


@router.get("/courier/{courier}/money", dependencies=COURIER_OF)
def of_courier(page: Page, courier: Id) -> Response:
    """What the courier is owed and when it comes."""
    return _shown(page, accounts.courier(courier), f"/courier/{courier}")


@router.post("/courier/{courier}/money/payee", dependencies=COURIER_OF)
def enter_of_courier(
    page: Page, courier: Id, key: Key,
    holder: Holder = "", bank: Bank = "", bank_code: Written = "", account_number: Written = "",
) -> Response:  # fmt: skip
    """Say whom to pay what the courier is owed."""
    said = PayeeSaid(holder=holder, bank=bank, bank_code=bank_code, number=account_number)
    return _enter(page, accounts.courier(courier), key, said)


@router.post("/courier/{courier}/money/payee/take-out", dependencies=COURIER_OF)
def take_out_of_courier(page: Page, courier: Id, key: Key) -> Response:
    """Have the courier be paid out to nobody for now."""
    return _take_out(page, accounts.courier(courier), key)


def _shown(page: PageReply, account: str, back: str) -> Response:
    engine = page.desk.engine
    return page.show(
        "money/own.html",
        view=coming.paid_out(engine, account),
        name=coming.name(engine, account),
        back=back,
    )


def _enter(page: PageReply, account: str, key: str, said: PayeeSaid) -> Response:
    answer = payees.enter_payee(page.desk.engine, f"page:{key}", account, said)
    return page.back(answer, page_of(account), Deed.PAYEE)


def _take_out(page: PageReply, account: str, key: str) -> Response:
    answer = payees.take_out_payee(page.desk.engine, f"page:{key}", account)
    return page.back(answer, page_of(account), Deed.PAYEE_GONE)
