"""What a customer writes of their order, over JSON."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from yeshi.flow.orders.thread_seen import ThreadView
from yeshi.orders.thread import CUSTOMER
from yeshi.web.frame.access import OWNER_ALONE, At
from yeshi.web.frame.answering import Reply
from yeshi.web.frame.desk import Desk
from yeshi.web.frame.fields import Id, IdempotencyKey
from yeshi.web.frame.scopes import ORDER
from yeshi.web.frame.threads import ReadBody, ThreadAnswers, WriteBody

router = APIRouter(prefix="/api", tags=["ordering"])


@router.get(
    "/orders/{order}/thread",
    summary="What was written of the order to me and by me",
    response_model=ThreadView,
    dependencies=[*OWNER_ALONE, *ORDER],
)
def thread(desk: At, reply: Reply, order: Id) -> JSONResponse:
    """With those whom one may write to, and what with a tap; `until` is null under way."""
    return _of(reply, desk, order).what_is_written()


@router.post(
    "/orders/{order}/thread",
    summary="Write to one who has to do with the order",
    dependencies=[*OWNER_ALONE, *ORDER],
)
def write_there(
    desk: At, reply: Reply, order: Id, said: WriteBody, key: IdempotencyKey
) -> JSONResponse:
    """The order's id, and the number of the message."""
    return _of(reply, desk, order).on_writing(said, key)


@router.post(
    "/orders/{order}/thread/read",
    summary="Note up to which number it was read",
    dependencies=[*OWNER_ALONE, *ORDER],
)
def read_there(
    desk: At, reply: Reply, order: Id, said: ReadBody, key: IdempotencyKey
) -> JSONResponse:
    """The order's id."""
    return _of(reply, desk, order).on_reading(said, key)


def _of(reply: Reply, desk: Desk, order: str) -> ThreadAnswers:
    return ThreadAnswers(reply=reply, desk=desk, who=CUSTOMER, order=order)
