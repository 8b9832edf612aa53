"""Whether a stall looks at what was ordered from it, and who acts for one that does not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from yeshi.events.orders import OfTicket


@dataclass(frozen=True, slots=True)
class TicketSeen(OfTicket):
    """A merchant's part of an order was shown to who works there, before it was answered."""

    kind: ClassVar[str] = "ticket.seen"


@dataclass(frozen=True, slots=True)
class StallCalled(OfTicket):
    """A merchant that did not answer is called before its part lapses, by `told` contacts."""

    kind: ClassVar[str] = "ticket.stall_called"
    told: int


@dataclass(frozen=True, slots=True)
class TicketActedFor(OfTicket):
    """An operator took a step for a merchant who did not: accept, reject or ready."""

    kind: ClassVar[str] = "ticket.acted_for"
    step: str
    why: str
