"""What is written of orders, and what waits for the control room, over JSON."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from yeshi.flow.orders import thread_seen
from yeshi.flow.orders.thread_seen import ThreadView, WaitingThreads
from yeshi.orders.thread import CONTROL
from yeshi.web.frame.access import OPERATORS, At
from yeshi.web.frame.answering import Reply
from yeshi.web.frame.desk import Desk
from yeshi.web.frame.fields import Id, IdempotencyKey, Start
from yeshi.web.frame.scopes import CONTROL as CONTROL_KEYS
from yeshi.web.frame.threads import ReadBody, ThreadAnswers, WriteBody

router = APIRouter(prefix="/api", tags=["operating"])


@router.get(
    "/control/threads",
    summary="Threads that wait for the control room",
    dependencies=[*OPERATORS, *CONTROL_KEYS],
)
def threads(desk: At, start: Start = 0) -> WaitingThreads:
    """The longest first; from there on."""
    return thread_seen.threads_waiting(desk.engine, start)


@router.get(
    "/control/orders/{order}/thread",
    summary="What was written of the order",
    response_model=ThreadView,
    dependencies=[*OPERATORS, *CONTROL_KEYS],
)
def thread(desk: At, reply: Reply, order: Id) -> JSONResponse:
    """All of it; `unread` is what waits for an answer."""
    return _of(reply, desk, order).what_is_written()


@router.post(
    "/control/orders/{order}/thread",
    summary="Write to one who has to do with the order",
    dependencies=[*OPERATORS, *CONTROL_KEYS],
)
def write_there(
    desk: At, reply: Reply, order: Id, said: WriteBody, key: IdempotencyKey
) -> JSONResponse:
    """The order's id, and the number of the message."""
    return _of(reply, desk, order).on_writing(said, key)


@router.post(
    "/control/orders/{order}/thread/read",
    summary="Have what was written up to that number wait no more",
    dependencies=[*OPERATORS, *CONTROL_KEYS],
)
def read_there(
    desk: At, reply: Reply, order: Id, said: ReadBody, key: IdempotencyKey
) -> JSONResponse:
    """The order's id."""
    return _of(reply, desk, order).on_reading(said, key)


def _of(reply: Reply, desk: Desk, order: str) -> ThreadAnswers:
    return ThreadAnswers(reply=reply, desk=desk, who=CONTROL, order=order)
