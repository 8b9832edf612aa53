"""Paying through a provider: what was quoted is kept for its customer until the money is there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from yeshi.base.refused import Refused, Unknown
from yeshi.events.orders import PaidBy
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.orders.group_host import of_host
from yeshi.flow.orders.invoicing import ask_with_order
from yeshi.flow.orders.keeping import keep_for_payment, waits_of
from yeshi.flow.orders.looks import of_keeping
from yeshi.flow.orders.ordering import still_there, unfit
from yeshi.flow.orders.paying import AS_USUAL, Paying, reached_at
from yeshi.flow.orders.placing import enter_order, reserve
from yeshi.flow.payments.opening import begin_intent
from yeshi.flow.payments.standing import let_expire
from yeshi.flow.ports import Answer, Done
from yeshi.flow.ports.payments import NoWayToPay
from yeshi.orders.checkout import Quote
from yeshi.orders.notes import NOTHING_SAID, OrderNotes
from yeshi.orders.waiting import WaitsForPayment
from yeshi.payments.intent import HELD_FOR, PaymentIntent
from yeshi.people.actor import admit_customer


def begin_payment(
    engine: Engine, key: str, customer: str, quote_id: str, provider: str,
    notes: OrderNotes = NOTHING_SAID, paying: Paying = AS_USUAL, agreed: date | None = None,
) -> Answer:  # fmt: skip
    """Keep what was quoted, and have a provider asked to take its price; the answer names the
    payment. What costs nothing is ordered at once; then it names the order.

    What the quote needs of shelves, deals and vouchers is kept for fifteen minutes. While it is
    being paid, asking again names the same payment, whichever provider is asked for.
    """

    def act(turn: Turn) -> Answer:
        refused = admit_customer(turn.by, customer)
        if refused:
            return refused
        quote = turn.work.quotes.lock(quote_id)
        if quote is None or quote.customer != customer or quote.at_table:
            return Refused(Unknown("quote", quote_id))
        if quote.order:
            return Done({"order": quote.order})
        if quote.waits and quote.is_held:
            return Done({"payment": quote.waits.payment})
        if provider not in engine.payments.providers:
            return Refused(NoWayToPay())
        refused = unfit(turn, quote, notes, paying, agreed) or _refuses_group(turn, quote)
        to = refused or reached_at(turn, quote.destination, paying.phone)
        if isinstance(to, Refused):
            return to
        waits = WaitsForPayment(
            payment=turn.new_id("pi"), since=turn.now, notes=notes, invoice=paying.invoice,
            agreed=agreed,
        )  # fmt: skip
        return _keep_for(turn, engine, replace(quote, destination=to, waits=waits), provider)

    asked = customer, quote_id, provider, notes, paying, agreed
    return engine.perform(key, "begin_payment", act, of_keeping(quote_id), asked)


def give_up_payment(engine: Engine, key: str, customer: str, payment: str) -> Answer:
    """Have a customer pay not so after all; what was kept for them is others' again."""

    def act(turn: Turn) -> Answer:
        refused = admit_customer(turn.by, customer)
        intent = None if refused else turn.work.payment_intents.lock(payment)
        if refused:
            return refused
        if intent is None or intent.customer != customer:
            return Refused(Unknown("payment", payment))
        return let_expire(turn, intent) or Done({"payment": payment})

    return engine.perform(key, "give_up_payment", act, asked=(customer, payment))


def _refuses_group(turn: Turn, quote: Quote) -> Refused | None:
    """Why the host of a group does not pay this for all; None where nobody else has a say."""
    group = of_host(turn, quote) if quote.of_group else None
    return group if isinstance(group, Refused) else None


def _keep_for(turn: Turn, engine: Engine, quote: Quote, provider: str) -> Answer:
    """Keep what the quote needs for who is about to pay it."""
    found = still_there(turn, engine, quote)
    if isinstance(found, Refused):
        return found
    sellers, taken = found
    refused = reserve(turn, quote, sellers, taken)
    if refused:
        return refused
    waits, total = waits_of(quote), quote.bill.total
    if not total:
        free = replace(quote, waits=None)
        placed = enter_order(turn, free, waits.notes, sellers, PaidBy.ONLINE)
        return ask_with_order(turn, placed, waits.invoice)
    keep_for_payment(turn, quote)
    intent = PaymentIntent(
        id=waits.payment, customer=quote.customer, quote=quote.id, provider=provider,
        amount=total, made_at=turn.now, until=turn.now + HELD_FOR,
    )  # fmt: skip
    begin_intent(turn, intent)
    return Done({"payment": waits.payment})
