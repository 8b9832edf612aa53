"""What a stall has to show of itself: entered by its owner, and confirmed by an operator."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Response
from fastapi.responses import HTMLResponse

from yeshi.base.limits import NOTE_LENGTH_MAX
from yeshi.base.refused import Refused
from yeshi.flow.stalls import picturing, vouching
from yeshi.market.facts import (
    ADDRESS_LENGTH_MAX,
    LICENCE_LENGTH_MAX,
    SIGN_LENGTH_MAX,
    FactsSaid,
)
from yeshi.people.person import Role
from yeshi.web.frame.access import OPERATORS, SHOWERS, At
from yeshi.web.frame.answering import Page, PageReply
from yeshi.web.frame.deeds import Deed
from yeshi.web.frame.fields import DayOrNone, Id, Key, Line

Why = Annotated[Line, Form(max_length=NOTE_LENGTH_MAX)]
YES, NO = "yes", "no"
_SEATS = {YES: True, NO: False}

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get("/kitchen/{merchant}/facts", dependencies=SHOWERS)
def facts(page: Page, merchant: Id) -> Response:
    """What the stall shows of itself, what is missing, and until when it may sell by it."""
    return _shown(page, merchant)


@router.post("/kitchen/{merchant}/facts", dependencies=SHOWERS)
def enter(
    desk: At,
    page: Page,
    merchant: Id,
    key: Key,
    sign: Annotated[Line, Form(max_length=SIGN_LENGTH_MAX)] = "",
    licence: Annotated[Line, Form(max_length=LICENCE_LENGTH_MAX)] = "",
    licence_until: Annotated[DayOrNone, Form()] = None,
    address: Annotated[Line, Form(max_length=ADDRESS_LENGTH_MAX)] = "",
    seats: Annotated[Line, Form(max_length=3)] = "",
    why: Why = "",
) -> Response:
    """Say it anew; an operator looks at it then."""
    said = FactsSaid(
        sign=sign.strip(), licence=licence.strip(), licence_until=licence_until,
        address=address.strip(), seats=_SEATS.get(seats),
    )  # fmt: skip
    answer = vouching.enter_facts(desk.engine, f"page:{key}", merchant, said, why.strip())
    return page.back(answer, f"/kitchen/{merchant}/facts", Deed.FACTS)


@router.post("/kitchen/{merchant}/facts/confirm", dependencies=OPERATORS)
def confirm(desk: At, page: Page, merchant: Id, key: Key, why: Why = "") -> Response:
    """Say that it was looked at and is so."""
    answer = vouching.confirm_facts(desk.engine, f"page:{key}", merchant, why.strip())
    return page.back(answer, f"/kitchen/{merchant}/facts", Deed.FACTS_CONFIRMED)


def _shown(page: PageReply, merchant: str) -> Response:
    engine = page.desk.engine
    found = picturing.seen_by_keeper(engine, merchant)
    if isinstance(found, Refused):
        return page.refused(found, "/")
    return page.show(
        "stall/facts.html",
        view=vouching.seen(engine, found),
        rules=engine.terms.facts,
        owns=engine.actor.has(Role.STALLHOLDER, merchant),
        oversees=any(grant.role is Role.OPERATOR for grant in engine.actor.grants),
        today=engine.terms.calendar.date_at(engine.clock.now()),
    )
