"""The life of an order and of a ticket: state × event → state, as data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from yeshi.base.refused import Reason, Refused


class OrderState(StrEnum):
    """Where an order stands."""

    PLACED = "placed"
    ACCEPTED = "accepted"
    READY = "ready"
    COLLECTED = "collected"
    DELIVERED = "delivered"
    SETTLED = "settled"
    REJECTED = "rejected"
    CANCELLED = "cancelled"
    FAILED = "failed"
    REFUNDED = "refunded"


class OrderStep(StrEnum):
    """What may happen to an order."""

    ACCEPT = "accept"
    READY = "ready"
    COLLECT = "collect"
    DELIVER = "deliver"
    SETTLE = "settle"
    REJECT = "reject"
    CANCEL = "cancel"
    STRAND = "strand"
    FAIL = "fail"
    REFUND = "refund"


class TicketState(StrEnum):
    """Where one merchant's part of an order stands."""

    PLACED = "placed"
    ACCEPTED = "accepted"
    READY = "ready"
    REJECTED = "rejected"
    LAPSED = "lapsed"


class TicketStep(StrEnum):
    """What may happen to a ticket."""

    ACCEPT = "accept"
    READY = "ready"
    REJECT = "reject"
    LAPSE = "lapse"
    DELAY = "delay"
    ALTER = "alter"


ORDER_LIFE: dict[tuple[OrderState, OrderStep], OrderState] = {
    (OrderState.PLACED, OrderStep.ACCEPT): OrderState.ACCEPTED,
    (OrderState.PLACED, OrderStep.REJECT): OrderState.REJECTED,
    (OrderState.PLACED, OrderStep.CANCEL): OrderState.CANCELLED,
    (OrderState.ACCEPTED, OrderStep.READY): OrderState.READY,
    (OrderState.ACCEPTED, OrderStep.STRAND): OrderState.CANCELLED,
    (OrderState.ACCEPTED, OrderStep.FAIL): OrderState.FAILED,
    (OrderState.READY, OrderStep.COLLECT): OrderState.COLLECTED,
    (OrderState.READY, OrderStep.STRAND): OrderState.CANCELLED,
    (OrderState.READY, OrderStep.FAIL): OrderState.FAILED,
    (OrderState.COLLECTED, OrderStep.DELIVER): OrderState.DELIVERED,
    (OrderState.COLLECTED, OrderStep.FAIL): OrderState.FAILED,
    (OrderState.DELIVERED, OrderStep.SETTLE): OrderState.SETTLED,
    (OrderState.REJECTED, OrderStep.REFUND): OrderState.REFUNDED,
    (OrderState.CANCELLED, OrderStep.REFUND): OrderState.REFUNDED,
    (OrderState.FAILED, OrderStep.REFUND): OrderState.REFUNDED,
}

TICKET_LIFE: dict[tuple[TicketState, TicketStep], TicketState] = {
    (TicketState.PLACED, TicketStep.ACCEPT): TicketState.ACCEPTED,
    (TicketState.PLACED, TicketStep.REJECT): TicketState.REJECTED,
    (TicketState.PLACED, TicketStep.LAPSE): TicketState.LAPSED,
    (TicketState.PLACED, TicketStep.ALTER): TicketState.PLACED,
    (TicketState.ACCEPTED, TicketStep.READY): TicketState.READY,
    (TicketState.ACCEPTED, TicketStep.DELAY): TicketState.ACCEPTED,
    (TicketState.ACCEPTED, TicketStep.ALTER): TicketState.ACCEPTED,
}

UNDER_WAY = frozenset(
    {
        OrderState.PLACED,
        OrderState.ACCEPTED,
        OrderState.READY,
        OrderState.COLLECTED,
        OrderState.DELIVERED,
    }
)
ENDED = frozenset({OrderState.SETTLED, OrderState.REFUNDED})
CARRIED = frozenset({OrderState.COLLECTED, OrderState.DELIVERED, OrderState.SETTLED})
TAKEN_ON = CARRIED | {OrderState.ACCEPTED, OrderState.READY}
# Why a part lapses, and with the last part the order.
NO_ANSWER = "no_answer"


@dataclass(frozen=True, slots=True)
class OutOfTurn(Reason):
    """The step cannot follow the state."""

    what: str
    state: str
    step: str


def after(state: OrderState, step: OrderStep) -> OrderState | Refused:
    """The order's state after `step`, or why it cannot follow."""
    following = ORDER_LIFE.get((state, step))
    return following if following is not None else Refused(OutOfTurn("order", state, step))


def ticket_after(state: TicketState, step: TicketStep) -> TicketState | Refused:
    """The ticket's state after `step`, or why it cannot follow."""
    following = TICKET_LIFE.get((state, step))
    return following if following is not None else Refused(OutOfTurn("ticket", state, step))
