"""An order as its events tell it: folded one by one, and compared with the order that is kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from yeshi.base.money import Money
from yeshi.base.refused import Refused
from yeshi.events import orders as happened
from yeshi.events.altering import TicketAltered
from yeshi.events.collecting import OrderReceived
from yeshi.events.fulfilment import Fulfilment
from yeshi.events.orders import OfTicket
from yeshi.events.record import Event
from yeshi.events.tables import TicketForgone
from yeshi.orders.hand import Hand
from yeshi.orders.lifecycle import (
    ENDED,
    GIVEN_BACK,
    GONE,
    MADE,
    NO_ANSWER,
    OrderState,
    OrderStep,
    TicketState,
    after,
)
from yeshi.orders.order import Order
from yeshi.orders.ticket_told import OF_TICKET, TicketTold

# A field, what is kept in it, and what the events tell.
Difference = tuple[str, object, object]

_STEPS: dict[type[Event], OrderStep] = {
    happened.OrderAccepted: OrderStep.ACCEPT,
    happened.OrderReady: OrderStep.READY,
    happened.OrderCollected: OrderStep.COLLECT,
    OrderReceived: OrderStep.COLLECT,
    happened.OrderDelivered: OrderStep.DELIVER,
    happened.OrderSettled: OrderStep.SETTLE,
    happened.OrderRejected: OrderStep.REJECT,
    happened.OrderFailed: OrderStep.FAIL,
    happened.OrderRefunded: OrderStep.REFUND,
}


@dataclass(slots=True, kw_only=True)
class OrderTold:
    """An order as told; `out_of_turn` are the events that could not follow what came before."""

    id: str
    customer: str
    placed_at: datetime
    promised_by: datetime
    paid: Money
    campaign: str | None
    way: happened.PaidBy
    voucher: Money
    tickets: dict[str, TicketTold]
    fulfilment: Fulfilment = Fulfilment.DELIVERY
    state: OrderState = OrderState.PLACED
    ready_at: datetime | None = None
    courier: str | None = None
    route: str | None = None
    collected_at: datetime | None = None
    ended_at: datetime | None = None
    hand: Hand | None = None
    returned_fen: int = 0
    voucher_returned_fen: int = 0
    out_of_turn: list[str] = field(default_factory=list)

    @property
    def has_ended(self) -> bool:
        """Whether its life is over."""
        return self.state in ENDED

    def hear(self, event: Event, at: datetime) -> None:
        """Take in what happened to it next."""
        due = self._due()
        if due is not None and not isinstance(event, due):
            self.out_of_turn.append(f"{event.kind} before {due.kind}")
        step = _step_of(event, self.state)
        if isinstance(event, OF_TICKET):
            self._answer(event)
        if step is not None:
            state = after(self.state, step, self.fulfilment)
            if isinstance(state, Refused):
                self.out_of_turn.append(f"{event.kind} on {self.state}")
            else:
                self.state = state
        self._note(event, at)

    def send(self, courier: str, route: str) -> None:
        """Take in that a courier was sent for it."""
        if self.route is not None:
            self.out_of_turn.append(f"{route} on {self.route}")
        self.courier, self.route = courier, route

    def differences(self, order: Order) -> Iterator[Difference]:
        """Where the order that is kept is not what its events tell."""
        for event in self.out_of_turn:
            yield "turn", event, "what may follow"
        told: dict[str, object] = {
            "state": self.state, "customer": self.customer, "campaign": self.campaign,
            "placed_at": self.placed_at, "promised_by": self.promised_by,
            "ready_at": self.ready_at, "collected_at": self.collected_at,
            "ended_at": self.ended_at, "courier": self.courier, "route": self.route,
            "hand": self.hand, "way": self.way, "fulfilment": self.fulfilment,
        }  # fmt: skip
        for name, expected in told.items():
            found = getattr(order, name)
            if found != expected:
                yield name, found, expected
        yield from self._money(order)
        yield from self._parts(order)

    def _due(self) -> type[Event] | None:
        """What is told at once when the last part is answered, or made."""
        live = [one.state for one in self.tickets.values() if one.state not in GIVEN_BACK]
        if self.state is OrderState.PLACED and live and TicketState.PLACED not in live:
            return happened.OrderAccepted
        if self.state is OrderState.ACCEPTED and live and set(live) <= MADE:
            return happened.OrderReady
        if self.state is OrderState.READY and live and set(live) <= GONE:
            return OrderReceived
        return None

    def _money(self, order: Order) -> Iterator[Difference]:
        amounts = (
            ("paid", order.bill.total.fen, self.paid.fen),
            ("returned", order.returned.fen, self.returned_fen),
            ("voucher_returned", order.voucher_returned.fen, self.voucher_returned_fen),
        )
        for name, found, expected in (*amounts, ("voucher", order.bill.voucher, self.voucher)):
            if found != expected:
                yield name, found, expected

    def _parts(self, order: Order) -> Iterator[Difference]:
        if {one.merchant for one in order.tickets} != set(self.tickets):
            yield "tickets", sorted(one.merchant for one in order.tickets), sorted(self.tickets)
            return
        for ticket in order.tickets:
            told = self.tickets[ticket.merchant]
            found, expected = TicketTold.of(ticket), told
            if found != expected:
                yield f"ticket of {ticket.merchant}", found, expected

    def _answer(self, event: OfTicket) -> None:
        ticket = self.tickets.get(event.merchant)
        if ticket is None or not ticket.hear(event, self.fulfilment):
            self.out_of_turn.append(f"{event.kind} of {event.merchant}")
            return
        if isinstance(event, happened.TicketDelayed) and self.state is OrderState.ACCEPTED:
            self.ready_at = max(at for one in self.tickets.values() if (at := one.ready_at))
        elif isinstance(event, happened.TicketRejected | TicketAltered | TicketForgone):
            self.returned_fen += event.back_to_customer.fen
            self.voucher_returned_fen += event.back_to_campaign.fen

    def _note(self, event: Event, at: datetime) -> None:
        if isinstance(event, happened.OrderAccepted):
            self.ready_at = event.ready_at
        elif isinstance(event, happened.OrderCollected):
            self.collected_at = at
        elif isinstance(event, OrderReceived):
            self.collected_at = self.ended_at = at
        elif isinstance(event, _ENDING):
            self.ended_at = at
            self._give_up(event)
        elif isinstance(event, happened.OrderHandled):
            bound = event.pinned or event.forbidden
            self.hand = Hand(event.why, event.pinned, event.forbidden) if bound else None
        elif isinstance(event, happened.OrderWithdrawn):
            self.courier = self.route = None

    def _give_up(self, event: Event) -> None:
        """With the last part that is given back the order ends, and that alone is told."""
        state = None
        if isinstance(event, happened.OrderRejected):
            state = TicketState.REJECTED
        elif isinstance(event, happened.OrderCancelled) and event.why == NO_ANSWER:
            state = TicketState.LAPSED
        waiting = [one for one in self.tickets.values() if one.state is TicketState.PLACED]
        if state is None:
            return
        if len(waiting) != 1 or any(
            one.state not in GIVEN_BACK for one in self.tickets.values() if one is not waiting[0]
        ):
            self.out_of_turn.append(f"{event.kind} with {len(waiting)} parts unanswered")
        for ticket in waiting:
            ticket.give_up(state)


_ENDING = (
    happened.OrderDelivered,
    happened.OrderRejected,
    happened.OrderCancelled,
    happened.OrderFailed,
)


def told_at(event: happened.OrderPlaced, at: datetime) -> OrderTold:
    """The order as its placing tells it."""
    return OrderTold(
        id=event.order,
        customer=event.customer,
        placed_at=at,
        promised_by=event.promised_by,
        paid=event.paid,
        campaign=event.campaign,
        way=event.way,
        fulfilment=event.fulfilment,
        voucher=event.voucher,
        tickets={
            one.merchant: TicketTold(sold=one.amount, voucher=one.voucher) for one in event.asked
        },
    )


def _step_of(event: Event, state: OrderState) -> OrderStep | None:
    """The step that the event is; a cancelled order was called off, or nobody was sent for it."""
    if isinstance(event, happened.OrderCancelled):
        return OrderStep.CANCEL if state is OrderState.PLACED else OrderStep.STRAND
    return _STEPS.get(type(event))
