"""The donors on the foundation's desk: who gives, what came, what is promised."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Response
from fastapi.responses import HTMLResponse

from yeshi.base.refused import Refused
from yeshi.flow.programmes import donating
from yeshi.web.frame.access import FOUNDATIONS, At
from yeshi.web.frame.amounts import amount_of
from yeshi.web.frame.answering import Page
from yeshi.web.frame.fields import FormDay, Id, IdOrNone, Key, Line

Amount = Annotated[Line, Form(max_length=30)]

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.post("/programmes/{programme}/desk/donors", dependencies=FOUNDATIONS)
def donor(
    desk: At,
    page: Page,
    programme: Id,
    key: Key,
    name: Annotated[Line, Form(max_length=400)] = "",
    named: Annotated[bool, Form()] = False,
) -> Response:
    """Enter a donor."""
    answer = donating.enter_donor(desk.engine, f"page:{key}", programme, name, named)
    return page.back(answer, f"/programmes/{programme}/desk#donors")


@router.post("/programmes/{programme}/desk/donors/{donor}/gift", dependencies=FOUNDATIONS)
def gift(
    desk: At,
    page: Page,
    programme: Id,
    donor: Id,
    key: Key,
    amount: Amount = "",
    pledge: Annotated[IdOrNone, Form()] = "",
) -> Response:
    """Book a gift into the fund, on a pledge or without one."""
    to = f"/programmes/{programme}/desk#donors"
    given = amount_of(amount, desk.engine.terms.currency)
    if isinstance(given, Refused):
        return page.refused(given, to)
    named = f"page:{key}"
    return page.back(donating.receive(desk.engine, named, donor, given, pledge or None), to)


@router.post("/programmes/{programme}/desk/donors/{donor}/pledge", dependencies=FOUNDATIONS)
def pledge(
    desk: At,
    page: Page,
    programme: Id,
    donor: Id,
    due_on: FormDay,
    key: Key,
    amount: Amount = "",
) -> Response:
    """Enter a donor's promise."""
    to = f"/programmes/{programme}/desk#donors"
    given = amount_of(amount, desk.engine.terms.currency)
    if isinstance(given, Refused):
        return page.refused(given, to)
    return page.back(
        donating.pledge(desk.engine, f"page:{key}", donor, given, due_on),
        to,
    )
