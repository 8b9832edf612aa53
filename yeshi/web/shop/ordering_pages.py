"""The customer's pages of ordering: a quote, paying it, the order on its way, the wallet."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Form, Query, Response
from fastapi.responses import HTMLResponse, JSONResponse

from yeshi.base.money import Money
from yeshi.base.phones import WRITTEN_LENGTH_MAX
from yeshi.base.refused import Invalid, Refused, Unknown
from yeshi.events.fulfilment import Fulfilment
from yeshi.events.orders import PaidBy
from yeshi.flow.orders import (
    addresses,
    altering,
    calling_off,
    complaints_seen,
    ordering,
    quoting,
    rated,
    reading,
)
from yeshi.flow.orders.cash import ways_to_pay
from yeshi.flow.orders.paying import Paying
from yeshi.flow.orders.quoting import AtCounter, Wish, wish_of
from yeshi.flow.stalls import menus
from yeshi.orders.checkout import Quote, QuoteChanged
from yeshi.orders.notes import OrderNotes
from yeshi.orders.order import Destination, unaddressed, without_code
from yeshi.web.frame.access import ANYBODY, OWNER_ALONE, At, Customer, Guest, Language
from yeshi.web.frame.answering import Page, PageReply, local_path, redirect
from yeshi.web.frame.desk import Desk
from yeshi.web.frame.fields import FormPath, Id, IdOrNone, Key, Line
from yeshi.web.frame.maps import counter_map, order_map

WELCOME_FEN = 20_000
PARTS = ("items", "packing", "delivery", "voucher", "donation", "tip", "lines")

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.post("/quotes", dependencies=ANYBODY)
def ask(
    desk: At,
    guest: Guest,
    page: Page,
    language: Language,
    key: Key,
    to: Annotated[IdOrNone, Form()] = "",
    door: Annotated[int, Form(ge=0, le=10_000)] = 0,
    address: Annotated[Line, Form(max_length=200)] = "",
    round_up: Annotated[IdOrNone, Form()] = "",
    by: Annotated[Fulfilment, Form()] = Fulfilment.DELIVERY,
    phone: Annotated[Line, Form(max_length=WRITTEN_LENGTH_MAX)] = "",
) -> Response:
    """What the basket costs to one of my addresses, to a door of the demo, or at the counter."""
    found: Destination | AtCounter | Refused
    if by is Fulfilment.PICK_UP:
        found = AtCounter(phone)
    else:
        found = _mine(desk, guest.customer, to, key) if to else _door(desk, door, address, language)
    if isinstance(found, Refused):
        return page.refused(found, "/basket")
    welcome = Money(WELCOME_FEN, desk.engine.terms.currency)
    ordering.top_up(desk.engine, f"welcome:{guest.customer}", guest.customer, welcome)
    wish = Wish(guest.customer, guest.basket, found, round_up or None)
    answer = quoting.ask_quote(desk.engine, f"quote:{guest.customer}:{key}", wish)
    if isinstance(answer, Refused):
        return page.refused(answer, "/basket")
    return desk.visitors.kept(guest, redirect(f"/quotes/{answer.data['quote']}"))


def _mine(desk: Desk, customer: str, address: str, key: str) -> Destination | Refused:
    """Where the customer's address is, which is the one that is used from now on."""
    named = f"to:{customer}:{key}"
    chosen = addresses.choose_address(desk.engine, named, customer, address)
    if isinstance(chosen, Refused):
        return chosen
    found = addresses.book_of(desk.engine, customer).get(address)
    return found.to if found else Refused(Unknown("address", address))


def _door(desk: Desk, door: int, address: str, language: str) -> Destination | Refused:
    """One of the demo's doors, with the words that were added."""
    if door >= len(desk.doors):
        return Refused(Invalid("door", "choice"))
    chosen = desk.doors[door]
    return Destination(chosen.place, f"{chosen.name.in_language(language)} {address}".strip())


@router.get("/quotes/{quote_id}", dependencies=OWNER_ALONE)
def quote(
    desk: At,
    customer: Customer,
    page: Page,
    quote_id: Id,
    changed: Annotated[Line, Query()] = "",
) -> Response:
    """A quote to be paid; what `changed` since the one before stands out."""
    found = reading.quote(desk.engine, customer, quote_id)
    if isinstance(found, Refused):
        return page.refused(found)
    if found.order:
        return redirect(f"/orders/{found.order}")
    wallet = reading.wallet(desk.engine, customer)
    return page.show(
        "shop/quote.html",
        quote=found,
        counters=menus.of_ids(desk.engine, found.basket.merchants),
        wallet=wallet,
        lacks=found.lacks(wallet),
        ways=ways_to_pay(desk.engine, desk.engine.terms),
        changes=[part for part in changed.split(",") if part in PARTS],
    )


