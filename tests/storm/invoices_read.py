"""What customers and stalls read of invoices, beside what the record says that they must."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from tests.storm import invoicing
from tests.storm.city import CUSTOMERS, STALLS, StormCity
from tests.storm.invoices_told import InvoicesTold
from yeshi.base.refused import Refused, Unknown
from yeshi.events.orders import PaidBy
from yeshi.flow.checks.broken import BrokenRule, differing
from yeshi.flow.engine import Engine
from yeshi.flow.orders.invoices_seen import (
    InvoiceSeen,
    OrderInvoices,
    StallInvoices,
    invoices_of,
    wishes_of_stall,
)
from yeshi.flow.ports import Work
from yeshi.ledger.accounts import AccountKind, kind_of
from yeshi.ledger.transfers import Movement
from yeshi.orders.invoice_wish import InvoiceWish
from yeshi.people.actor import visitor


class InvoicesRead:
    """Everybody's reading, and what each wish was when it was first read to be answered."""

    def __init__(self, engine: Engine, told: InvoicesTold) -> None:
        self._engine, self._told = engine, told
        self._answered: dict[str, InvoiceWish] = {}

    def untold(self, work: Work) -> Iterator[BrokenRule]:
        """Wishes that are kept and were never told: of an order that was refused, for one."""
        kept = {one.id for one in work.invoice_wishes.all()}
        yield from differing("invoices.told", "wishes", kept - self._told.wishes, set())

    def read_touched(self) -> Iterator[BrokenRule]:
        """What customers read otherwise, of orders of which something was told since."""
        touched = list(self._told.touched)
        self._told.touched.clear()
        for order in touched:
            yield from self._by_customer(order)

    def read_all(self) -> Iterator[BrokenRule]:
        """What anybody reads otherwise, of all there is; or reads, and it is not theirs."""
        for id_, order in self._told.orders.items():
            yield from self._by_customer(id_)
            other = next(one for one in CUSTOMERS if one != order.customer)
            found, nothing = self._page_of(other, id_), Refused(Unknown("order", id_))
            yield from differing("invoices.private", f"{id_} to {other}", found, nothing)
        for stall, _ in STALLS:
            yield from self._by_stall(stall)

    def by_the_books(self, work: Work) -> Iterator[BrokenRule]:
        """Ended orders of which all amounts together are not what the books say was paid for
        dishes."""
        wished = {id_: one for id_, one in self._told.orders.items() if one.wishes}
        paid: Counter[str] = Counter()
        for transfer in work.ledger.of_orders(list(wished)):
            paid[transfer.order or ""] += _for_dishes(transfer.movement)
        for id_, order in wished.items():
            seen = self._page_of(order.customer, id_)
            if isinstance(seen, OrderInvoices):
                there = sum(one.amount.fen for one in seen.wishes)
                yield from differing("invoices.books", id_, there, paid[id_])

    def with_orders(self, work: Work, city: StormCity) -> Iterator[BrokenRule]:
        """Orders that were placed with a wish, of which not each stall was asked at once."""
        for quote in work.quotes.all():
            # A table and a group may have sent what one of them tried to pay.
            if quote.order and not quote.at_table and city.wished.get(quote.id) == {True}:
                told, kept = self._told.orders[quote.order], work.orders.must(quote.order)
                if kept.way is not PaidBy.GROUP:
                    asked, stalls = told.asked_with, set(told.parts)
                    yield from differing("invoices.with_order", kept.id, asked, stalls)

    def _page_of(self, customer: str, order: str) -> OrderInvoices | Refused:
        return invoices_of(self._engine.acting(visitor(customer)), order)

    def _by_customer(self, id_: str) -> Iterator[BrokenRule]:
        order, now = self._told.orders[id_], self._engine.clock.now()
        seen = self._page_of(order.customer, id_)
        if isinstance(seen, Refused):
            yield BrokenRule("invoices.read", id_, str(seen), "its customer's")
            return
        there = {one.wish.id for one in seen.wishes}
        yield from differing("invoices.read", id_, there, order.wishes)
        yield from differing("invoices.may_ask", id_, seen.may_ask, order.may_ask(now))
        for one in seen.wishes:
            yield from self._as_told(one)

    def _by_stall(self, stall: str) -> Iterator[BrokenRule]:
        orders = self._told.orders.values()
        wished = [one.parts[stall].wish for one in orders if stall in one.parts]
        found = list(self._pages_of(stall))
        there = sorted(one.wish.id for one in found)
        yield from differing("invoices.stall", stall, there, sorted(filter(None, wished)))
        for one in found:
            yield from self._as_told(one)

    def _pages_of(self, stall: str) -> Iterator[InvoiceSeen]:
        start: int | None = 0
        while start is not None:
            seen = wishes_of_stall(self._engine, stall, start)
            if not isinstance(seen, StallInvoices):
                return
            yield from seen.wishes
            start = seen.after

    def _as_told(self, seen: InvoiceSeen) -> Iterator[BrokenRule]:
        """Where a wish is read otherwise than the record has it, or than it was first answered."""
        wish, id_ = seen.wish, seen.wish.id
        order = self._told.orders[wish.order]
        part = order.parts[wish.merchant]
        yield from differing("invoices.whose", id_, wish.customer, order.customer)
        yield from differing("invoices.said", str(wish), invoicing.is_of(wish), True)
        yield from differing("invoices.waits", id_, wish.waits, not part.is_answered)
        yield from differing("invoices.amount", id_, seen.amount.fen, part.paid)
        yield from differing("invoices.red", id_, seen.is_red_due, part.is_red_due)
        if not wish.waits:
            first = self._answered.setdefault(id_, wish)
            yield from differing("invoices.answer", id_, wish, first)


def _for_dishes(moved: Movement) -> int:
    """What of a movement the customer pays for dishes, in fen: what stalls sell, less what campaigns
    pay of it, less what complaints bring."""
    fen, why = moved.amount.fen, moved.why
    if why == "sale":
        return fen
    if why == "voucher":
        return -fen
    to_campaign = kind_of(moved.credit) is AccountKind.CAMPAIGN
    if why == "refund" and to_campaign:
        return fen
    return -fen if why == "complaint" and not to_campaign else 0
