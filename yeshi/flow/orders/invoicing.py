"""A customer asks for invoices of an order; each stall makes its own, or says why it cannot."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from yeshi.base.money import Money
from yeshi.base.refused import Refused, Unknown
from yeshi.events.invoices import InvoiceDeclined, InvoiceIssued, InvoiceWished, OfInvoice
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.orders.own_order import order_of
from yeshi.flow.ports import Answer, Done
from yeshi.orders import invoice_wish
from yeshi.orders.invoice_wish import InvoiceFor, InvoiceWish, invoiced_tickets, paid_for
from yeshi.orders.order import Order
from yeshi.people.actor import admit_to
from yeshi.people.person import TILL


def ask_invoice(engine: Engine, key: str, customer: str, order_id: str, said: InvoiceFor) -> Answer:
    """Ask each stall of the customer's order for an invoice; until one has answered, anew."""

    def act(turn: Turn) -> Answer:
        order = order_of(turn, customer, order_id)
        if isinstance(order, Refused):
            return order
        return _ask_each(turn, order, said) or Done({"order": order_id})

    asked = (customer, order_id, said.kind, said.title, said.tax_number, said.mail)
    return engine.perform(key, "ask_invoice", act, asked=asked)


def ask_with_order(turn: Turn, placed: Answer, said: InvoiceFor | None) -> Answer:
    """The answer that placed an order, once its stalls are asked for invoices, if they shall be."""
    if said is None or isinstance(placed, Refused):
        return placed
    return _ask_each(turn, turn.work.orders.must(placed.data["order"]), said) or placed


def _ask_each(turn: Turn, order: Order, said: InvoiceFor) -> Refused | None:
    before = {one.merchant: one for one in turn.work.invoice_wishes.of(order.id)}
    made_for = invoice_wish.invoice_for(order, list(before.values()), said, turn.now)
    if isinstance(made_for, Refused):
        return made_for
    for ticket in invoiced_tickets(order):
        known = before.get(ticket.merchant)
        if known is not None:
            wish = replace(known, made_for=made_for, asked_at=turn.now)
            turn.work.invoice_wishes.put(wish)
        else:
            wish = InvoiceWish(
                id=turn.new_id("invoice"), order=order.id, merchant=ticket.merchant,
                customer=order.customer, made_for=made_for, asked_at=turn.now,
            )  # fmt: skip
            turn.work.invoice_wishes.add(wish)
        turn.emit(InvoiceWished(wish.id, order.id, wish.merchant))
    return None


def issue_invoice(engine: Engine, key: str, merchant: str, wish: str, number: str) -> Answer:
    """Note that the stall made the invoice of that number."""
    step = lambda one, paid, now: invoice_wish.invoice_issued(one, number, paid, now)  # noqa: E731
    return _answer_wish(engine, key, merchant, wish, step, InvoiceIssued, number)


def decline_invoice(engine: Engine, key: str, merchant: str, wish: str, why: str) -> Answer:
    """Note that the stall cannot make it, and why."""
    step = lambda one, _, now: invoice_wish.invoice_declined(one, why, now)  # noqa: E731
    return _answer_wish(engine, key, merchant, wish, step, InvoiceDeclined, why)


_Step = Callable[[InvoiceWish, Money, datetime], InvoiceWish | Refused]


def _answer_wish(
    engine: Engine, key: str, merchant: str, wish_id: str, step: _Step,
    happened: type[OfInvoice], said: str,
) -> Answer:  # fmt: skip
    def act(turn: Turn) -> Answer:
        refused = admit_to(turn.by, Unknown("merchant", merchant), *TILL)
        if refused:
            return refused
        found = turn.work.invoice_wishes.get(wish_id)
        if found is None or found.merchant != merchant:
            return Refused(Unknown("invoice", wish_id))
        # The order first, as whoever asks anew does it.
        order = turn.work.orders.must_lock(found.order)
        paid = paid_for(order, merchant, turn.work.complaints.of(order.id))
        answered = step(turn.work.invoice_wishes.must_lock(wish_id), paid, turn.now)
        if isinstance(answered, Refused):
            return answered
        turn.work.invoice_wishes.put(answered)
        turn.emit(happened(wish_id, found.order, merchant))
        return Done({"wish": wish_id})

    return engine.perform(key, happened.kind, act, asked=(merchant, wish_id, said))
