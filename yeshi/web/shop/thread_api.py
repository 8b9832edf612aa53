"""What a customer writes of their order, over JSON."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import TypeAdapter

from yeshi.base.refused import Refused
from yeshi.flow.orders import thread_acts, thread_seen
from yeshi.flow.orders.thread_seen import ThreadView
from yeshi.orders.thread import CUSTOMER
from yeshi.web.frame.access import OWNER_ALONE, At
from yeshi.web.frame.answering import Reply
from yeshi.web.frame.fields import Id, IdempotencyKey
from yeshi.web.frame.scopes import ORDER
from yeshi.web.frame.threads import ReadBody, WriteBody, said_in

_THREAD = TypeAdapter(ThreadView)

router = APIRouter(prefix="/api", tags=["ordering"])


@router.get(
    "/orders/{order}/thread",
    summary="What was written of the order to me and by me",
    response_model=ThreadView,
    dependencies=[*OWNER_ALONE, *ORDER],
)
def thread(desk: At, reply: Reply, order: Id) -> JSONResponse:
    """With those whom one may write to, and what with a tap; `until` is null under way."""
    return reply.found(thread_seen.thread_of(desk.engine, CUSTOMER, order), _THREAD)


@router.post(
    "/orders/{order}/thread",
    summary="Write to one who has to do with the order",
    dependencies=[*OWNER_ALONE, *ORDER],
)
def write_there(
    desk: At, reply: Reply, order: Id, said: WriteBody, key: IdempotencyKey
) -> JSONResponse:
    """The order's id, and the number of the message."""
    told = said_in(said)
    if isinstance(told, Refused):
        return reply.refused(told)
    engine, named = desk.engine, f"api:thread:{key}"
    return reply.answered(thread_acts.write_message(engine, named, CUSTOMER, order, *told))


@router.post(
    "/orders/{order}/thread/read",
    summary="Note up to which number it was read",
    dependencies=[*OWNER_ALONE, *ORDER],
)
def read_there(
    desk: At, reply: Reply, order: Id, said: ReadBody, key: IdempotencyKey
) -> JSONResponse:
    """The order's id."""
    engine, named = desk.engine, f"api:thread:{key}"
    return reply.answered(thread_acts.note_read(engine, named, CUSTOMER, order, said.number))
