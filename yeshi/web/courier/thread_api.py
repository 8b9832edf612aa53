"""What a courier writes of an order that they have, over JSON."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from yeshi.flow.orders.thread_seen import ThreadView
from yeshi.orders.thread import Correspondent, ThreadSide
from yeshi.web.frame.access import COURIER_OF, At
from yeshi.web.frame.answering import Reply
from yeshi.web.frame.desk import Desk
from yeshi.web.frame.fields import Id, IdempotencyKey
from yeshi.web.frame.scopes import RIDE
from yeshi.web.frame.threads import ReadBody, ThreadAnswers, WriteBody

router = APIRouter(prefix="/api", tags=["working"])


@router.get(
    "/couriers/{courier}/orders/{order}/thread",
    summary="What was written of the order to the courier and by them",
    response_model=ThreadView,
    dependencies=[*COURIER_OF, *RIDE],
)
def thread(desk: At, reply: Reply, courier: Id, order: Id) -> JSONResponse:
    """With those whom they may write to, and what with a tap; none once they have it no more."""
    return _of(reply, desk, courier, order).what_is_written()


@router.post(
    "/couriers/{courier}/orders/{order}/thread",
    summary="Write to one who has to do with the order",
    dependencies=[*COURIER_OF, *RIDE],
)
def write_there(
    desk: At, reply: Reply, courier: Id, order: Id, said: WriteBody, key: IdempotencyKey
) -> JSONResponse:
    """The order's id, and the number of the message."""
    return _of(reply, desk, courier, order).on_writing(said, key)


@router.post(
    "/couriers/{courier}/orders/{order}/thread/read",
    summary="Note up to which number it was read",
    dependencies=[*COURIER_OF, *RIDE],
)
def read_there(
    desk: At, reply: Reply, courier: Id, order: Id, said: ReadBody, key: IdempotencyKey
) -> JSONResponse:
    """The order's id."""
    return _of(reply, desk, courier, order).on_reading(said, key)


def _of(reply: Reply, desk: Desk, courier: str, order: str) -> ThreadAnswers:
    who = Correspondent(ThreadSide.COURIER, courier)
    return ThreadAnswers(reply=reply, desk=desk, who=who, order=order)
