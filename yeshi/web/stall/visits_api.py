"""A merchant's services, seats and bookings over JSON."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse
from pydantic import Field, TypeAdapter

from yeshi.base.limits import NAME_LENGTH_MAX, PRICE_FEN_MAX
from yeshi.base.money import Money
from yeshi.flow.visits import booked, offering, receiving
from yeshi.flow.visits.booked import BookingBook
from yeshi.flow.visits.booking import VisitWanted, book_for
from yeshi.visits.booking import DeclinedFor
from yeshi.visits.seats import SEATS_MAX, SeatsSaid
from yeshi.visits.service import BETWEEN_MAX, MINUTES_MAX, ServiceSaid, ServiceSort
from yeshi.visits.slot import Span
from yeshi.web.frame.access import COUNTER_OF, STALLHOLDER_OF, At
from yeshi.web.frame.answering import Reply
from yeshi.web.frame.bodies import Body, NameBody, chosen
from yeshi.web.frame.fields import Day, Id, IdempotencyKey, Line, Moment
from yeshi.web.frame.scopes import KITCHEN

_BOOK = TypeAdapter(BookingBook)
_COUNTER, _HOLDER = [*COUNTER_OF, *KITCHEN], [*STALLHOLDER_OF, *KITCHEN]

router = APIRouter(prefix="/api/merchants/{merchant}", tags=["working"])


class SeatsBody(Body):
    """Seats that are alike; `days_off`: weekdays on which nobody works, Monday is 0."""

    name: NameBody
    seats_count: int = Field(ge=1, le=SEATS_MAX)
    days_off: list[Annotated[int, Field(ge=0, le=6)]] = Field([], max_length=6)

    def read(self) -> SeatsSaid:
        """What is said."""
        days = tuple(sorted(set(self.days_off)))
        return SeatsSaid(name=self.name.read(), count=self.seats_count, days_off=days)


class PauseBody(Body):
    """From when until when nobody can be booked."""

    paused_from: Moment
    paused_until: Moment

    def read(self) -> Span:
        """That time."""
        return Span(self.paused_from, self.paused_until)


class ServiceBody(Body):
    """A service; `between`: the minutes before the next guest, `seat_pool`: of which seats."""

    name: NameBody
    sort: Annotated[ServiceSort, chosen(ServiceSort)]
    seat_pool: Id
    minutes: int = Field(ge=1, le=MINUTES_MAX)
    between: int = Field(0, ge=0, le=BETWEEN_MAX)
    price_fen: int = Field(gt=0, le=PRICE_FEN_MAX)

    def read(self, currency: str) -> ServiceSaid:
        """What is said."""
        return ServiceSaid(
            name=self.name.read(), sort=self.sort, seats=self.seat_pool, minutes=self.minutes,
            between=self.between, price=Money(self.price_fen, currency),
        )  # fmt: skip


class CallerBody(Body):
    """Who calls, or stands there, and wants to come when."""

    service: Id
    starts_at: Moment
    guest_name: Annotated[Line, Field(min_length=1, max_length=NAME_LENGTH_MAX)]
    phone: Annotated[Line, Field(max_length=60)] = ""


class DeclinedBody(Body):
    """Why it is called off, as the guest reads it."""

    why: Annotated[DeclinedFor, chosen(DeclinedFor)]


@router.get(
    "/bookings", summary="A business day's bookings", response_model=BookingBook,
    dependencies=_COUNTER,
)  # fmt: skip
def bookings(
    desk: At, reply: Reply, merchant: Id, day: Annotated[Day | None, Query()] = None
) -> JSONResponse:
    """By their time, by default today's, with the services and seats there are."""
    return reply.found(booked.book_of(desk.engine, merchant, day), _BOOK)


@router.post("/bookings", summary="Book for who calls", dependencies=_COUNTER)
def book(
    desk: At, reply: Reply, merchant: Id, body: CallerBody, key: IdempotencyKey
) -> JSONResponse:
    """The booking's id."""
    wanted = VisitWanted(
        service=body.service, starts_at=body.starts_at, name=body.guest_name, phone=body.phone
    )
    return reply.answered(book_for(desk.engine, f"api:{merchant}:{key}", merchant, wanted))


