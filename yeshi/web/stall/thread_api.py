"""What a stall writes of an order, over JSON."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from yeshi.flow.orders.thread_seen import ThreadView
from yeshi.orders.thread import Correspondent, ThreadSide
from yeshi.web.frame.access import COUNTER_OF, At
from yeshi.web.frame.answering import Reply
from yeshi.web.frame.desk import Desk
from yeshi.web.frame.fields import Id, IdempotencyKey
from yeshi.web.frame.scopes import KITCHEN
from yeshi.web.frame.threads import ReadBody, ThreadAnswers, WriteBody

router = APIRouter(prefix="/api", tags=["working"])


@router.get(
    "/merchants/{merchant}/orders/{order}/thread",
    summary="What was written of the order to the stall and by it",
    response_model=ThreadView,
    dependencies=[*COUNTER_OF, *KITCHEN],
)
def thread(desk: At, reply: Reply, merchant: Id, order: Id) -> JSONResponse:
    """With those whom it may write to, and what with a tap; nothing of other stalls."""
    return _of(reply, desk, merchant, order).what_is_written()


@router.post(
    "/merchants/{merchant}/orders/{order}/thread",
    summary="Write to one who has to do with the order",
    dependencies=[*COUNTER_OF, *KITCHEN],
)
def write_there(
    desk: At, reply: Reply, merchant: Id, order: Id, said: WriteBody, key: IdempotencyKey
) -> JSONResponse:
    """The order's id, and the number of the message."""
    return _of(reply, desk, merchant, order).on_writing(said, key)


@router.post(
    "/merchants/{merchant}/orders/{order}/thread/read",
    summary="Note up to which number it was read",
    dependencies=[*COUNTER_OF, *KITCHEN],
)
def read_there(
    desk: At, reply: Reply, merchant: Id, order: Id, said: ReadBody, key: IdempotencyKey
) -> JSONResponse:
    """The order's id."""
    return _of(reply, desk, merchant, order).on_reading(said, key)


def _of(reply: Reply, desk: Desk, merchant: str, order: str) -> ThreadAnswers:
    who = Correspondent(ThreadSide.STALL, merchant)
    return ThreadAnswers(reply=reply, desk=desk, who=who, order=order)
