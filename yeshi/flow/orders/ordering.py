"""Ordering: a basket becomes a quote, and a quote that is paid becomes an order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from yeshi.base.limits import TOP_UP_FEN_MAX
from yeshi.base.money import Money, between
from yeshi.base.refused import Invalid, Refused, Unknown
from yeshi.events.ledger import WalletToppedUp
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.orders.choosing import demand_of, lock_shelf, off_menu
from yeshi.flow.orders.group_host import of_host, paid_for_all
from yeshi.flow.orders.invoicing import ask_with_order
from yeshi.flow.orders.looks import of_placing
from yeshi.flow.orders.paying import AS_USUAL, Paying, pay
from yeshi.flow.orders.placing import enter_order, reserve
from yeshi.flow.orders.quoting import quote_of, wish_of
from yeshi.flow.orders.sellers import Sellers, sellers_of
from yeshi.flow.orders.wishing import refuses_day, still_to_be_had
from yeshi.flow.ports import Answer, Done
from yeshi.flow.ports.payments import NoWayToPay
from yeshi.geo.travel import TravelTimes
from yeshi.market.shelf import StockShelf
from yeshi.orders.checkout import Quote, QuoteChanged, differences
from yeshi.orders.invoice_wish import checked_invoice
from yeshi.orders.notes import NOTHING_SAID, OrderNotes, refuses_notes
from yeshi.orders.waiting import PaymentUnderWay
from yeshi.people.actor import admit_customer


def place(
    engine: Engine, key: str, customer: str, quote_id: str, notes: OrderNotes = NOTHING_SAID,
    paying: Paying = AS_USUAL, agreed: date | None = None,
) -> Answer:  # fmt: skip
    """Pay a quote, or say that it is paid at the door; the answer names the order.

    Within the five minutes the prices of the quote hold. After them, or when something can no
    longer be had, the quote is refused with what changed; if nothing did, it is honoured too.
    A quote becomes one order only: paying it again answers with that order. `agreed`: the business
    day for which it may be, where that is another than one would think.
    """

    def act(turn: Turn) -> Answer:
        refused = admit_customer(turn.by, customer)
        if refused:
            return refused
        quote = turn.work.quotes.lock(quote_id)
        # What comes to a table is sent from there, and is paid as it was priced.
        if quote is None or quote.customer != customer or quote.at_table:
            return Refused(Unknown("quote", quote_id))
        if quote.order:
            return Done({"order": quote.order})
        if quote.waits and quote.is_held:
            return Refused(PaymentUnderWay(quote.waits.payment))
        unsaid = unfit(turn, quote, notes, paying, agreed)
        if unsaid:
            return unsaid
        of_whom = _place_for_all if quote.of_group else honour
        return ask_with_order(turn, of_whom(turn, engine, quote, notes, paying), paying.invoice)

    asked = customer, quote_id, notes, paying, agreed
    return engine.perform(key, "place", act, of_placing(quote_id), asked)


def top_up(engine: Engine, key: str, customer: str, amount: Money) -> Answer:
    """Fill a customer's test wallet."""

    def act(turn: Turn) -> Answer:
        refused = admit_customer(turn.by, customer)
        if refused:
            return refused
        if not engine.payments.is_trial:
            return Refused(NoWayToPay())
        if not 0 < amount.fen <= TOP_UP_FEN_MAX:
            return Refused(Invalid("amount", between(1, TOP_UP_FEN_MAX, turn.terms.currency)))
        turn.emit(WalletToppedUp(customer, amount))
        return Done({"customer": customer})

    return engine.perform(key, "top_up", act, asked=(customer, amount))


def unfit(
    turn: Turn, quote: Quote, notes: OrderNotes, paying: Paying, agreed: date | None
) -> Refused | None:
    """What is wrong with what is said with the quote as it is paid; None where nothing is."""
    unsaid = refuses_notes(notes, quote.basket.merchants, not quote.is_collected)
    return unsaid or refuses_day(turn, quote, agreed) or _unfit_invoice(paying)


def _unfit_invoice(paying: Paying) -> Refused | None:
    checked = checked_invoice(paying.invoice) if paying.invoice else None
    return checked if isinstance(checked, Refused) else None


def _place_for_all(
    turn: Turn, engine: Engine, quote: Quote, notes: OrderNotes, paying: Paying
) -> Answer:
    """The order of a group that its host pays, as long as nobody wants anything else since."""
    group = of_host(turn, quote)
    if isinstance(group, Refused):
        return group
    placed = honour(turn, engine, quote, notes, paying)
    return placed if isinstance(placed, Refused) else paid_for_all(turn, group, placed)


def honour(turn: Turn, engine: Engine, quote: Quote, notes: OrderNotes, paying: Paying) -> Answer:
    """The order that the quote becomes; refused with what changed when it cannot be honoured."""
    there = still_there(turn, engine, quote)
    if isinstance(there, Refused):
        return there
    sellers, taken = there
    paid = pay(turn, engine, quote, paying)
    if isinstance(paid, Refused):
        return paid
    way, to = paid
    if paying.shares and quote.of_group:
        quote = replace(quote, of_group=replace(quote.of_group, shares=paying.shares))
    refused = reserve(turn, quote, sellers, taken)
    return refused or enter_order(turn, replace(quote, destination=to), notes, sellers, way)


def still_there(turn: Turn, engine: Engine, quote: Quote) -> tuple[Sellers, StockShelf] | Refused:
    """Who sells the quote, and their shelf once it is sold, kept from others; or why it cannot be
    had as it was quoted."""
    sellers = sellers_of(turn.work, quote.basket.merchants)
    if turn.now > quote.holds_until:
        changed = _changed(turn, engine.travel, quote)
        if changed:
            return changed
    elif quote.wished is None:
        closed = sellers.refusal(turn.now, turn.terms.calendar)
        if closed:
            return closed
    over = still_to_be_had(turn, quote, sellers, engine.travel)
    if over:
        return over
    demand = demand_of(quote.basket.all_lines)
    shelf = lock_shelf(turn.work, demand)
    off = off_menu(shelf.items, turn.now, turn.terms.calendar)
    if off and quote.wished is None:
        return off
    taken = shelf.sell(demand)
    return taken if isinstance(taken, Refused) else (sellers, taken)


def _changed(turn: Turn, travel: TravelTimes, quote: Quote) -> Refused | None:
    """None when a quote past its time would be the same now; else what is different."""
    at = quote.wished.at if quote.wished else None
    fresh = quote_of(turn, travel, wish_of(quote), at)
    if isinstance(fresh, Refused):
        return fresh
    changes = differences(quote, fresh)
    return Refused(QuoteChanged(quote.id, changes)) if changes else None
