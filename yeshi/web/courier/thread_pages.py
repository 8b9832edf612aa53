"""What a courier writes of an order that they have, to its customer and the control room."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Response
from fastapi import Path as InPath
from fastapi.responses import HTMLResponse

from yeshi.flow.orders import thread_acts
from yeshi.orders.phrases import Phrase
from yeshi.orders.thread import CUSTOMER, Correspondent, ThreadSide
from yeshi.orders.thread_writing import WhatIsSaid
from yeshi.web.frame.access import COURIER_OF, At
from yeshi.web.frame.answering import Page, PageReply
from yeshi.web.frame.fields import Id, Key
from yeshi.web.frame.threads import Called, Seen, Tapped, ThreadPage, ToWhom, UpTo, Words

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


def _thread(page: PageReply, courier: str, order: str) -> ThreadPage:
    back = f"/courier/{courier}"
    return ThreadPage(
        page=page, who=Correspondent(ThreadSide.COURIER, courier), order=order,
        base=f"{back}/{order}/thread", back=back,
    )  # fmt: skip


@router.get("/courier/{courier}/{order}/thread", dependencies=COURIER_OF)
def thread(page: Page, courier: Id, order: Id, addressee: ToWhom = "") -> Response:
    """What was written of it."""
    return _thread(page, courier, order).thread_shown(addressee)


@router.get("/courier/{courier}/{order}/thread/part", dependencies=COURIER_OF)
def thread_part(page: Page, courier: Id, order: Id, addressee: ToWhom = "") -> Response:
    """The part of it that changes."""
    return _thread(page, courier, order).thread_shown(addressee, "frame/thread_part.html")


@router.post("/courier/{courier}/{order}/thread", dependencies=COURIER_OF)
def write_there(
    page: Page, courier: Id, order: Id, addressee: Called, key: Key,
    phrase: Tapped = "", words: Words = "", seen: Seen = 0,
) -> Response:  # fmt: skip
    """Write to one of them."""
    return _thread(page, courier, order).message_sent(key, addressee, phrase, words, seen)


@router.post("/courier/{courier}/{order}/thread/read", dependencies=COURIER_OF)
def read_there(page: Page, courier: Id, order: Id, number: UpTo, key: Key) -> Response:
    """Note up to where it was read."""
    return _thread(page, courier, order).thread_read(key, number)


@router.post("/courier/{courier}/{order}/say/{phrase}", dependencies=COURIER_OF)
def say_there(
    desk: At, page: Page, courier: Id, order: Id, phrase: Annotated[Phrase, InPath()], key: Key
) -> Response:
    """Tell the customer with a tap; where there is no connection, later."""
    by = Correspondent(ThreadSide.COURIER, courier)
    answer = thread_acts.write_message(
        desk.engine, f"page:{key}", by, order, CUSTOMER, WhatIsSaid(phrase, seen=0)
    )
    return page.back(answer, f"/courier/{courier}", None)
