"""What a stall asks its customer to agree to where it cannot make an order as it was ordered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from yeshi.base.money import Money
from yeshi.events.orders import OfTicket, PaidBy


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketOffered(OfTicket):
    """A merchant cannot make so many of a dish: it asks to leave them out, or make `instead`."""

    kind: ClassVar[str] = "ticket.offered"
    item: str
    quantity: int
    instead: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketAltered(TicketOffered):
    """Its customer agreed: the difference goes back."""

    kind: ClassVar[str] = "ticket.altered"
    back_to_customer: Money
    back_to_campaign: Money
    campaign: str | None
    customer: str
    way: PaidBy = PaidBy.WALLET


@dataclass(frozen=True, slots=True)
class OfferDeclined(OfTicket):
    """Its customer wants the dish as it was ordered."""

    kind: ClassVar[str] = "ticket.offer_declined"
    item: str
