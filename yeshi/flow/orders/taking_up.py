"""Taking up: what was paid through a provider becomes the order that it was for, or goes back."""

from __future__ import annotations

from dataclasses import replace

from yeshi.base.refused import Refused
from yeshi.base.sure import allowed
from yeshi.events.orders import PaidBy
from yeshi.events.payments import OfPayment
from yeshi.events.record import Event
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.orders.group_host import of_host, paid_for_all
from yeshi.flow.orders.invoicing import ask_with_order
from yeshi.flow.orders.keeping import hand_over, let_go_of, waits_of
from yeshi.flow.orders.ordering import still_there
from yeshi.flow.orders.placing import enter_order, reserve
from yeshi.flow.orders.sellers import Sellers, sellers_of
from yeshi.flow.payments.refunding import send_back
from yeshi.flow.ports import Answer, Done
from yeshi.orders.checkout import Quote
from yeshi.orders.group import GroupBasket
from yeshi.payments.intent import PaymentIntent, TakingUp

TAKEN_UP_AT_ONCE = 200


def take_up(turn: Turn, event: Event) -> None:
    """Order what was kept for a payment that has come; what cannot be ordered goes back.

    What came late is taken up by the clock, which looks whether it can still be had.
    """
    intent = turn.work.payment_intents.must_lock(event.subject)
    quote = _waiting_for(turn, intent)
    if quote is None:
        _send_all_back(turn, intent)
    elif quote.is_held:
        group = of_host(turn, quote) if quote.of_group else None
        if isinstance(group, Refused) or not intent.is_as_asked:
            let_go_of(turn, quote)
            _send_all_back(turn, intent)
            return
        hand_over(turn, quote)
        _order(turn, intent, quote, sellers_of(turn.work, quote.basket.merchants), group)


def late_payments(engine: Engine) -> list[PaymentIntent]:
    """The payments that came when nothing was kept for them any more."""
    with engine.store.read() as work:
        return work.payment_intents.untaken(TAKEN_UP_AT_ONCE)


def take_up_late(engine: Engine, late: PaymentIntent) -> Answer:
    """Order what was paid late, where it can still be had as it was quoted; else it goes back."""

    def act(turn: Turn) -> Answer:
        intent = turn.work.payment_intents.must_lock(late.id)
        if not intent.is_received or intent.taking is not TakingUp.NOT_YET:
            return Done({"payment": late.id})
        quote = _waiting_for(turn, intent)
        if quote is None or not _ordered_late(turn, engine, intent, quote):
            _send_all_back(turn, intent)
        return Done({"payment": late.id})

    return engine.perform(f"take_up:{late.id}", "take_up_payment", act)


def let_go(turn: Turn, event: Event) -> None:
    """Let others have what was kept for a payment that did not come."""
    if not isinstance(event, OfPayment):
        return
    intent = turn.work.payment_intents.must(event.payment)
    quote = turn.work.quotes.lock(intent.quote)
    if quote and quote.waits and quote.is_held and quote.waits.payment == intent.id:
        let_go_of(turn, quote)


def _waiting_for(turn: Turn, intent: PaymentIntent) -> Quote | None:
    """The quote that waits for this payment and no other, kept from others; None: none does."""
    quote = turn.work.quotes.lock(intent.quote)
    if quote is None or quote.order or quote.waits is None:
        return None
    return quote if quote.waits.payment == intent.id else None


def _ordered_late(turn: Turn, engine: Engine, intent: PaymentIntent, quote: Quote) -> bool:
    """Whether what was paid late was ordered after all."""
    group = of_host(turn, quote) if quote.of_group else None
    found = group if isinstance(group, Refused) else still_there(turn, engine, quote)
    if isinstance(found, Refused) or isinstance(group, Refused):
        return False
    sellers, taken = found
    if not intent.is_as_asked or reserve(turn, quote, sellers, taken):
        return False
    _order(turn, intent, quote, sellers, group)
    return True


def _order(
    turn: Turn, intent: PaymentIntent, quote: Quote, sellers: Sellers, group: GroupBasket | None
) -> None:
    waits = waits_of(quote)
    # What was said with it has gone over into the order.
    paid = replace(quote, waits=None)
    placed = allowed(enter_order(turn, paid, waits.notes, sellers, PaidBy.ONLINE), "an order")
    order = str(placed.data["order"])
    taken_up = replace(intent, taking=TakingUp.TAKEN_UP, order=order)
    turn.work.payment_intents.put(taken_up)
    if group:
        paid_for_all(turn, group, placed)
    # It was looked at before anything was paid: where it cannot be asked for now, it is asked for
    # on a page of the order.
    ask_with_order(turn, placed, waits.invoice)


def _send_all_back(turn: Turn, intent: PaymentIntent) -> None:
    refused = send_back(turn, intent, intent.left)
    allowed(refused or intent, "what came to go back")
