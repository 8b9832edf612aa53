"""What waits to be paid through a provider: what is kept for it, and what was said with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from yeshi.base.refused import Reason
from yeshi.orders.invoice_wish import InvoiceFor
from yeshi.orders.notes import OrderNotes


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitsForPayment:
    """A quote that becomes an order once the payment of that id has come.

    `is_held`: whether its dishes, deals and voucher are kept from others until then; since `since`.
    `agreed`: the business day that its customer said yes to.
    """

    payment: str
    since: datetime
    notes: OrderNotes
    is_held: bool = True
    invoice: InvoiceFor | None = None
    agreed: date | None = None


@dataclass(frozen=True, slots=True)
class PaymentUnderWay(Reason):
    """It is being paid through a provider: another way is open once that is given up."""

    payment: str
