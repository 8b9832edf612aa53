"""Ordering over JSON: quotes, orders, the wallet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import Field, TypeAdapter, WithJsonSchema

from yeshi.base.limits import (
    ADDRESS_LENGTH_MAX,
    CUTLERY_MAX,
    NOTE_LENGTH_MAX,
    STALLS_MAX,
    TIP_FEN_MAX,
    TOP_UP_FEN_MAX,
)
from yeshi.base.money import Money
from yeshi.base.phones import WRITTEN_LENGTH_MAX
from yeshi.base.refused import Invalid, NotYours, Refused
from yeshi.base.selection import WRITTEN_LENGTH_MAX as SELECTION_LENGTH_MAX
from yeshi.events.orders import PaidBy
from yeshi.flow.orders import altering, calling_off, ordering, quoting, reading
from yeshi.flow.orders.checking_out import later_times
from yeshi.flow.orders.paying import Paying
from yeshi.flow.orders.quoting import AtCounter, OnTop, Wish
from yeshi.flow.orders.reading import OrderView
from yeshi.geo.point import Point
from yeshi.orders.checkout import Quote
from yeshi.orders.notes import OrderNotes
from yeshi.orders.order import Destination, Order
from yeshi.orders.wished import Wished
from yeshi.web.frame.access import ANYBODY, OWNER_ALONE, At, Customer
from yeshi.web.frame.answering import Reply
from yeshi.web.frame.bodies import Body
from yeshi.web.frame.desk import Desk
from yeshi.web.frame.fields import Day, East, Id, IdempotencyKey, IdOrNone, Line, Moment, North
from yeshi.web.frame.scopes import ORDER
from yeshi.web.shop.invoice_api import InvoiceBody

_VIEW, _QUOTE = TypeAdapter(OrderView), TypeAdapter(Quote)
_TIMES = TypeAdapter(list[Wished])
# A dish by its id, with what is chosen at it: it-4+large+egg.
Selected = Annotated[Line, Field(min_length=1, max_length=SELECTION_LENGTH_MAX)]
Note = Annotated[Line, Field(max_length=NOTE_LENGTH_MAX)]
Quantity = Annotated[int, Field(ge=-1000, le=1000)]

# Written out, for a pattern of keys alone would let any other key in.
_ITEMS = {
    "type": "object",
    "propertyNames": TypeAdapter(Selected).json_schema(),
    "additionalProperties": TypeAdapter(Quantity).json_schema(),
    "maxProperties": 1000,
}
Quantities = Annotated[dict[Selected, Quantity], Field(max_length=1000), WithJsonSchema(_ITEMS)]

_NOTES = {
    "type": "object",
    "propertyNames": TypeAdapter(Id).json_schema(),
    "additionalProperties": TypeAdapter(Note).json_schema(),
    "maxProperties": STALLS_MAX,
}
StallNotes = Annotated[dict[Id, Note], Field(max_length=STALLS_MAX), WithJsonSchema(_NOTES)]

router = APIRouter(prefix="/api", tags=["ordering"])


class TermsRequest(Body):
    """The door in degrees east (x) and north (y), and what is put on the bill by wish.

    What its customer collects (`by` is `pick_up`) needs no door.
    """

    by: Literal["delivery", "pick_up"] = "delivery"
    x: East | None = Field(None, examples=[112.9765])
    y: North | None = Field(None, examples=[28.1965])
    address: Line = Field("", max_length=ADDRESS_LENGTH_MAX, examples=["五一广场 地铁口"])
    door_note: Line = Field("", max_length=NOTE_LENGTH_MAX, description="a word for the courier")
    phone: Line = Field("", max_length=WRITTEN_LENGTH_MAX, examples=["+86 138 0013 8000"])
    round_up: Id | None = Field(None, description="a programme's id", examples=["rural-teachers"])
    campaign: IdOrNone | None = Field(
        None, description="whose voucher is used; empty for none, null for what takes most off"
    )
    tip_fen: int = Field(0, ge=0, le=TIP_FEN_MAX, description="wholly the courier's")
    wished_for: Moment | None = Field(
        None,
        description="when the wanted quarter of an hour begins; null for soonest",
    )


class QuoteRequest(TermsRequest):
    """Quantities by item with its choices, and the door in degrees east (x) and north (y).

    What its customer collects (`by` is `pick_up`) needs no door.

    `it-4+large+egg`: the choices by their ids; of the second dish of a set `2.egg`.
    """

    items: Quantities = Field(examples=[{"liu-tofu.stinky-tofu": 2}])


class PlaceRequest(Body):
    """The quote to pay, notes, and how it is paid: by default as the city likes.

    The courier alone reads `note`, and each stall what `stall_notes` has under its id. Who pays in
    cash leaves a `phone`, where the quote has none.
    """

    quote: Id
    note: Line = Field("", max_length=NOTE_LENGTH_MAX, description="for the courier")
    stall_notes: StallNotes = Field(default_factory=dict, examples=[{"liu-tofu": "少辣"}])
    cutlery: int = Field(0, ge=0, le=CUTLERY_MAX, description="from each stall")
    way: Literal["wallet", "cash"] | None = None
    phone: Line = Field("", max_length=WRITTEN_LENGTH_MAX)
    invoice: InvoiceBody | None = Field(None, description="for whom each stall is to make one")
    agreed_day: Day | None = Field(
        None, description="the business day that is agreed to, where it is for another"
    )


class TopUpRequest(Body):
    """Test money in fen."""

    fen: int = Field(gt=0, le=TOP_UP_FEN_MAX)


@router.post(
    "/quotes",
    summary="Price a basket to a door or at the counter; the prices hold five minutes",
    dependencies=[*ANYBODY, *ORDER],
)
def ask(
    desk: At, customer: Customer, reply: Reply, wish: QuoteRequest, key: IdempotencyKey
) -> JSONResponse:
    """The quote's id."""
    wanted = wished(desk, customer, wish, wish.items)
    if isinstance(wanted, Refused):
        return reply.refused(wanted)
    named, at = f"api:{customer}:{key}", wish.wished_for
    return reply.answered(quoting.ask_quote(desk.engine, named, wanted, at))


