"""Couriers join and plan their shifts over JSON."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from yeshi.fleet.courier import Vehicle
from yeshi.flow.fleet import joining
from yeshi.flow.fleet.joining import PlannedShift, Said
from yeshi.web.frame.access import STEWARDS_OF_CITY, At
from yeshi.web.frame.answering import Reply
from yeshi.web.frame.bodies import NameBody, PlaceBody, chosen
from yeshi.web.frame.fields import Id, IdempotencyKey, Moment, NewId, Year
from yeshi.web.frame.scopes import CONTROL

router = APIRouter(prefix="/api", tags=["registering"])


class CourierBody(PlaceBody):
    """A courier and where they start."""

    id: NewId
    name: NameBody
    vehicle: Annotated[Vehicle, chosen(Vehicle)]
    woman: bool | None = None
    born_year: Year | None = None
    first_job: bool | None = None


class ShiftBody(PlaceBody):
    """When and where a courier works; times with their zone."""

    on_at: Moment
    off_at: Moment


@router.post("/couriers", dependencies=[*STEWARDS_OF_CITY, *CONTROL])
def courier(desk: At, reply: Reply, body: CourierBody, key: IdempotencyKey) -> JSONResponse:
    """Have a courier join."""
    answer = joining.register_courier(
        desk.engine,
        f"api:courier:{key}",
        body.id,
        body.name.read(),
        body.vehicle,
        body.point(),
        Said(body.woman, body.born_year, body.first_job),
    )
    return reply.answered(answer)


@router.post("/couriers/{courier}/shifts", dependencies=[*STEWARDS_OF_CITY, *CONTROL])
def shift(
    desk: At, reply: Reply, courier: Id, body: ShiftBody, key: IdempotencyKey
) -> JSONResponse:
    """Plan a courier's shift."""
    planned = PlannedShift(courier, body.on_at, body.off_at, body.point())
    return reply.answered(joining.plan_shift(desk.engine, f"api:shift:{key}", planned))