@router.post("/bookings/{booking}/came", summary="Say that a guest came", dependencies=_COUNTER)
def came(desk: At, reply: Reply, merchant: Id, booking: Id, key: IdempotencyKey) -> JSONResponse:
    """The booking's id."""
    named = f"api:{merchant}:{key}"
    return reply.answered(receiving.guest_came(desk.engine, named, merchant, booking))


@router.post(
    "/bookings/{booking}/missed", summary="Say that a guest did not come", dependencies=_COUNTER
)
def missed(desk: At, reply: Reply, merchant: Id, booking: Id, key: IdempotencyKey) -> JSONResponse:
    """The booking's id; the seat is free at once."""
    named = f"api:{merchant}:{key}"
    return reply.answered(receiving.guest_missed(desk.engine, named, merchant, booking))


@router.post("/bookings/{booking}/decline", summary="Call a booking off", dependencies=_COUNTER)
def decline(
    desk: At, reply: Reply, merchant: Id, booking: Id, body: DeclinedBody, key: IdempotencyKey
) -> JSONResponse:
    """The booking's id; its guest is told why."""
    named = f"api:{merchant}:{key}"
    answer = receiving.decline_booking(desk.engine, named, merchant, booking, body.why)
    return reply.answered(answer)


@router.post("/seats", summary="Have seats that can be booked", dependencies=_HOLDER)
def enter_seats(
    desk: At, reply: Reply, merchant: Id, body: SeatsBody, key: IdempotencyKey
) -> JSONResponse:
    """Their id."""
    named = f"api:{merchant}:{key}"
    return reply.answered(offering.enter_seats(desk.engine, named, merchant, body.read()))


@router.post("/seats/{seat_pool}", summary="Say seats anew", dependencies=_HOLDER)
def change_seats(
    desk: At, reply: Reply, merchant: Id, seat_pool: Id, body: SeatsBody, key: IdempotencyKey
) -> JSONResponse:
    """Their id; there are no fewer than are booked at once."""
    named = f"api:{merchant}:{key}"
    answer = offering.change_seats(desk.engine, named, merchant, seat_pool, body.read())
    return reply.answered(answer)


@router.post("/seats/{seat_pool}/pause", summary="Take no bookings", dependencies=_COUNTER)
def pause(
    desk: At, reply: Reply, merchant: Id, seat_pool: Id, body: PauseBody, key: IdempotencyKey
) -> JSONResponse:
    """The seats' id; who is booked comes all the same."""
    named = f"api:{merchant}:{key}"
    answer = offering.pause_seats(desk.engine, named, merchant, seat_pool, body.read())
    return reply.answered(answer)


@router.post("/seats/{seat_pool}/resume", summary="Take a pause back", dependencies=_COUNTER)
def resume(
    desk: At, reply: Reply, merchant: Id, seat_pool: Id, body: PauseBody, key: IdempotencyKey
) -> JSONResponse:
    """The seats' id."""
    named = f"api:{merchant}:{key}"
    answer = offering.resume_seats(desk.engine, named, merchant, seat_pool, body.read())
    return reply.answered(answer)


@router.post("/services", summary="Offer a service", dependencies=_HOLDER)
def offer(
    desk: At, reply: Reply, merchant: Id, body: ServiceBody, key: IdempotencyKey
) -> JSONResponse:
    """Its id."""
    said = body.read(desk.engine.terms.currency)
    named = f"api:{merchant}:{key}"
    return reply.answered(offering.offer_service(desk.engine, named, merchant, said))


@router.post("/services/{service}", summary="Say a service anew", dependencies=_HOLDER)
def change(
    desk: At, reply: Reply, merchant: Id, service: Id, body: ServiceBody, key: IdempotencyKey
) -> JSONResponse:
    """Its id; who is booked has it as it was said."""
    said = body.read(desk.engine.terms.currency)
    named = f"api:{merchant}:{key}"
    return reply.answered(offering.change_service(desk.engine, named, merchant, service, said))


@router.post("/services/{service}/end", summary="Offer a service no more", dependencies=_HOLDER)
def end(desk: At, reply: Reply, merchant: Id, service: Id, key: IdempotencyKey) -> JSONResponse:
    """Its id; who is booked comes all the same."""
    named = f"api:{merchant}:{key}"
    return reply.answered(offering.end_service(desk.engine, named, merchant, service))
