"""Couriers over JSON for who enters them: changed, gone, back; and shifts called off."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from yeshi.fleet.courier import Vehicle
from yeshi.flow.fleet import changing
from yeshi.flow.fleet.changing import CourierEntry
from yeshi.web.frame.access import STEWARDS_OF_CITY, At
from yeshi.web.frame.answering import Reply
from yeshi.web.frame.bodies import NameBody, PlaceBody, chosen
from yeshi.web.frame.fields import Id, IdempotencyKey
from yeshi.web.frame.scopes import CONTROL
from yeshi.web.settings.stalls_api import Reasoned

router = APIRouter(prefix="/api", tags=["registering"])


class CourierEntryBody(Reasoned):
    """What a courier is called and rides; `place`: where they start, null for as before."""

    name: NameBody
    vehicle: Annotated[Vehicle, chosen(Vehicle)]
    place: PlaceBody | None = None


@router.post("/couriers/{courier}", dependencies=[*STEWARDS_OF_CITY, *CONTROL])
def change(
    desk: At, reply: Reply, courier: Id, body: CourierEntryBody, key: IdempotencyKey
) -> JSONResponse:
    """Enter a courier anew; refused while they are under way."""
    place = body.place.point() if body.place else None
    entry, named = CourierEntry(body.name.read(), body.vehicle, place), f"api:enter:{key}"
    return reply.answered(changing.change_courier(desk.engine, named, courier, entry, body.why))


@router.post("/couriers/{courier}/dismiss", dependencies=[*STEWARDS_OF_CITY, *CONTROL])
def dismiss(
    desk: At, reply: Reply, courier: Id, body: Reasoned, key: IdempotencyKey
) -> JSONResponse:
    """Have a courier ride no more; refused while they are under way or on a shift."""
    named = f"api:dismiss:{key}"
    return reply.answered(changing.dismiss(desk.engine, named, courier, body.why))


@router.post("/couriers/{courier}/take-back", dependencies=[*STEWARDS_OF_CITY, *CONTROL])
def take_back(
    desk: At, reply: Reply, courier: Id, body: Reasoned, key: IdempotencyKey
) -> JSONResponse:
    """Have a courier who left ride again."""
    named = f"api:take-back:{key}"
    return reply.answered(changing.take_back(desk.engine, named, courier, body.why))


@router.post(
    "/couriers/{courier}/shifts/{shift}/call-off", dependencies=[*STEWARDS_OF_CITY, *CONTROL]
)
def call_off(
    desk: At, reply: Reply, courier: Id, shift: Id, body: Reasoned, key: IdempotencyKey
) -> JSONResponse:
    """Have a shift that was to come not come."""
    named = f"api:call-off:{key}"
    return reply.answered(changing.call_off_shift(desk.engine, named, courier, shift, body.why))
