"""Paying: in which way an order is paid, and whether its customer can pay so."""

from __future__ import annotations

from dataclasses import dataclass, replace

from yeshi.base.refused import Reason, Refused
from yeshi.events.orders import PaidBy
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.orders.addresses import phone_in
from yeshi.flow.orders.cash import may_pay_cash, ways_to_pay
from yeshi.flow.ports.payments import NoWayToPay
from yeshi.orders.cash import CashNotTaken
from yeshi.orders.checkout import Quote
from yeshi.orders.group_part import GroupShare
from yeshi.orders.invoice_wish import InvoiceFor
from yeshi.orders.order import Destination


@dataclass(frozen=True, slots=True)
class PayFirst(Reason):
    """A stall of the table makes what is paid: it is paid when it is ordered."""


@dataclass(frozen=True, slots=True)
class Paying:
    """How a customer pays a quote: by default in the first of the city's ways.

    `phone`: where the quote has none; it is needed to pay in cash. `shares`: who pays how much of
    it from what is held of their group. `invoice`: for whom its stalls are asked for invoices.
    """

    way: PaidBy | None = None
    phone: str = ""
    shares: tuple[GroupShare, ...] = ()
    invoice: InvoiceFor | None = None


# In the first of the city's ways.
AS_USUAL = Paying()


def pay(
    turn: Turn, engine: Engine, quote: Quote, paying: Paying
) -> tuple[PaidBy, Destination] | Refused:
    """In which way the quote is paid, and where it goes with the number that was left for it."""
    way = _paid_by(turn, engine, quote, paying)
    if isinstance(way, Refused):
        return way
    to = reached_at(turn, quote.destination, paying.phone)
    if isinstance(to, Refused):
        return to
    total = quote.bill.total
    if way is PaidBy.CASH:
        refused = may_pay_cash(turn, quote.customer, total, to.phone)
    elif way in (PaidBy.TAB, PaidBy.GROUP):
        refused = None
    else:
        refused = engine.payments.authorise(turn.work, quote.customer, total)
    return refused or (way, to)


def ways_at_table(engine: Engine, pay_first: bool) -> tuple[PaidBy, ...]:
    """How a table may pay: at the end where its stalls let it; the first is of who does not say."""
    wallet = (PaidBy.WALLET,) if engine.payments.is_trial else ()
    return wallet if pay_first else (PaidBy.TAB, *wallet)


def _paid_by(turn: Turn, engine: Engine, quote: Quote, paying: Paying) -> PaidBy | Refused:
    if paying.shares:
        return PaidBy.GROUP
    if quote.at_table:
        merchants = turn.work.merchants.get_many(quote.basket.merchants)
        ways = ways_at_table(engine, any(one.pay_first for one in merchants.values()))
        if paying.way is PaidBy.TAB and PaidBy.TAB not in ways:
            return Refused(PayFirst())
    else:
        # What is paid through a provider is ordered once the money is there.
        ways = tuple(w for w in ways_to_pay(engine, turn.terms) if w is not PaidBy.ONLINE)
    if paying.way is None:
        return ways[0] if ways else Refused(NoWayToPay())
    if paying.way in ways:
        return paying.way
    return Refused(CashNotTaken() if paying.way is PaidBy.CASH else NoWayToPay())


def reached_at(turn: Turn, to: Destination, phone: str) -> Destination | Refused:
    """Where it goes, with the number that was left with the order where there was none."""
    if to.phone or not phone.strip():
        return to
    said = phone_in(phone.strip(), turn.terms)
    return said if isinstance(said, Refused) else replace(to, phone=said)
