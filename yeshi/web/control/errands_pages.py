"""Errands for operators: what waits, what failed and why; tried again or given up by hand."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse

from yeshi.flow import errands, errands_seen
from yeshi.flow.errand_kinds import KINDS
from yeshi.web.frame.access import OPERATORS_OF_CITY, At
from yeshi.web.frame.answering import Page, PageReply
from yeshi.web.frame.desk import Desk
from yeshi.web.frame.fields import Id, Key

PAGE = "/control/errands"

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get(PAGE, dependencies=OPERATORS_OF_CITY)
def all_errands(desk: At, page: Page) -> Response:
    """All that waits, runs, was given up, and was done lately."""
    return _shown(desk, page, "control/errands.html")


@router.get(f"{PAGE}/part", dependencies=OPERATORS_OF_CITY)
def errands_part(desk: At, page: Page) -> Response:
    """The part of the page that changes."""
    return _shown(desk, page, "control/errands_part.html")


@router.post("/control/errands/{errand}/{step}", dependencies=OPERATORS_OF_CITY)
def decide(
    desk: At,
    page: Page,
    errand: Id,
    step: Literal["again", "give-up"],
    key: Key,
) -> Response:
    """Have it tried again at once, or no more."""
    act = errands.try_again if step == "again" else errands.give_up
    return page.back(act(desk.engine, f"page:{key}", errand), PAGE, None)


def _shown(desk: Desk, page: PageReply, template: str) -> Response:
    return page.show(template, view=errands_seen.view(desk.engine, KINDS))
