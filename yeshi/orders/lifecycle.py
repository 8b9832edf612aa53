"""The lives of an order and of a ticket: state × step → state, a table a fulfilment, as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from yeshi.base.refused import Reason, Refused
from yeshi.events.fulfilment import Fulfilment


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
    HANDED = "handed"
    LEFT = "left"
    UNPAID = "unpaid"


class TicketStep(StrEnum):
    """What may happen to a ticket."""

    ACCEPT = "accept"
    READY = "ready"
    REJECT = "reject"
    LAPSE = "lapse"
    DELAY = "delay"
    ALTER = "alter"
    HAND = "hand"
    LEAVE = "leave"
    FORGO = "forgo"


OrderLife = Mapping[tuple[OrderState, OrderStep], OrderState]
TicketLife = Mapping[tuple[TicketState, TicketStep], TicketState]

# Whatever way an order takes, it begins with an answer and is made.
_BEGINNING: OrderLife = {
    (OrderState.PLACED, OrderStep.ACCEPT): OrderState.ACCEPTED,
    (OrderState.PLACED, OrderStep.REJECT): OrderState.REJECTED,
    (OrderState.PLACED, OrderStep.CANCEL): OrderState.CANCELLED,
    (OrderState.ACCEPTED, OrderStep.READY): OrderState.READY,
    (OrderState.ACCEPTED, OrderStep.STRAND): OrderState.CANCELLED,
}
# And money has the last word.
_END: OrderLife = {
    (OrderState.REJECTED, OrderStep.REFUND): OrderState.REFUNDED,
    (OrderState.CANCELLED, OrderStep.REFUND): OrderState.REFUNDED,
    (OrderState.FAILED, OrderStep.REFUND): OrderState.REFUNDED,
}
_DELIVERY: OrderLife = {
    (OrderState.ACCEPTED, OrderStep.FAIL): OrderState.FAILED,
    (OrderState.READY, OrderStep.COLLECT): OrderState.COLLECTED,
    (OrderState.READY, OrderStep.STRAND): OrderState.CANCELLED,
    (OrderState.READY, OrderStep.FAIL): OrderState.FAILED,
    (OrderState.COLLECTED, OrderStep.DELIVER): OrderState.DELIVERED,
    (OrderState.COLLECTED, OrderStep.FAIL): OrderState.FAILED,
    (OrderState.DELIVERED, OrderStep.SETTLE): OrderState.SETTLED,
}
_PICK_UP: OrderLife = {
    (OrderState.READY, OrderStep.COLLECT): OrderState.COLLECTED,
    (OrderState.READY, OrderStep.FAIL): OrderState.FAILED,
    (OrderState.COLLECTED, OrderStep.SETTLE): OrderState.SETTLED,
}
# What came to a table is received before it is paid, and may never be.
_TABLE: OrderLife = {**_PICK_UP, (OrderState.COLLECTED, OrderStep.FAIL): OrderState.FAILED}
ORDER_LIVES: Mapping[Fulfilment, OrderLife] = {
    Fulfilment.DELIVERY: {**_BEGINNING, **_DELIVERY, **_END},
    Fulfilment.PICK_UP: {**_BEGINNING, **_PICK_UP, **_END},
    Fulfilment.TABLE: {**_BEGINNING, **_TABLE, **_END},
}

_MADE: TicketLife = {
    (TicketState.PLACED, TicketStep.ACCEPT): TicketState.ACCEPTED,
    (TicketState.PLACED, TicketStep.REJECT): TicketState.REJECTED,
    (TicketState.PLACED, TicketStep.LAPSE): TicketState.LAPSED,
    (TicketState.PLACED, TicketStep.ALTER): TicketState.PLACED,
    (TicketState.ACCEPTED, TicketStep.READY): TicketState.READY,
    (TicketState.ACCEPTED, TicketStep.DELAY): TicketState.ACCEPTED,
    (TicketState.ACCEPTED, TicketStep.ALTER): TicketState.ACCEPTED,
}
# Of what no courier carries, each counter hands over its own part; what is never made lapses.
_HANDED_OVER: TicketLife = {
    (TicketState.ACCEPTED, TicketStep.LAPSE): TicketState.LAPSED,
    (TicketState.READY, TicketStep.HAND): TicketState.HANDED,
    (TicketState.READY, TicketStep.LEAVE): TicketState.LEFT,
    (TicketState.READY, TicketStep.FORGO): TicketState.UNPAID,
}
_SERVED: TicketLife = {
    **_HANDED_OVER,
    (TicketState.HANDED, TicketStep.FORGO): TicketState.UNPAID,
}
TICKET_LIVES: Mapping[Fulfilment, TicketLife] = {
    Fulfilment.DELIVERY: _MADE,
    Fulfilment.PICK_UP: {**_MADE, **_HANDED_OVER},
    Fulfilment.TABLE: {**_MADE, **_SERVED},
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
# What was given back, so that it is not to be paid; what stands on a counter, or did; and what
# nobody waits for there any more.
GIVEN_BACK = frozenset({TicketState.REJECTED, TicketState.LAPSED, TicketState.UNPAID})
MADE = frozenset({TicketState.READY, TicketState.HANDED, TicketState.LEFT})
GONE = frozenset({TicketState.HANDED, TicketState.LEFT})
# What a table can pay: it was taken on, and not given back.
PAYABLE = frozenset({TicketState.ACCEPTED, TicketState.READY, TicketState.HANDED})
LEFT_COUNTER = GONE | {TicketState.UNPAID}
# Why a part comes to nothing, and with the last part the order: nobody answered, it was never
# made, or nobody came and paid.
NO_ANSWER, NOT_MADE, NOT_COLLECTED = "no_answer", "not_made", "not_collected"


@dataclass(frozen=True, slots=True)
class OutOfTurn(Reason):
    """The step cannot follow the state."""

    what: str
    state: str
    step: str


def after(state: OrderState, step: OrderStep, fulfilment: Fulfilment) -> OrderState | Refused:
    """The order's state after `step`, or why it cannot follow."""
    following = ORDER_LIVES[fulfilment].get((state, step))
    return following if following is not None else Refused(OutOfTurn("order", state, step))


def ticket_after(
    state: TicketState, step: TicketStep, fulfilment: Fulfilment
) -> TicketState | Refused:
    """The ticket's state after `step`, or why it cannot follow."""
    following = TICKET_LIVES[fulfilment].get((state, step))
    return following if following is not None else Refused(OutOfTurn("ticket", state, step))
