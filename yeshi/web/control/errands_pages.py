"""Errands for operators: what waits, what failed and why; tried again or given up by hand."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse

from yeshi.flow import errands
from yeshi.flow.errand_kinds import KINDS
from yeshi.people.person import CITY, Person, Role
from yeshi.web.frame.access import At, Signed, whose
from yeshi.web.frame.answering import Page, PageReply
from yeshi.web.frame.desk import Desk
from yeshi.web.frame.fields import Id, Key

PAGE = "/control/errands"

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get(PAGE)
def all_errands(desk: At, page: Page, person: Signed) -> Response:
    """All that waits, runs, was given up, and was done lately."""
    return _shown(desk, page, person, "control/errands.html")


@router.get(f"{PAGE}/part")
def errands_part(desk: At, page: Page, person: Signed) -> Response:
    """The part of the page that changes."""
    return _shown(desk, page, person, "control/errands_part.html")


@router.post("/control/errands/{errand}/{step}")
def decide(
    desk: At,
    page: Page,
    person: Signed,
    errand: Id,
    step: Literal["again", "give-up"],
    key: Key,
) -> Response:
    """Have it tried again at once, or no more; by an official."""
    act = errands.try_again if step == "again" else errands.give_up
    return page.back(act(desk.engine, f"page:{whose(person)}:{key}", person, errand), PAGE)


def _shown(desk: Desk, page: PageReply, person: Person | None, template: str) -> Response:
    may_act = person is not None and person.has(Role.OFFICIAL, CITY)
    return page.show(template, view=errands.view(desk.engine, KINDS), may_act=may_act)
