"""What is written of orders, and what waits for the control room, over JSON."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import TypeAdapter

from yeshi.base.refused import Refused
from yeshi.flow.orders import thread_acts, thread_seen
from yeshi.flow.orders.thread_seen import ThreadView, WaitingThreads
from yeshi.orders.thread import CONTROL
from yeshi.web.frame.access import OPERATORS, At
from yeshi.web.frame.answering import Reply
from yeshi.web.frame.fields import Id, IdempotencyKey, Start
from yeshi.web.frame.scopes import CONTROL as CONTROL_KEYS
from yeshi.web.frame.threads import ReadBody, WriteBody, said_in

_THREAD = TypeAdapter(ThreadView)

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
    return reply.found(thread_seen.thread_of(desk.engine, CONTROL, order), _THREAD)


@router.post(
    "/control/orders/{order}/thread",
    summary="Write to one who has to do with the order",
    dependencies=[*OPERATORS, *CONTROL_KEYS],
)
def write_there(
    desk: At, reply: Reply, order: Id, said: WriteBody, key: IdempotencyKey
) -> JSONResponse:
    """The order's id, and the number of the message."""
    told = said_in(said)
    if isinstance(told, Refused):
        return reply.refused(told)
    engine, named = desk.engine, f"api:thread:{key}"
    return reply.answered(thread_acts.write_message(engine, named, CONTROL, order, *told))


@router.post(
    "/control/orders/{order}/thread/read",
    summary="Have what was written up to that number wait no more",
    dependencies=[*OPERATORS, *CONTROL_KEYS],
)
def read_there(
    desk: At, reply: Reply, order: Id, said: ReadBody, key: IdempotencyKey
) -> JSONResponse:
    """The order's id."""
    engine, named = desk.engine, f"api:thread:{key}"
    return reply.answered(thread_acts.note_read(engine, named, CONTROL, order, said.number))
