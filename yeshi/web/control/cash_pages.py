"""The cash desk: who carries what, what is handed in or kept as pay, and who may pay so again."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Form, Response
from fastapi.responses import HTMLResponse

from yeshi.base.limits import NOTE_LENGTH_MAX
from yeshi.base.refused import Refused
from yeshi.flow.orders import cash, complaints_seen, redressing, tills
from yeshi.flow.orders.cash_by_hand import Entering
from yeshi.web.frame.access import CASHIERS_OF_CITY, At
from yeshi.web.frame.amounts import amount_of
from yeshi.web.frame.answering import Page, PageReply
from yeshi.web.frame.deeds import Deed
from yeshi.web.frame.fields import FormLine, Id, Key, Line

PAGE = "/control/cash"
Reason = Annotated[Line, Form(max_length=NOTE_LENGTH_MAX)]

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get(PAGE, dependencies=CASHIERS_OF_CITY)
def desk_of_cash(desk: At, page: Page) -> Response:
    """What couriers carry, and who is barred from paying in cash."""
    at_office = complaints_seen.at_office(desk.engine)
    if isinstance(at_office, Refused):
        return page.refused(at_office, "/control")
    return page.show("control/cash.html", view=cash.cash_desk(desk.engine), at_office=at_office)


@router.post("/control/cash/couriers/{courier}", dependencies=CASHIERS_OF_CITY)
def take(
    page: Page,
    courier: Id,
    step: Annotated[Literal["hand_in", "set_off"], Form()],
    amount: FormLine,
    key: Key,
    why: Reason = "",
) -> Response:
    """Enter what the courier handed in, or keeps as pay."""
    enter = cash.hand_in if step == "hand_in" else cash.set_off
    return _entered(page, enter, courier, amount, key, why)


@router.post("/control/cash/stalls/{merchant}", dependencies=CASHIERS_OF_CITY)
def take_of_stall(
    page: Page,
    merchant: Id,
    step: Annotated[Literal["hand_in", "set_off"], Form()],
    amount: FormLine,
    key: Key,
    why: Reason = "",
) -> Response:
    """Enter what the stall handed in of its till, or keeps as what it is owed."""
    enter = tills.hand_in if step == "hand_in" else tills.set_off
    return _entered(page, enter, merchant, amount, key, why)


@router.post("/control/cash/customers/{customer}/allow", dependencies=CASHIERS_OF_CITY)
def allow(desk: At, page: Page, customer: Id, key: Key, why: Reason = "") -> Response:
    """Let the customer pay in cash again."""
    return page.back(cash.allow_cash(desk.engine, f"page:{key}", customer, why), PAGE, Deed.DONE)


@router.post("/control/cash/complaints/{complaint}", dependencies=CASHIERS_OF_CITY)
def hand_out(desk: At, page: Page, complaint: Id, key: Key, why: Reason = "") -> Response:
    """Enter that a customer was handed the cash that waited for them."""
    answer = redressing.hand_out(desk.engine, f"page:{key}", complaint, why.strip())
    return page.back(answer, PAGE, Deed.DONE)


def _entered(
    page: PageReply, enter: Entering, whose: str, amount: str, key: str, why: str
) -> Response:
    """The desk once the amount is entered as it was typed, or why it is not."""
    engine = page.desk.engine
    money = amount_of(amount, engine.terms.currency)
    if isinstance(money, Refused):
        return page.refused(money, PAGE)
    return page.back(enter(engine, f"page:{key}", whose, money, why), PAGE)
