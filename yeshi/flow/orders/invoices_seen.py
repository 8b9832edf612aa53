"""What a customer and a stall see of wishes for invoices; nobody else sees any."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from yeshi.base.money import Money
from yeshi.base.names import Name
from yeshi.base.refused import Refused, Unknown
from yeshi.flow.engine import Engine
from yeshi.flow.ports import Work
from yeshi.flow.shopping import all_of, is_own
from yeshi.market.merchant import Merchant
from yeshi.orders.invoice_wish import (
    ASKED_WITHIN,
    InvoiceFor,
    InvoiceWish,
    invoiced_tickets,
    is_red_due,
    paid_for,
)
from yeshi.orders.order import Order

PAGE_WISHES = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceSeen:
    """A wish, what its stall is called, and whether the stall owes a red invoice for it.

    `amount`: what it is about, in the end.
    """

    wish: InvoiceWish
    stall: Name
    amount: Money
    is_red_due: bool

    @property
    def may_be_made(self) -> bool:
        """Whether the stall may still say that it made it: something is paid for its part."""
        return self.wish.waits and self.amount.fen > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderInvoices:
    """What was wished of an order, and whether one may wish, or wish otherwise, until when.

    `suggested`: for whom it was last time.
    """

    order: str
    wishes: tuple[InvoiceSeen, ...]
    until: datetime | None
    may_ask: bool
    suggested: InvoiceFor | None

    @property
    def is_shown(self) -> bool:
        """Whether there is anything to show of it."""
        return self.may_ask or bool(self.wishes)


@dataclass(frozen=True, slots=True, kw_only=True)
class StallInvoices:
    """A stall's wishes: those that wait, then the newest; `before`, `after`: where those begin."""

    merchant: Merchant
    wishes: tuple[InvoiceSeen, ...]
    before: int | None
    after: int | None


def invoices_of(engine: Engine, order_id: str) -> OrderInvoices | Refused:
    """What whoever acts wished of their own order; to anybody else there is none."""
    now = engine.clock.now()
    with engine.store.read() as work:
        order = work.orders.get(order_id)
        if order is None or not is_own(work, engine.actor, order.customer):
            return Refused(Unknown("order", order_id))
        wishes = sorted(work.invoice_wishes.of(order_id), key=lambda one: one.merchant)
        seen = _seen(work, wishes, {order.id: order})
        suggested = _last_said(work, order.customer)
    until = order.ended_at + ASKED_WITHIN if order.ended_at else None
    is_open = not order.is_refunded and bool(invoiced_tickets(order))
    return OrderInvoices(
        order=order_id,
        wishes=seen,
        until=until,
        may_ask=is_open and (until is None or now < until) and all(one.waits for one in wishes),
        suggested=suggested,
    )


def invoice_suggested(engine: Engine, customer: str) -> InvoiceFor | None:
    """For whom it was the last time that this customer wished for one."""
    with engine.store.read() as work:
        return _last_said(work, customer)


def wishes_of_stall(engine: Engine, merchant_id: str, start: int = 0) -> StallInvoices | Refused:
    """What was wished of the stall."""
    with engine.store.read() as work:
        merchant = work.merchants.get(merchant_id)
        if merchant is None:
            return Refused(Unknown("merchant", merchant_id))
        found = work.invoice_wishes.of_merchant(merchant_id, start, PAGE_WISHES + 1)
        shown = found[:PAGE_WISHES]
        orders = work.orders.get_many([one.order for one in shown])
        seen = _seen(work, shown, orders)
    return StallInvoices(
        merchant=merchant,
        wishes=seen,
        before=max(0, start - PAGE_WISHES) if start else None,
        after=start + PAGE_WISHES if len(found) > PAGE_WISHES else None,
    )


def invoices_waiting(engine: Engine, merchant: str) -> int:
    """How many the stall is to answer."""
    with engine.store.read() as work:
        return work.invoice_wishes.count_waiting(merchant)


def _last_said(work: Work, customer: str) -> InvoiceFor | None:
    last = work.invoice_wishes.latest_of(all_of(work, customer))
    return last.made_for if last else None


def _seen(
    work: Work, wishes: Sequence[InvoiceWish], orders: Mapping[str, Order]
) -> tuple[InvoiceSeen, ...]:
    stalls = work.merchants.get_many(sorted({one.merchant for one in wishes}))
    complaints = work.complaints.of_orders(sorted({one.order for one in wishes}))

    def seen(wish: InvoiceWish) -> InvoiceSeen:
        order = orders[wish.order]
        amount = paid_for(order, wish.merchant, complaints)
        return InvoiceSeen(
            wish=wish,
            stall=stalls[wish.merchant].name,
            amount=amount,
            is_red_due=is_red_due(wish, order, amount),
        )

    return tuple(seen(one) for one in wishes)
