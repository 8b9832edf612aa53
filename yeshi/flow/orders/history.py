"""History: the orders of a customer, those under way before those of the past, and receipts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from yeshi.base.money import Money
from yeshi.base.names import Name
from yeshi.base.refused import Refused, Unknown
from yeshi.flow.engine import Engine
from yeshi.flow.orders.reading import names_in, orders_of
from yeshi.flow.ports import Work
from yeshi.flow.shopping import is_own
from yeshi.orders.invoice_wish import InvoiceWish
from yeshi.orders.lifecycle import UNDER_WAY
from yeshi.orders.order import Order
from yeshi.orders.receipt import Receipt, receipt_of

PAGE_ORDERS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderHistory:
    """A page of somebody's orders, the newest first; `names`: of their stalls, by id.

    `given_back`: for complaints, by order.

    `before` and `after`: where the orders before and after these begin; None where there are none.
    """

    running: tuple[Order, ...]
    past: tuple[Order, ...]
    names: Mapping[str, Name]
    given_back: Mapping[str, Money]
    before: int | None = None
    after: int | None = None

    def stalls_of(self, order: Order) -> list[Name]:
        """Of which stalls it is."""
        return [self.names[t.merchant] for t in order.tickets if t.merchant in self.names]


@dataclass(frozen=True, slots=True)
class ReceiptSeen:
    """A receipt, what its stalls are called, by id, what was given back for complaints, and what
    became of the invoices that were wished."""

    receipt: Receipt
    names: Mapping[str, Name]
    given_back: Money
    invoices: tuple[InvoiceWish, ...] = ()


def history_of(engine: Engine, customer: str, start: int = 0) -> OrderHistory:
    """The orders of whoever acts from that one on, on whatever device of theirs they were made."""
    found = orders_of(engine, customer, start + PAGE_ORDERS + 1)[start:]
    shown = found[:PAGE_ORDERS]
    with engine.store.read() as work:
        names = {id_: one.name for id_, one in names_in(work, shown).items()}
        given_back = _given_back(work, shown)
    return OrderHistory(
        running=tuple(one for one in shown if one.state in UNDER_WAY),
        past=tuple(one for one in shown if one.state not in UNDER_WAY),
        names=names,
        given_back=given_back,
        before=max(0, start - PAGE_ORDERS) if start else None,
        after=start + PAGE_ORDERS if len(found) > PAGE_ORDERS else None,
    )


def receipt(engine: Engine, order_id: str) -> ReceiptSeen | Refused:
    """The receipt of an order of whoever acts; one that is not theirs is none."""
    with engine.store.read() as work:
        order = work.orders.get(order_id)
        if order is None or not is_own(work, engine.actor, order.customer):
            return Refused(Unknown("order", order_id))
        made = receipt_of(order)
        if isinstance(made, Refused):
            return made
        names = {id_: one.name for id_, one in names_in(work, [order]).items()}
        back = _given_back(work, [order]).get(order_id, Money(0, made.bill.total.currency))
        wishes = sorted(work.invoice_wishes.of(order_id), key=lambda one: one.merchant)
    return ReceiptSeen(made, names, back, tuple(wishes))


def _given_back(work: Work, orders: Sequence[Order]) -> dict[str, Money]:
    """What was given back for complaints, by order, of those of which something was."""
    found: dict[str, Money] = {}
    for one in work.complaints.of_orders([order.id for order in orders]):
        if one.granted:
            found[one.order] = found.get(one.order, one.granted * 0) + one.granted
    return found
