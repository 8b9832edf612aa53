"""Paying through providers over JSON, and what providers tell of it."""

from __future__ import annotations

from hashlib import sha256
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse, Response
from pydantic import Field, TypeAdapter

from yeshi.base.refused import Refused, Unknown
from yeshi.flow.orders import paying_online
from yeshi.flow.orders.looks import of_taking_up
from yeshi.flow.orders.paying import Paying
from yeshi.flow.orders.payment_seen import PaymentSeen, payment_seen
from yeshi.flow.payments.standing import hear
from yeshi.flow.ports.providers import Forged, Knocked, NoticeForged
from yeshi.orders.notes import OrderNotes
from yeshi.people.actor import CLOCK
from yeshi.web.frame.access import ANYBODY, OWNER_ALONE, At, Customer
from yeshi.web.frame.answering import Reply
from yeshi.web.frame.fields import Id, IdempotencyKey
from yeshi.web.frame.scopes import NO_KEY, ORDER
from yeshi.web.shop.ordering_api import PlaceRequest

PROVIDER_LENGTH_MAX = 20

router = APIRouter(prefix="/api", tags=["payments"])
ProviderName = Annotated[str, Field(pattern=r"^[a-z]+$", max_length=PROVIDER_LENGTH_MAX)]
_SEEN = TypeAdapter(PaymentSeen)


class BeginPayment(PlaceRequest):
    """The quote to pay through a provider, and what is said with it; `way` says nothing here."""

    provider: ProviderName = Field(examples=["wechat"])


@router.post(
    "/payments",
    summary="Begin to pay a quote through a provider; it is kept for fifteen minutes",
    dependencies=[*OWNER_ALONE, *ORDER],
)
def begin(
    desk: At, customer: Customer, reply: Reply, wanted: BeginPayment, key: IdempotencyKey
) -> JSONResponse:
    """The payment's id; where nothing is to be paid, the order's."""
    invoice = wanted.invoice.made_for if wanted.invoice else None
    return reply.answered(
        paying_online.begin_payment(
            desk.engine, f"api:{customer}:{key}", customer, wanted.quote, wanted.provider,
            OrderNotes(wanted.note, wanted.stall_notes, wanted.cutlery),
            Paying(phone=wanted.phone, invoice=invoice), wanted.agreed_day,
        )
    )  # fmt: skip


@router.get(
    "/payments/{payment}",
    summary="My payment: how it is paid, and what became of it",
    response_model=PaymentSeen,
    dependencies=[*OWNER_ALONE, *ORDER],
)
def payment(desk: At, reply: Reply, payment: Id) -> JSONResponse:
    """With what of it goes back."""
    return reply.found(payment_seen(desk.engine, payment), _SEEN)


@router.post(
    "/payments/{payment}/give-up",
    summary="Pay in another way: what was kept is free again",
    dependencies=[*OWNER_ALONE, *ORDER],
)
def give_up(
    desk: At, customer: Customer, reply: Reply, payment: Id, key: IdempotencyKey
) -> JSONResponse:
    """The payment's id."""
    named = f"api:{customer}:{key}"
    return reply.answered(paying_online.give_up_payment(desk.engine, named, customer, payment))


async def _knocked(request: Request) -> Knocked:
    headers = {name.lower(): value for name, value in request.headers.items()}
    return Knocked(headers, await request.body())


@router.post(
    "/payments/{provider}/notice", include_in_schema=False, dependencies=[*ANYBODY, *NO_KEY]
)
def notice(
    desk: At, reply: Reply, provider: ProviderName, knocked: Annotated[Knocked, Depends(_knocked)]
) -> Response:
    """What a provider tells of a payment, once it is known to be its own.

    What is told twice is entered once, and what is told of nobody's payment is nothing to us: both
    are thanked for, or it would be told for days.
    """
    asked = desk.providers.get(provider)
    if asked is None:
        return reply.refused(Refused(Unknown("provider", provider)))
    try:
        told = asked.read(knocked)
    except Forged:
        return reply.refused(Refused(NoticeForged()))
    if told is not None:
        key = f"notice:{provider}:{sha256(knocked.body).hexdigest()}"
        hear(desk.engine.acting(CLOCK), key, provider, told, of_taking_up(told.intent))
    return Response(asked.thanks, media_type="text/plain")
