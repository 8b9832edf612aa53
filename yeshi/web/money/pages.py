"""What is owed and what is paid out, for the treasurer and whoever is the second of two."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Form, Response
from fastapi.responses import HTMLResponse

from yeshi.base.limits import NOTE_LENGTH_MAX
from yeshi.base.refused import Refused
from yeshi.files.bank_layout import SepaLayout
from yeshi.flow.payments import banking, paying_out
from yeshi.flow.payments.desk import money_desk, run_seen
from yeshi.payments.payout import PayoutStep
from yeshi.web.frame.access import PAYMASTERS, TREASURERS, At, Language
from yeshi.web.frame.answering import Page
from yeshi.web.frame.fields import Id, Key, Line
from yeshi.web.money.bank_file import beyond_layout, fetched_file

PAGE = "/money"
REASONLESS = (PayoutStep.RELEASE,)
Reason = Annotated[Line, Form(max_length=NOTE_LENGTH_MAX)]

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get(PAGE, dependencies=PAYMASTERS)
def money(desk: At, page: Page) -> Response:
    """What is owed, what cannot be paid out and why, and the runs."""
    return page.show("money/money.html", view=money_desk(desk.engine))


@router.post("/money/runs", dependencies=TREASURERS)
def propose(desk: At, page: Page, key: Key) -> Response:
    """Propose to pay out what is owed now."""
    answer = paying_out.propose_run(desk.engine, f"page:{key}")
    if isinstance(answer, Refused):
        return page.back(answer, PAGE)
    return page.back(answer, f"/money/runs/{answer.data['run']}", None)


@router.get("/money/runs/{run}", dependencies=PAYMASTERS)
def run_page(desk: At, page: Page, language: Language, run: Id) -> Response:
    """A run, each payout in it, and what is to be done with it next."""
    seen = run_seen(desk.engine, run)
    if isinstance(seen, Refused):
        return page.refused(seen, PAGE)
    layout = desk.bank_layout
    beyond = beyond_layout(seen, layout, language)
    return page.show(
        "money/run.html",
        view=seen,
        reasonless=REASONLESS,
        beyond=desk.render.sentence(page.request, beyond) if beyond else "",
        is_sepa=isinstance(layout, SepaLayout),
    )


@router.post("/money/runs/{run}/file", dependencies=TREASURERS)
def bank_file(desk: At, page: Page, language: Language, run: Id, key: Key) -> Response:
    """The run's transfers as a file for the bank."""
    file = fetched_file(desk, f"page:{key}", run, language)
    return page.refused(file, f"/money/runs/{run}") if isinstance(file, Refused) else file


@router.post("/money/runs/{run}/approve", dependencies=PAYMASTERS)
def approve(desk: At, page: Page, run: Id, key: Key) -> Response:
    """Have it be paid out, as the second of two people."""
    answer = paying_out.approve_run(desk.engine, f"page:{key}", run)
    return page.back(answer, f"/money/runs/{run}", None)


@router.post("/money/runs/{run}/call-off", dependencies=PAYMASTERS)
def call_off(desk: At, page: Page, run: Id, key: Key, why: Reason = "") -> Response:
    """Pay nothing of it."""
    answer = paying_out.call_off_run(desk.engine, f"page:{key}", run, why.strip())
    return page.back(answer, f"/money/runs/{run}", None)


@router.post("/money/runs/{run}/{step}", dependencies=TREASURERS)
def go_on(desk: At, page: Page, run: Id, step: Literal["check", "confirm"], key: Key) -> Response:
    """Say that it is right, or that the bank has carried it out."""
    act = paying_out.check_run if step == "check" else banking.confirm_run
    return page.back(act(desk.engine, f"page:{key}", run), f"/money/runs/{run}", None)


@router.post("/money/runs/{run}/payouts/{payout}/{step}", dependencies=TREASURERS)
def one_of_them(
    desk: At,
    page: Page,
    run: Id,
    payout: Id,
    step: Literal["hold", "release", "return"],
    key: Key,
    why: Reason = "",
) -> Response:
    """Hold a payout back, have it go after all, or enter that it came back."""
    engine, named, said = desk.engine, f"page:{key}", why.strip()
    if step == "release":
        answer = paying_out.release(engine, named, payout)
    else:
        act = paying_out.hold if step == "hold" else banking.return_payout
        answer = act(engine, named, payout, said)
    return page.back(answer, f"/money/runs/{run}", None)
