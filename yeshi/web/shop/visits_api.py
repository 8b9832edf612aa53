"""Services over JSON: which there are, when one may come, and what one has booked."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import JSONResponse
from pydantic import Field, TypeAdapter

from yeshi.base.limits import NAME_LENGTH_MAX
from yeshi.flow.visits import booked, seen
from yeshi.flow.visits.booked import BookingSeen, OwnBookings
from yeshi.flow.visits.booking import VisitWanted, call_off_booking, move_booking
from yeshi.flow.visits.seen import ServiceDay, ServiceSeen
from yeshi.market.finding import TYPED_LENGTH_MAX
from yeshi.visits.service import ServiceSort
from yeshi.web.frame.access import ANYBODY, OWNER_ALONE, At, Customer
from yeshi.web.frame.answering import NOT_KEPT, Reply
from yeshi.web.frame.bodies import Body
from yeshi.web.frame.fields import Day, Id, IdempotencyKey, Line, Moment
from yeshi.web.frame.scopes import ANY_KEY, ORDER
from yeshi.web.shop.visit_booking import book_from

_DAY, _SEEN = TypeAdapter(ServiceDay), TypeAdapter(BookingSeen)
_SERVICES = TypeAdapter(list[ServiceSeen])

router = APIRouter(prefix="/api", tags=["ordering"])


class VisitBody(Body):
    """When one would like to come, and how one is called and reached."""

    starts_at: Moment = Field(examples=["2026-01-05T20:00:00+08:00"])
    phone: Annotated[Line, Field(max_length=60)] = Field(examples=["+8613800138000"])
    guest_name: Annotated[Line, Field(max_length=NAME_LENGTH_MAX)] = ""


class OtherTimeBody(Body):
    """When one would like to come instead."""

    starts_at: Moment = Field(examples=["2026-01-05T20:15:00+08:00"])


@router.get(
    "/services",
    summary="Services that can be booked, who is free first is first",
    response_model=list[ServiceSeen],
    dependencies=[*ANYBODY, *ANY_KEY],
)
def services(
    desk: At,
    reply: Reply,
    sort: Annotated[ServiceSort | None, Query()] = None,
    q: Annotated[Line, Query(max_length=TYPED_LENGTH_MAX)] = "",
) -> JSONResponse:
    """Of one sort or of all; with `q` those that answer it, in characters, pinyin or English."""
    engine = desk.engine
    found = seen.services_found(engine, q) if q.strip() else seen.services_offered(engine, sort)
    return reply.found([o for o in found if sort in (None, o.service.sort)], _SERVICES)


@router.get(
    "/services/{service}",
    summary="When one may come on a business day",
    response_model=ServiceDay,
    dependencies=[*ANYBODY, *ANY_KEY],
)
def service(
    desk: At, reply: Reply, service: Id, day: Annotated[Day | None, Query()] = None
) -> JSONResponse:
    """By default on the first day on which a seat is free; `days` tells of which it is."""
    return reply.found(seen.service_on(desk.engine, service, day), _DAY)


@router.get(
    "/merchants/{merchant}/services",
    summary="A merchant's services",
    response_model=list[ServiceSeen],
    dependencies=[*ANYBODY, *ANY_KEY],
)
def of_merchant(desk: At, reply: Reply, merchant: Id) -> JSONResponse:
    """None of who offers none."""
    return reply.found(seen.services_of(desk.engine, merchant), _SERVICES)


@router.post(
    "/services/{service}/bookings",
    summary="Book a service",
    dependencies=[*OWNER_ALONE, *ORDER],
)
def book(
    desk: At, request: Request, customer: Customer, reply: Reply, service: Id, body: VisitBody,
    key: IdempotencyKey,
) -> JSONResponse:  # fmt: skip
    """The booking's id; it is paid there. Refused where no seat is free then."""
    wanted = VisitWanted(
        service=service, starts_at=body.starts_at, name=body.guest_name, phone=body.phone
    )
    return reply.answered(book_from(desk, request, f"api:{customer}:{key}", customer, wanted))


@router.get("/bookings", summary="What I have booked", dependencies=[*OWNER_ALONE, *ORDER])
def mine(desk: At, customer: Customer, response: Response) -> OwnBookings:
    """What is to come, the first first; then what was, the latest first."""
    response.headers.update(NOT_KEPT)
    return booked.bookings_of(desk.engine, customer)


@router.get(
    "/bookings/{booking}",
    summary="A booking of mine",
    response_model=BookingSeen,
    dependencies=[*OWNER_ALONE, *ORDER],
)
def one(desk: At, reply: Reply, booking: Id) -> JSONResponse:
    """With its number and code."""
    found = reply.found(booked.own_booking(desk.engine, booking), _SEEN)
    found.headers.update(NOT_KEPT)
    return found


@router.post(
    "/bookings/{booking}/move",
    summary="Come at another time instead",
    dependencies=[*OWNER_ALONE, *ORDER],
)
def move(
    desk: At, customer: Customer, reply: Reply, booking: Id, body: OtherTimeBody,
    key: IdempotencyKey,
) -> JSONResponse:  # fmt: skip
    """The booking's id; where no seat is free then, it stays as it was."""
    named = f"api:{customer}:{key}"
    return reply.answered(move_booking(desk.engine, named, customer, booking, body.starts_at))


@router.post(
    "/bookings/{booking}/call-off",
    summary="Call a booking off",
    dependencies=[*OWNER_ALONE, *ORDER],
)
def call_off(
    desk: At, customer: Customer, reply: Reply, booking: Id, key: IdempotencyKey
) -> JSONResponse:
    """The booking's id, until it was to begin."""
    named = f"api:{customer}:{key}"
    return reply.answered(call_off_booking(desk.engine, named, customer, booking))
