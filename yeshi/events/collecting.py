"""What happens to an order that its customer collects, from the counter on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from yeshi.base.money import Money
from yeshi.events.orders import OfOrder, OfTicket, TicketRejected


@dataclass(frozen=True, slots=True)
class TicketHandedOver(OfTicket):
    """A customer has a merchant's part of an order; `taken`: the cash that was paid for it."""

    kind: ClassVar[str] = "ticket.handed_over"
    taken: Money | None


@dataclass(frozen=True, slots=True)
class DoorCodeTold(OfOrder):
    """Whoever took an order at the door told its courier the code that its customer alone has."""

    kind: ClassVar[str] = "order.code_told"
    courier: str


@dataclass(frozen=True, slots=True)
class TicketLeft(OfTicket):
    """Nobody came for a merchant's part of an order, which is paid and stays sold."""

    kind: ClassVar[str] = "ticket.left"


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketUnpaid(TicketRejected):
    """Nobody came for a merchant's part of an order, and nobody pays it: the platform does."""

    kind: ClassVar[str] = "ticket.unpaid"
    compensation: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderReceived(OfOrder):
    """A customer has all of an order that is to be had, or the time to collect it is over.

    `left`: the merchants at whose counter a paid part still stands.
    """

    kind: ClassVar[str] = "order.received"
    merchants: tuple[str, ...]
    left: tuple[str, ...]
    placed_at: datetime
    ready_at: datetime
    promised_by: datetime

    @property
    def concerns(self) -> tuple[str, ...]:
        return (self.order, *self.merchants)
