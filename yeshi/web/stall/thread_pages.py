"""What a stall writes of an order, to its customer and the control room."""

from __future__ import annotations

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse

from yeshi.orders.thread import Correspondent, ThreadSide
from yeshi.web.frame.access import COUNTER_OF
from yeshi.web.frame.answering import Page, PageReply
from yeshi.web.frame.fields import Id, Key
from yeshi.web.frame.threads import Called, Seen, Tapped, ThreadPage, ToWhom, UpTo, Words

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


def _thread(page: PageReply, merchant: str, order: str) -> ThreadPage:
    back = f"/kitchen/{merchant}"
    return ThreadPage(
        page=page, who=Correspondent(ThreadSide.STALL, merchant), order=order,
        base=f"{back}/{order}/thread", back=back,
    )  # fmt: skip


@router.get("/kitchen/{merchant}/{order}/thread", dependencies=COUNTER_OF)
def thread(page: Page, merchant: Id, order: Id, addressee: ToWhom = "") -> Response:
    """What was written of it."""
    return _thread(page, merchant, order).thread_shown(addressee)


@router.get("/kitchen/{merchant}/{order}/thread/part", dependencies=COUNTER_OF)
def thread_part(page: Page, merchant: Id, order: Id, addressee: ToWhom = "") -> Response:
    """The part of it that changes."""
    return _thread(page, merchant, order).thread_shown(addressee, "frame/thread_part.html")


@router.post("/kitchen/{merchant}/{order}/thread", dependencies=COUNTER_OF)
def write_there(
    page: Page, merchant: Id, order: Id, addressee: Called, key: Key,
    phrase: Tapped = "", words: Words = "", seen: Seen = 0,
) -> Response:  # fmt: skip
    """Write to one of them."""
    return _thread(page, merchant, order).message_sent(key, addressee, phrase, words, seen)


@router.post("/kitchen/{merchant}/{order}/thread/read", dependencies=COUNTER_OF)
def read_there(page: Page, merchant: Id, order: Id, number: UpTo, key: Key) -> Response:
    """Note up to where it was read."""
    return _thread(page, merchant, order).thread_read(key, number)
