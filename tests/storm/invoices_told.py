"""What the record says of orders and their invoices: who asked, what was paid, what was made of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from yeshi.events.altering import TicketAltered
from yeshi.events.complaints import ComplaintPaid
from yeshi.events.invoices import InvoiceIssued, InvoiceWished, OfInvoice
from yeshi.events.orders import OfOrder, OrderPlaced, OrderRefunded, OrderSettled, TicketRejected
from yeshi.events.record import Recorded
from yeshi.events.tables import TicketForgone
from yeshi.orders.invoice_wish import ASKED_WITHIN


@dataclass(slots=True)
class PartTold:
    """A stall's part: what is paid for it, in fen, at first and now, and of how much its invoice was
    made."""

    at_first: int
    paid: int
    is_live: bool = True
    wish: str = ""
    is_answered: bool = False
    billed: int | None = None

    @property
    def is_red_due(self) -> bool:
        """Whether something was given back after it was made."""
        return self.billed is not None and self.paid < self.billed


@dataclass(slots=True)
class OrderTold:
    """An order; `asked_with`: the stalls that were asked as it was placed."""

    customer: str
    parts: dict[str, PartTold]
    is_refunded: bool = False
    settled_at: datetime | None = None
    asked_with: set[str] = field(default_factory=set)

    @property
    def wishes(self) -> set[str]:
        """The wishes for invoices of it."""
        return {part.wish for part in self.parts.values() if part.wish}

    def may_ask(self, now: datetime) -> bool:
        """Whether its customer may ask for some, or for others than they did."""
        live = any(part.is_live for part in self.parts.values())
        answered = any(part.is_answered for part in self.parts.values())
        late = self.settled_at is not None and now >= self.settled_at + ASKED_WITHIN
        return live and not self.is_refunded and not answered and not late


class InvoicesTold:
    """All orders that were told of; `touched`: whose invoices may be read otherwise since."""

    def __init__(self) -> None:
        self.orders: dict[str, OrderTold] = {}
        self.wishes: set[str] = set()
        self.touched: dict[str, None] = {}
        self._last = ""

    def hear(self, told: Sequence[Recorded]) -> None:
        """Take in what the record tells next."""
        for recorded in told:
            event = recorded.event
            if isinstance(event, OrderPlaced):
                asked = {one.merchant: (one.amount - one.voucher).fen for one in event.asked}
                parts = {merchant: PartTold(fen, fen) for merchant, fen in asked.items()}
                self.orders[event.order] = OrderTold(event.customer, parts)
                self._last = event.order
            elif isinstance(event, OfInvoice):
                self._hear_invoice(event)
            elif isinstance(event, OfOrder | ComplaintPaid):
                self._hear_money(event, recorded.at)

    def _hear_invoice(self, event: OfInvoice) -> None:
        order = self.orders[event.order]
        part = order.parts[event.merchant]
        self.wishes.add(event.wish)
        self.touched[event.order] = None
        if isinstance(event, InvoiceWished):
            part.wish = event.wish
            if event.order == self._last:
                order.asked_with.add(event.merchant)
            return
        if isinstance(event, InvoiceIssued) and not part.is_answered:
            part.billed = part.paid
        part.is_answered = True

    def _hear_money(self, event: OfOrder | ComplaintPaid, at: datetime) -> None:
        order = self.orders[event.order]
        if isinstance(event, OrderRefunded):
            order.is_refunded = True
            for part in order.parts.values():
                part.paid = 0
        elif isinstance(event, OrderSettled):
            order.settled_at = at
        elif isinstance(event, TicketRejected | TicketAltered | TicketForgone):
            part = order.parts[event.merchant]
            part.paid -= event.back_to_customer.fen
            part.is_live &= not isinstance(event, TicketRejected)
        elif isinstance(event, ComplaintPaid):
            order.parts[event.merchant].paid -= event.amount.fen
        else:
            return
        if order.wishes:
            self.touched[event.order] = None
