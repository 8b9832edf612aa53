"""A programme's end: what it stops, what is left, and where that goes."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse

from yeshi.base.refused import Refused
from yeshi.flow.ports import Answer
from yeshi.flow.programmes import ending, opening
from yeshi.people.person import CITY, Role
from yeshi.web.frame.access import ENDERS, KEEPERS, TREASURERS, At
from yeshi.web.frame.amounts import amount_of
from yeshi.web.frame.answering import Page, PageReply, done
from yeshi.web.frame.deeds import Deed
from yeshi.web.frame.entry import LongEntry, entry_page
from yeshi.web.frame.fields import Id
from yeshi.web.frame.forms import Fields

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get("/programmes/{programme}/ending", dependencies=ENDERS)
def leaving(page: Page, programme: Id) -> Response:
    """What is left of it, and what may be done."""
    return _shown(page, programme, LongEntry({}))


@router.post("/programmes/{programme}/end", dependencies=KEEPERS)
def end(desk: At, page: Page, programme: Id, fields: Fields) -> Response:
    """Have nobody apply or give any more."""
    named, why = f"page:{fields['key']}", fields.get("why", "").strip()
    answer = ending.end_programme(desk.engine, named, programme, why)
    return _after(page, programme, fields, answer)


@router.post("/programmes/{programme}/reopen", dependencies=KEEPERS)
def reopen(desk: At, page: Page, programme: Id, fields: Fields) -> Response:
    """Have it go on."""
    named, why = f"page:{fields['key']}", fields.get("why", "").strip()
    answer = ending.reopen_programme(desk.engine, named, programme, why)
    return _after(page, programme, fields, answer)


@router.post("/programmes/{programme}/pass-on", dependencies=TREASURERS)
def pass_on(desk: At, page: Page, programme: Id, fields: Fields) -> Response:
    """Move what is left, or some of it, to another programme of its field."""
    engine = desk.engine
    amount = amount_of(fields.get("amount", ""), engine.terms.currency)
    if isinstance(amount, Refused):
        return _shown(page, programme, LongEntry(fields, faults={"amount": amount}))
    named, why, to = f"page:{fields['key']}", fields.get("why", "").strip(), fields.get("to", "")
    answer = ending.pass_fund_on(engine, named, programme, to, amount, why)
    return _after(page, programme, fields, answer)


def _after(page: PageReply, programme: str, fields: Mapping[str, str], answer: Answer) -> Response:
    if isinstance(answer, Refused):
        return _shown(page, programme, LongEntry(fields, answer))
    return done(f"/programmes/{programme}/ending", Deed.DONE)


def _shown(page: PageReply, programme: str, entry: LongEntry) -> Response:
    engine = page.desk.engine
    view = ending.ending(engine, programme)
    if isinstance(view, Refused):
        return page.refused(view, f"/programmes/{programme}")
    return entry_page(
        page,
        "programmes/ending.html",
        entry,
        (),
        view=view,
        keeps=opening.may_keep(engine.actor, programme) is None,
        passes_on=engine.actor.has(Role.TREASURER, CITY),
    )
