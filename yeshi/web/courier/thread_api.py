"""What a courier writes of an order that they have, over JSON."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import TypeAdapter

from yeshi.base.refused import Refused
from yeshi.flow.orders import thread_acts, thread_seen
from yeshi.flow.orders.thread_seen import ThreadView
from yeshi.orders.thread import Correspondent, ThreadSide
from yeshi.web.frame.access import COURIER_OF, At
from yeshi.web.frame.answering import Reply
from yeshi.web.frame.fields import Id, IdempotencyKey
from yeshi.web.frame.scopes import RIDE
from yeshi.web.frame.threads import ReadBody, WriteBody, said_in

_THREAD = TypeAdapter(ThreadView)

router = APIRouter(prefix="/api", tags=["working"])


@router.get(
    "/couriers/{courier}/orders/{order}/thread",
    summary="What was written of the order to the courier and by them",
    response_model=ThreadView,
    dependencies=[*COURIER_OF, *RIDE],
)
def thread(desk: At, reply: Reply, courier: Id, order: Id) -> JSONResponse:
    """With those whom they may write to, and what with a tap; none once they have it no more."""
    return reply.found(thread_seen.thread_of(desk.engine, _courier(courier), order), _THREAD)


@router.post(
    "/couriers/{courier}/orders/{order}/thread",
    summary="Write to one who has to do with the order",
    dependencies=[*COURIER_OF, *RIDE],
)
def write_there(
    desk: At, reply: Reply, courier: Id, order: Id, said: WriteBody, key: IdempotencyKey
) -> JSONResponse:
    """The order's id, and the number of the message."""
    told = said_in(said)
    if isinstance(told, Refused):
        return reply.refused(told)
    engine, named = desk.engine, f"api:thread:{key}"
    return reply.answered(thread_acts.write_message(engine, named, _courier(courier), order, *told))


@router.post(
    "/couriers/{courier}/orders/{order}/thread/read",
    summary="Note up to which number it was read",
    dependencies=[*COURIER_OF, *RIDE],
)
def read_there(
    desk: At, reply: Reply, courier: Id, order: Id, said: ReadBody, key: IdempotencyKey
) -> JSONResponse:
    """The order's id."""
    engine, named = desk.engine, f"api:thread:{key}"
    return reply.answered(
        thread_acts.note_read(engine, named, _courier(courier), order, said.number)
    )


def _courier(courier: str) -> Correspondent:
    return Correspondent(ThreadSide.COURIER, courier)
