"""What a customer writes of their order, to its stalls, its courier and the control room."""

from __future__ import annotations

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse

from yeshi.orders.thread import CUSTOMER
from yeshi.web.frame.access import OWNER_ALONE
from yeshi.web.frame.answering import Page, PageReply
from yeshi.web.frame.fields import Id, Key
from yeshi.web.frame.threads import Called, Seen, Tapped, ThreadPage, ToWhom, UpTo, Words

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


def _thread(page: PageReply, order: str) -> ThreadPage:
    back = f"/orders/{order}"
    return ThreadPage(page=page, who=CUSTOMER, order=order, base=f"{back}/thread", back=back)


@router.get("/orders/{order_id}/thread", dependencies=OWNER_ALONE)
def thread(page: Page, order_id: Id, addressee: ToWhom = "") -> Response:
    """What was written of it."""
    return _thread(page, order_id).thread_shown(addressee)


@router.get("/orders/{order_id}/thread/part", dependencies=OWNER_ALONE)
def thread_part(page: Page, order_id: Id, addressee: ToWhom = "") -> Response:
    """The part of it that changes."""
    return _thread(page, order_id).thread_shown(addressee, "frame/thread_part.html")


@router.post("/orders/{order_id}/thread", dependencies=OWNER_ALONE)
def write_there(
    page: Page, order_id: Id, addressee: Called, key: Key, phrase: Tapped = "", words: Words = "",
    seen: Seen = 0,
) -> Response:  # fmt: skip
    """Write to one of them."""
    return _thread(page, order_id).message_sent(key, addressee, phrase, words, seen)


@router.post("/orders/{order_id}/thread/read", dependencies=OWNER_ALONE)
def read_there(page: Page, order_id: Id, number: UpTo, key: Key) -> Response:
    """Note up to where it was read."""
    return _thread(page, order_id).thread_read(key, number)
