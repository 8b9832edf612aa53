"""Couriers over JSON: where they are, and their steps."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from pydantic import Field

from yeshi.base.refused import Refused
from yeshi.fleet.courier import Courier, Position
from yeshi.flow.fleet import duty
from yeshi.flow.orders import cash, delivering, reading, standing
from yeshi.flow.orders.reading import CourierView
from yeshi.web.frame.access import COURIER_OF, OPERATORS_OF_CITY, At
from yeshi.web.frame.answering import Reply
from yeshi.web.frame.bodies import Body, PlaceBody, Why
from yeshi.web.frame.fields import Id, IdempotencyKey, Line
from yeshi.web.frame.paging import LIMIT, PAGED, After, Limit, lead_on
from yeshi.web.frame.scopes import CONTROL, RIDE

router = APIRouter(prefix="/api", tags=["working"])


class DoorCodeSaid(Body):
    """The four figures that the customer told at the door."""

    code: Annotated[Line, Field(max_length=10)] = ""


@router.get("/couriers", responses=PAGED, dependencies=[*OPERATORS_OF_CITY, *CONTROL])
def couriers(
    desk: At, request: Request, response: Response, after: After = "", limit: Limit = LIMIT
) -> list[Courier]:
    """Couriers by id."""
    found, follows = reading.couriers(desk.engine, after, limit)
    lead_on(request, response, follows)
    return found


@router.get("/couriers/{courier}", response_model=CourierView, dependencies=[*COURIER_OF, *RIDE])
def courier(desk: At, reply: Reply, courier: Id) -> CourierView | JSONResponse:
    """A courier's route, shifts and pay."""
    found = reading.courier(desk.engine, courier)
    return reply.refused(found) if isinstance(found, Refused) else found


@router.post(
    "/couriers/{courier}/position",
    response_model=dict[Literal["courier"], str],
    dependencies=[*COURIER_OF, *RIDE],
)
def position(desk: At, reply: Reply, courier: Id, place: PlaceBody) -> JSONResponse:
    """Say where the courier is."""
    known = reading.courier(desk.engine, courier)
    if isinstance(known, Refused):
        return reply.refused(known)
    duty.see(desk.engine, [Position(courier, place.point(), desk.engine.clock.now())])
    return JSONResponse({"courier": courier})


@router.post("/couriers/{courier}/arrive", dependencies=[*COURIER_OF, *RIDE])
def arrive(desk: At, reply: Reply, courier: Id, key: IdempotencyKey) -> JSONResponse:
    """Stand where the courier was sent ahead to, ready for an order."""
    return reply.answered(standing.arrive(desk.engine, f"api:{courier}:{key}", courier))


@router.post("/couriers/{courier}/orders/{order}/collect", dependencies=[*COURIER_OF, *RIDE])
def collect(desk: At, reply: Reply, courier: Id, order: Id, key: IdempotencyKey) -> JSONResponse:
    """Take the order at the counter."""
    named = f"api:{courier}:{key}"
    return reply.answered(delivering.collect(desk.engine, named, courier, order))


@router.post("/couriers/{courier}/orders/{order}/deliver", dependencies=[*COURIER_OF, *RIDE])
def deliver(
    desk: At, reply: Reply, courier: Id, order: Id, key: IdempotencyKey,
    said: DoorCodeSaid | None = None,
) -> JSONResponse:  # fmt: skip
    """Hand the order over at the door, with the code that one was told there, if any."""
    named, code = f"api:{courier}:{key}", said.code if said else ""
    return reply.answered(delivering.deliver(desk.engine, named, courier, order, code))


@router.post("/couriers/{courier}/orders/{order}/not-paid", dependencies=[*COURIER_OF, *RIDE])
def not_paid(desk: At, reply: Reply, courier: Id, order: Id, key: IdempotencyKey) -> JSONResponse:
    """Say that nobody paid, or opened, at the door: the order has failed."""
    named = f"api:{courier}:{key}"
    return reply.answered(cash.not_paid(desk.engine, named, courier, order))


@router.post("/couriers/{courier}/orders/{order}/fail", dependencies=[*COURIER_OF, *RIDE])
def fail(
    desk: At, reply: Reply, courier: Id, order: Id, said: Why, key: IdempotencyKey
) -> JSONResponse:
    """Give the order up; its customer is refunded."""
    named = f"api:{courier}:{key}"
    return reply.answered(delivering.fail(desk.engine, named, courier, order, said.why))
