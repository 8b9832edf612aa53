"""The one page on which one orders: the basket, where it goes, what it comes to, and paying it."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse

from yeshi.base.refused import Refused
from yeshi.flow.orders import addresses, ordering, quoting, reading
from yeshi.flow.orders.cash import ways_to_pay
from yeshi.flow.orders.paying import Paying
from yeshi.flow.orders.paying_online import begin_payment
from yeshi.orders.checkout import Quote
from yeshi.web.frame.access import ANYBODY, At, Guest, Language
from yeshi.web.frame.answering import Page, redirect
from yeshi.web.frame.forms import Fields
from yeshi.web.shop.address_forms import whereabouts
from yeshi.web.shop.checkout_form import (
    DOOR,
    NEW,
    CheckoutForm,
    counted,
)
from yeshi.web.shop.checkout_shown import CheckoutShown
from yeshi.web.shop.welcome import welcome

BASKET = "/basket"
ORDERS = "/orders/"

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get(BASKET, dependencies=ANYBODY)
def basket(desk: At, guest: Guest, page: Page, language: Language) -> Response:
    """What is in the basket, and what it comes to where one ate last; at a table or in a
    group the list of all."""
    if guest.seat:
        return redirect(guest.seat.page)
    seen = CheckoutShown(page=page, guest=guest, language=language)
    return desk.visitors.kept(guest, seen.shown_with(seen.untouched()))


@router.post("/basket/reckon", dependencies=ANYBODY)
def reckon(desk: At, guest: Guest, page: Page, language: Language, fields: Fields) -> Response:
    """What it comes to as it is filled in; nothing is kept of that but what is in the basket."""
    if guest.seat:
        return redirect(guest.seat.page)
    refused = guest.fill(counted(fields, guest.basket))
    seen = CheckoutShown(page=page, guest=guest, language=language)
    form = seen.filled(fields)
    if isinstance(form, Refused):
        return page.refused(form, BASKET)
    return desk.visitors.kept(guest, reckoned(seen, form, fields, refused))


@router.post("/basket/pay", dependencies=ANYBODY)
def pay(desk: At, guest: Guest, page: Page, language: Language, fields: Fields) -> Response:
    """Pay what the page showed: it becomes an order. Where something has changed since, nothing
    is paid, and the page says what."""
    if guest.seat:
        return redirect(guest.seat.page)
    known = counted({k: v for k, v in fields.items() if k != "step"}, guest.basket)
    seen = CheckoutShown(page=page, guest=guest, language=language)
    form = seen.filled(fields)
    if isinstance(form, Refused):
        return page.refused(form, BASKET)
    guest.fill(known)
    seen.look()
    paid = pay_as_shown(seen, form, fields["key"])
    if isinstance(paid, str):
        # What waits for its payment is in the basket until that has come.
        if paid.startswith(ORDERS):
            guest.basket.clear()
        return desk.visitors.kept(guest, redirect(paid))
    return desk.visitors.kept(guest, paid)


def reckoned(
    seen: CheckoutShown, form: CheckoutForm, fields: Mapping[str, str], refused: Refused | None
) -> HTMLResponse:
    """The page after the step that was pressed: the wallet filled, or a voucher's code entered.

    `refused`: what was wrong before that.
    """
    if fields.get("step") == "fill":
        engine, customer = seen.page.desk.engine, seen.guest.customer
        filled = ordering.top_up(
            engine, f"wallet:{customer}:{fields['key']}", customer, seen.welcome
        )
        refused = refused or (filled if isinstance(filled, Refused) else None)
    if fields.get("step") == "code":
        entered = seen.enter_code(form, fields["key"])
        if isinstance(entered, Refused):
            return seen.once_more(form, entered, at="voucher_code")
        form = entered
    return seen.once_more(form, refused) if refused else seen.shown_with(form)


def pay_as_shown(seen: CheckoutShown, form: CheckoutForm, key: str) -> str | HTMLResponse:
    """The address of the order, or of its payment; or the page with what has changed, or is
    wrong."""
    engine, customer = seen.page.desk.engine, seen.guest.customer
    if not ways_to_pay(engine, engine.terms):
        return seen.shown_with(form, status=409)
    wish = seen.asks(form)
    if isinstance(wish, Refused):
        return seen.once_more(form, wish)
    if wish is None:
        return seen.shown_with(form, status=409)
    asked = quoting.ask_quote(engine, f"quote:{customer}:{key}", wish, form.wished_for)
    if isinstance(asked, Refused):
        return seen.once_more(form, asked)
    quote = reading.quote(engine, customer, asked.data["quote"])
    if isinstance(quote, Refused):
        return seen.once_more(form, quote)
    if quote.order:
        return f"{ORDERS}{quote.order}"
    changes = form.shown.differs(quote)
    if changes:
        return seen.shown_with(form, changes, 409)
    return _placed(seen, form, quote, key)


def _placed(seen: CheckoutShown, form: CheckoutForm, quote: Quote, key: str) -> str | HTMLResponse:
    """The address of what the quote becomes; the door that it goes to is used from now on."""
    engine, customer = seen.page.desk.engine, seen.guest.customer
    welcome(seen.page.desk, seen.guest)
    kept = _kept_address(seen, form, key)
    if isinstance(kept, Refused):
        return seen.once_more(form, kept)
    paying = Paying(form.way, form.text("phone"), invoice=form.invoice)
    notes = form.said_to(quote.basket.merchants)
    named = f"pay:{customer}:{key}"
    if form.provider:
        placed = begin_payment(
            engine, named, customer, quote.id, form.provider, notes, paying, form.agreed
        )
    else:
        placed = ordering.place(engine, named, customer, quote.id, notes, paying, form.agreed)
    if isinstance(placed, Refused):
        return seen.once_more(form, placed)
    order = placed.data.get("order")
    return f"{ORDERS}{order}" if order else f"/pay/{placed.data['payment']}"


def _kept_address(seen: CheckoutShown, form: CheckoutForm, key: str) -> Refused | None:
    engine, customer = seen.page.desk.engine, seen.guest.customer
    if not form.is_brought or form.to == DOOR:
        return None
    named = f"to:{customer}:{key}"
    if form.to != NEW:
        answer = addresses.choose_address(engine, named, customer, form.to)
        return answer if isinstance(answer, Refused) else None
    found = whereabouts(form.said, addresses.places_of(engine))
    if isinstance(found, Refused):
        return found
    kept = addresses.add_address(engine, named, customer, found)
    return kept if isinstance(kept, Refused) else None
