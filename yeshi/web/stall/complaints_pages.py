"""What customers complained about at a stall, and its answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Form, Response
from fastapi.responses import HTMLResponse

from yeshi.base.refused import Invalid, Refused
from yeshi.flow.orders import complaints_seen, redressing
from yeshi.orders.complaint import SAID_LENGTH_MAX
from yeshi.web.frame.access import TILL_OF, At
from yeshi.web.frame.answering import Page
from yeshi.web.frame.deeds import Deed
from yeshi.web.frame.fields import Id, Key, Line, Start
from yeshi.web.frame.forms import Fields

LINE = "line-"

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get("/kitchen/{merchant}/complaints", dependencies=TILL_OF)
def complaints(desk: At, page: Page, merchant: Id, start: Start = 0) -> Response:
    """Those that are to be answered, then the newest."""
    found = complaints_seen.of_stall(desk.engine, merchant, start)
    if isinstance(found, Refused):
        return page.refused(found, "/kitchen")
    return page.show("stall/complaints.html", view=found, most=SAID_LENGTH_MAX)


@router.post("/kitchen/{merchant}/complaints/{complaint}/agree", dependencies=TILL_OF)
def agree(desk: At, page: Page, merchant: Id, complaint: Id, fields: Fields) -> Response:
    """Give all of it back, or so many of each line."""
    back, key = f"/kitchen/{merchant}/complaints", f"page:{fields['key']}"
    part = _part(fields)
    if isinstance(part, Refused):
        return page.refused(part, back)
    answer = redressing.agree(desk.engine, key, merchant, complaint, part)
    return page.back(answer, back, Deed.DONE)


@router.post("/kitchen/{merchant}/complaints/{complaint}/decline", dependencies=TILL_OF)
def decline(
    desk: At,
    page: Page,
    merchant: Id,
    complaint: Id,
    key: Key,
    reply: Annotated[Line, Form(max_length=SAID_LENGTH_MAX)] = "",
) -> Response:
    """Give nothing back, and say why."""
    answer = redressing.decline(desk.engine, f"page:{key}", merchant, complaint, reply.strip())
    return page.back(answer, f"/kitchen/{merchant}/complaints", Deed.DONE)


def _part(fields: Mapping[str, str]) -> dict[int, int] | Refused | None:
    """So many of each line, by its number; None for all, where no line is named."""
    named = {name.removeprefix(LINE): n for name, n in fields.items() if name.startswith(LINE)}
    if not all(one.isdecimal() and n.isdecimal() and len(one + n) <= 8 for one, n in named.items()):
        return Refused(Invalid("line", "choice"))
    return {int(number): int(count) for number, count in named.items()} or None
