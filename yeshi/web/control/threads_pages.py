"""What waits for the control room of what is written of orders, and what it answers."""

from __future__ import annotations

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse

from yeshi.flow.orders import thread_seen
from yeshi.orders.thread import CONTROL
from yeshi.web.frame.access import OPERATORS, At
from yeshi.web.frame.answering import Page, PageReply
from yeshi.web.frame.fields import Id, Key, Start
from yeshi.web.frame.threads import Called, Seen, Tapped, ThreadPage, ToWhom, UpTo, Words

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


def _thread(page: PageReply, order: str) -> ThreadPage:
    back = f"/control/orders/{order}"
    return ThreadPage(page=page, who=CONTROL, order=order, base=f"{back}/thread", back=back)


@router.get("/control/threads", dependencies=OPERATORS)
def threads(desk: At, page: Page, start: Start = 0) -> Response:
    """What waits for an answer, the longest first."""
    return _waiting(desk, page, start, "control/threads.html")


@router.get("/control/threads/part", dependencies=OPERATORS)
def threads_part(desk: At, page: Page, start: Start = 0) -> Response:
    """The part of it that changes."""
    return _waiting(desk, page, start, "control/threads_part.html")


def _waiting(desk: At, page: PageReply, start: int, template: str) -> Response:
    return page.show(template, view=thread_seen.threads_waiting(desk.engine, start), start=start)


@router.get("/control/orders/{order}/thread", dependencies=OPERATORS)
def thread(page: Page, order: Id, addressee: ToWhom = "") -> Response:
    """All that was written of it."""
    return _thread(page, order).thread_shown(addressee)


@router.get("/control/orders/{order}/thread/part", dependencies=OPERATORS)
def thread_part(page: Page, order: Id, addressee: ToWhom = "") -> Response:
    """The part of it that changes."""
    return _thread(page, order).thread_shown(addressee, "frame/thread_part.html")


@router.get("/control/orders/{order}/thread/news", dependencies=OPERATORS)
def thread_news(page: Page, order: Id) -> Response:
    """The way to it, with what waits."""
    return _thread(page, order).thread_news()


@router.post("/control/orders/{order}/thread", dependencies=OPERATORS)
def write_there(
    page: Page, order: Id, addressee: Called, key: Key, phrase: Tapped = "", words: Words = "",
    seen: Seen = 0,
) -> Response:  # fmt: skip
    """Write to one of them."""
    return _thread(page, order).message_sent(key, addressee, phrase, words, seen)


@router.post("/control/orders/{order}/thread/read", dependencies=OPERATORS)
def read_there(page: Page, order: Id, number: UpTo, key: Key) -> Response:
    """Have what was written up to there wait for nobody."""
    return _thread(page, order).thread_read(key, number)
