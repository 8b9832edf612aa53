"""One merchant's part of an order as its events tell it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from yeshi.base.money import Money
from yeshi.base.refused import Refused
from yeshi.events import orders as happened
from yeshi.events.altering import OfferDeclined, TicketAltered, TicketOffered
from yeshi.events.collecting import TicketHandedOver, TicketLeft, TicketUnpaid
from yeshi.events.fulfilment import Fulfilment
from yeshi.events.orders import OfTicket
from yeshi.events.record import Event
from yeshi.events.tables import PartPaid, PartPaidBack, TicketForgone
from yeshi.orders.alteration import Alteration
from yeshi.orders.lifecycle import PAYABLE, TicketState, TicketStep, ticket_after
from yeshi.orders.order import Ticket

_STEPS: dict[type[Event], TicketStep] = {
    happened.TicketAccepted: TicketStep.ACCEPT,
    happened.TicketReady: TicketStep.READY,
    happened.TicketRejected: TicketStep.REJECT,
    happened.TicketLapsed: TicketStep.LAPSE,
    happened.TicketDelayed: TicketStep.DELAY,
    TicketOffered: TicketStep.ALTER,
    TicketAltered: TicketStep.ALTER,
    OfferDeclined: TicketStep.ALTER,
    TicketHandedOver: TicketStep.HAND,
    TicketLeft: TicketStep.LEAVE,
    TicketUnpaid: TicketStep.FORGO,
}
OF_TICKET = (
    happened.TicketAccepted, happened.TicketReady, happened.TicketRejected, happened.TicketDelayed,
    TicketOffered, OfferDeclined, TicketHandedOver, TicketLeft, PartPaid, TicketForgone,
)  # fmt: skip
# An item, how many of it, what instead.
Offered = tuple[str, int, str | None]


@dataclass(slots=True, kw_only=True)
class TicketTold:
    """A ticket as told; `offered`: what its customer is asked to agree to, unless `declined`."""

    sold: Money
    voucher: Money
    state: TicketState = TicketState.PLACED
    ready_at: datetime | None = None
    offered: Offered | None = None
    declined: bool = False
    taken: Money | None = None
    from_wallets_fen: int = 0

    @classmethod
    def of(cls, ticket: Ticket) -> TicketTold:
        """What its events would have to tell of a ticket that is kept."""
        return cls(
            sold=ticket.sold,
            voucher=ticket.voucher,
            state=ticket.state,
            ready_at=ticket.ready_at,
            offered=_offered(ticket.offer) if ticket.offer else None,
            declined=ticket.offer is not None and ticket.offer.declined,
            taken=ticket.taken,
            from_wallets_fen=sum(
                one.amount.fen for one in ticket.lines if one.paid and one.paid.customer
            ),
        )

    def hear(self, event: OfTicket, fulfilment: Fulfilment) -> bool:
        """Take in what happened to it next; whether it could follow what came before."""
        if isinstance(event, PartPaid | TicketForgone):
            return self._pay(event)
        step = _STEPS.get(type(event))
        state = ticket_after(self.state, step, fulfilment) if step else None
        if state is None or isinstance(state, Refused) or not self._follows(event):
            return False
        self.state = state
        if isinstance(event, happened.TicketAccepted | happened.TicketDelayed):
            self.ready_at = event.ready_at
        elif isinstance(event, TicketHandedOver):
            self.taken = event.taken or self.taken
        elif isinstance(event, happened.TicketRejected):
            self.give_up(state)
        elif isinstance(event, happened.TicketReady):
            self.offered, self.declined = None, False
        else:
            self._alter(event)
        return True

    def give_up(self, state: TicketState) -> None:
        """Have it given back, with what was offered."""
        self.state, self.ready_at = state, None
        self.offered, self.declined = None, False

    def _pay(self, event: PartPaid | TicketForgone) -> bool:
        """Take in what was paid of it at a table, or never will be."""
        if isinstance(event, TicketForgone):
            self.sold -= event.back_to_customer
            return self.state is TicketState.HANDED
        amount = event.amount * (-1 if isinstance(event, PartPaidBack) else 1)
        if event.customer:
            self.from_wallets_fen += amount.fen
        else:
            taken = self.taken + amount if self.taken else amount
            self.taken = taken if taken else None
        return isinstance(event, PartPaidBack) or self.state in PAYABLE

    def _follows(self, event: OfTicket) -> bool:
        waits = self.offered is not None and not self.declined
        if isinstance(event, happened.TicketDelayed):
            return self.ready_at is not None and event.ready_at > self.ready_at
        if isinstance(event, TicketAltered):
            return waits and _told(event) == self.offered
        if isinstance(event, TicketOffered):
            return not waits or _told(event) != self.offered
        return waits if isinstance(event, OfferDeclined) else True

    def _alter(self, event: OfTicket) -> None:
        if isinstance(event, TicketAltered):
            self.sold -= event.back_to_customer + event.back_to_campaign
            self.voucher -= event.back_to_campaign
            self.offered = None
        elif isinstance(event, TicketOffered):
            self.offered, self.declined = _told(event), False
        elif isinstance(event, OfferDeclined):
            self.declined = True


def _told(event: TicketOffered) -> Offered:
    return event.item, event.quantity, event.instead


def _offered(offer: Alteration) -> Offered:
    return offer.line.item, offer.line.quantity, offer.instead.item if offer.instead else None
