"""What a stall writes of an order, over JSON."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import TypeAdapter

from yeshi.base.refused import Refused
from yeshi.flow.orders import thread_acts, thread_seen
from yeshi.flow.orders.thread_seen import ThreadView
from yeshi.orders.thread import Correspondent, ThreadSide
from yeshi.web.frame.access import COUNTER_OF, At
from yeshi.web.frame.answering import Reply
from yeshi.web.frame.fields import Id, IdempotencyKey
from yeshi.web.frame.scopes import KITCHEN
from yeshi.web.frame.threads import ReadBody, WriteBody, said_in

_THREAD = TypeAdapter(ThreadView)

router = APIRouter(prefix="/api", tags=["working"])


@router.get(
    "/merchants/{merchant}/orders/{order}/thread",
    summary="What was written of the order to the stall and by it",
    response_model=ThreadView,
    dependencies=[*COUNTER_OF, *KITCHEN],
)
def thread(desk: At, reply: Reply, merchant: Id, order: Id) -> JSONResponse:
    """With those whom it may write to, and what with a tap; nothing of other stalls."""
    return reply.found(thread_seen.thread_of(desk.engine, _stall(merchant), order), _THREAD)


@router.post(
    "/merchants/{merchant}/orders/{order}/thread",
    summary="Write to one who has to do with the order",
    dependencies=[*COUNTER_OF, *KITCHEN],
)
def write_there(
    desk: At, reply: Reply, merchant: Id, order: Id, said: WriteBody, key: IdempotencyKey
) -> JSONResponse:
    """The order's id, and the number of the message."""
    told = said_in(said)
    if isinstance(told, Refused):
        return reply.refused(told)
    engine, named = desk.engine, f"api:thread:{key}"
    return reply.answered(thread_acts.write_message(engine, named, _stall(merchant), order, *told))


@router.post(
    "/merchants/{merchant}/orders/{order}/thread/read",
    summary="Note up to which number it was read",
    dependencies=[*COUNTER_OF, *KITCHEN],
)
def read_there(
    desk: At, reply: Reply, merchant: Id, order: Id, said: ReadBody, key: IdempotencyKey
) -> JSONResponse:
    """The order's id."""
    engine, named = desk.engine, f"api:thread:{key}"
    return reply.answered(
        thread_acts.note_read(engine, named, _stall(merchant), order, said.number)
    )


def _stall(merchant: str) -> Correspondent:
    return Correspondent(ThreadSide.STALL, merchant)