@router.post("/quotes/{quote_id}/pay", dependencies=OWNER_ALONE)
def pay(
    desk: At,
    guest: Guest,
    page: Page,
    quote_id: Id,
    key: Key,
    note: Annotated[Line, Form(max_length=200)] = "",
    way: Annotated[PaidBy | None, Form()] = None,
    phone: Annotated[Line, Form(max_length=WRITTEN_LENGTH_MAX)] = "",
) -> Response:
    """Pay the quote, or say that it is paid at the door: it becomes an order."""
    named, paying = f"pay:{guest.customer}:{key}", Paying(way, phone)
    notes = _notes(reading.quote(desk.engine, guest.customer, quote_id), note)
    answer = ordering.place(desk.engine, named, guest.customer, quote_id, notes, paying)
    if isinstance(answer, Refused):
        if isinstance(answer.reason, QuoteChanged):
            return _requoted(page, guest.customer, quote_id, answer.reason, named)
        return page.refused(answer, f"/quotes/{quote_id}")
    guest.basket.clear()
    return desk.visitors.kept(guest, redirect(f"/orders/{answer.data['order']}"))


def _notes(found: Quote | Refused, note: str) -> OrderNotes:
    """To whom it is said: the courier, or the stalls at whose counters it is collected."""
    if isinstance(found, Refused) or not found.is_collected:
        return OrderNotes(note)
    return OrderNotes(to_stalls=dict.fromkeys(found.basket.merchants, note))


def _requoted(
    page: PageReply, customer: str, quote_id: str, reason: QuoteChanged, key: str
) -> Response:
    """The same basket at today's prices."""
    engine = page.desk.engine
    old = reading.quote(engine, customer, quote_id)
    if isinstance(old, Refused):
        return page.refused(old)
    fresh = quoting.ask_quote(engine, f"again:{key}", wish_of(old))
    if isinstance(fresh, Refused):
        return page.refused(fresh, "/basket")
    return redirect(f"/quotes/{fresh.data['quote']}?changed={','.join(reason.changes)}")


@router.post("/wallet", dependencies=ANYBODY)
def fill(desk: At, guest: Guest, page: Page, key: Key, back: FormPath = "/") -> Response:
    """Put test money into the wallet."""
    named = f"wallet:{guest.customer}:{key}"
    welcome = Money(WELCOME_FEN, desk.engine.terms.currency)
    answer = ordering.top_up(desk.engine, named, guest.customer, welcome)
    if isinstance(answer, Refused):
        return page.refused(answer)
    return desk.visitors.kept(guest, redirect(local_path(back)))


@router.get("/orders/{order_id}", dependencies=OWNER_ALONE)
def order(page: Page, order_id: Id) -> Response:
    """How far an order is."""
    return _order(page, order_id, "shop/order.html")


@router.get("/orders/{order_id}/part", dependencies=OWNER_ALONE)
def order_part(page: Page, order_id: Id) -> Response:
    """The part of the order's page that changes."""
    return _order(page, order_id, "shop/order_part.html")


def _order(page: PageReply, order_id: str, template: str) -> Response:
    found = reading.order(page.desk.engine, order_id)
    if isinstance(found, Refused):
        return page.refused(found)
    mine = reading.is_mine(page.desk.engine, found.order)
    if not mine:
        # Whoever has only the link sees how far it is, not where the door is nor the money.
        found = replace(found, order=without_code(unaddressed(found.order)), transfers=())
    engine = page.desk.engine
    ratings = rated.ratings_of(engine, order_id) if mine else None
    complaints = complaints_seen.complaints_of(engine, order_id) if mine else None
    return page.show(template, view=found, mine=mine, ratings=ratings, complaints=complaints)


@router.get("/orders/{order_id}/map", dependencies=OWNER_ALONE)
def order_places(desk: At, page: Page, language: Language, order_id: Id) -> Response:
    """Counter, door, courier and way; of somebody else's order the counter alone."""
    found = reading.order(desk.engine, order_id)
    if isinstance(found, Refused):
        return page.refused(found)
    mine = reading.is_mine(desk.engine, found.order)
    return JSONResponse(order_map(found, language) if mine else counter_map(found, language))


@router.post("/orders/{order_id}/call-off", dependencies=OWNER_ALONE)
def call_off(desk: At, customer: Customer, page: Page, order_id: Id, key: Key) -> Response:
    """Call the order off, until it is accepted."""
    answer = calling_off.call_off_order(desk.engine, f"off:{customer}:{key}", customer, order_id)
    return page.back(answer, f"/orders/{order_id}", None)


@router.post("/orders/{order_id}/offers/{merchant}", dependencies=OWNER_ALONE)
def answer_offer(
    desk: At,
    customer: Customer,
    page: Page,
    order_id: Id,
    merchant: Id,
    agrees: Annotated[bool, Form()],
    key: Key,
) -> Response:
    """Take what the stall offers instead, or want it as it was ordered."""
    named = f"offer:{customer}:{key}"
    answering = altering.agree_to_offer if agrees else altering.decline_offer
    answer = answering(desk.engine, named, customer, order_id, merchant)
    return page.back(answer, f"/orders/{order_id}", None)
