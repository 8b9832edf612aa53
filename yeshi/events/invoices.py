"""What becomes of wishes for invoices; nobody's name or number is in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from yeshi.events.record import Event


@dataclass(frozen=True, slots=True)
class OfInvoice(Event):
    """What happens to a wish for an invoice of a stall's part of an order."""

    wish: str
    order: str
    merchant: str

    @property
    def subject(self) -> str:
        return self.wish

    @property
    def concerns(self) -> tuple[str, ...]:
        return (self.order, self.merchant)


@dataclass(frozen=True, slots=True)
class InvoiceWished(OfInvoice):
    """A customer wishes an invoice of the stall, or wishes it otherwise."""

    kind: ClassVar[str] = "invoice.wished"


@dataclass(frozen=True, slots=True)
class InvoiceIssued(OfInvoice):
    """The stall made it."""

    kind: ClassVar[str] = "invoice.issued"


@dataclass(frozen=True, slots=True)
class InvoiceDeclined(OfInvoice):
    """The stall cannot make it."""

    kind: ClassVar[str] = "invoice.declined"