@router.post(
    "/later-times",
    summary="For which later times a basket can be had: quarters of an hour, the soonest first",
    response_model=list[Wished],
    dependencies=[*ANYBODY, *ORDER],
)
def times(desk: At, customer: Customer, reply: Reply, wish: QuoteRequest) -> JSONResponse:
    """Each as `wished_for` of a quote takes it (`at`), and when it is begun and ready for that."""
    wanted = wished(desk, customer, wish, wish.items)
    if isinstance(wanted, Refused):
        return reply.refused(wanted)
    return reply.found(later_times(desk.engine, wanted), _TIMES)


def wished(
    desk: Desk, customer: str, wish: TermsRequest, items: Mapping[str, int]
) -> Wish | Refused:
    """What is asked a quote for."""
    place: Destination | AtCounter = AtCounter(wish.phone)
    if wish.by == "delivery":
        if wish.x is None or wish.y is None:
            return Refused(Invalid("place", "no_place"))
        place = Destination(Point(wish.x, wish.y), wish.address, wish.door_note, wish.phone)
    tip = Money(wish.tip_fen, desk.engine.terms.currency) if wish.tip_fen else None
    return Wish(customer, items, place, wish.round_up, OnTop(wish.campaign, tip))


@router.get(
    "/quotes/{quote}", summary="A quote", response_model=Quote, dependencies=[*OWNER_ALONE, *ORDER]
)
def quote(desk: At, customer: Customer, reply: Reply, quote: Id) -> JSONResponse:
    """What it costs, part by part, and until when."""
    return reply.found(reading.quote(desk.engine, customer, quote), _QUOTE)


@router.post(
    "/orders",
    summary="Pay a quote, or say that it is paid at the door: it becomes an order",
    dependencies=[*OWNER_ALONE, *ORDER],
)
def place(
    desk: At, customer: Customer, reply: Reply, wanted: PlaceRequest, key: IdempotencyKey
) -> JSONResponse:
    """The order's id."""
    named = f"api:{customer}:{key}"
    way = PaidBy(wanted.way) if wanted.way else None
    paying = Paying(way, wanted.phone, invoice=wanted.invoice.made_for if wanted.invoice else None)
    notes = OrderNotes(wanted.note, wanted.stall_notes, wanted.cutlery)
    quote, agreed = wanted.quote, wanted.agreed_day
    return reply.answered(
        ordering.place(desk.engine, named, customer, quote, notes, paying, agreed)
    )


@router.get("/orders", summary="My orders, the newest first", dependencies=[*OWNER_ALONE, *ORDER])
def orders(desk: At, customer: Customer) -> list[Order]:
    """As they stand now."""
    return reading.orders_of(desk.engine, customer)


@router.get(
    "/orders/{order}",
    summary="My order, its courier and its money",
    response_model=OrderView,
    dependencies=[*OWNER_ALONE, *ORDER],
)
def order(desk: At, reply: Reply, order: Id) -> JSONResponse:
    """Refused to whoever did not place it."""
    found = reading.order(desk.engine, order)
    if isinstance(found, OrderView) and not reading.is_mine(desk.engine, found.order):
        return reply.refused(Refused(NotYours("order", order)))
    return reply.found(found, _VIEW)


@router.post(
    "/orders/{order}/call-off",
    summary="Call my order off until it is accepted; one for later, until it is begun",
    dependencies=[*OWNER_ALONE, *ORDER],
)
def call_off(
    desk: At, customer: Customer, reply: Reply, order: Id, key: IdempotencyKey
) -> JSONResponse:
    """The order's id."""
    named = f"api:{customer}:{key}"
    return reply.answered(calling_off.call_off_order(desk.engine, named, customer, order))


class Agreement(Body):
    """Whether what the stall offers is taken; else it is wanted as it was ordered."""

    agrees: bool


@router.post(
    "/orders/{order}/offers/{merchant}",
    summary="Say whether I take what a stall offers instead",
    dependencies=[*OWNER_ALONE, *ORDER],
)
def answer_offer(
    desk: At,
    customer: Customer,
    reply: Reply,
    order: Id,
    merchant: Id,
    said: Agreement,
    key: IdempotencyKey,
) -> JSONResponse:
    """The order's id."""
    answering = altering.agree_to_offer if said.agrees else altering.decline_offer
    return reply.answered(
        answering(desk.engine, f"api:{customer}:{key}", customer, order, merchant)
    )


@router.get("/wallet", summary="My test wallet", dependencies=[*OWNER_ALONE, *ORDER])
def wallet(desk: At, customer: Customer) -> Money:
    """What is in it."""
    return reading.wallet(desk.engine, customer)


@router.post("/wallet", summary="Fill my test wallet", dependencies=[*OWNER_ALONE, *ORDER])
def fill(
    desk: At, customer: Customer, reply: Reply, amount: TopUpRequest, key: IdempotencyKey
) -> JSONResponse:
    """What is in it then."""
    money = Money(amount.fen, desk.engine.terms.currency)
    return reply.answered(ordering.top_up(desk.engine, f"api:{customer}:{key}", customer, money))
