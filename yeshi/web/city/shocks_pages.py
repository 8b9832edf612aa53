"""What officials enter about shocks: that one came, that it ended, that it was none."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Response
from fastapi.responses import HTMLResponse

from yeshi.base.names import Name
from yeshi.base.refused import Refused
from yeshi.flow.city import shocks
from yeshi.flow.ports import Answer
from yeshi.observatory.shock import ShockKind
from yeshi.web.frame.access import OFFICIALS, At
from yeshi.web.frame.answering import Page, PageReply, done
from yeshi.web.frame.fields import FormDay, FormDayOrNone, FormText, Id, Key

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.post("/city/recovery/shocks", dependencies=OFFICIALS)
def enter(
    desk: At,
    page: Page,
    began_on: FormDay,
    key: Key,
    zh: FormText = "",
    en: FormText = "",
    kind: Annotated[ShockKind, Form()] = ShockKind.OTHER,
    ended_on: FormDayOrNone = None,
    note: FormText = "",
) -> Response:
    """A shock came; a name in one language stands for both."""
    name = Name(zh.strip() or en.strip(), en.strip() or zh.strip())
    answer = shocks.enter(desk.engine, f"page:{key}", name, kind, began_on, ended_on, note)
    return _back(page, answer)


@router.post("/city/recovery/shocks/{shock}/end", dependencies=OFFICIALS)
def end(desk: At, page: Page, shock: Id, on: FormDay, key: Key) -> Response:
    """It ended on a day."""
    return _back(page, shocks.end(desk.engine, f"page:{key}", shock, on))


@router.post("/city/recovery/shocks/{shock}/withdraw", dependencies=OFFICIALS)
def withdraw(desk: At, page: Page, shock: Id, key: Key, why: FormText = "") -> Response:
    """It was entered by mistake."""
    return _back(page, shocks.withdraw(desk.engine, f"page:{key}", shock, why))


def _back(page: PageReply, answer: Answer) -> Response:
    if isinstance(answer, Refused):
        return page.refused(answer, "/city/recovery")
    return done("/city/recovery#shocks")
