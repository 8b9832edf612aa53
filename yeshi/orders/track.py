"""How far an order is, as its customer and the control room are told."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from yeshi.events.fulfilment import Fulfilment
from yeshi.orders.later import asleep, may_take_back
from yeshi.orders.lifecycle import ORDER_LIVES, OrderState, OrderStep, TicketState
from yeshi.orders.order import Order

_MAKING = (OrderState.PLACED, OrderState.ACCEPTED, OrderState.READY, OrderState.COLLECTED)
TRACKS = {
    Fulfilment.DELIVERY: (*_MAKING, OrderState.DELIVERED),
    Fulfilment.PICK_UP: _MAKING,
    Fulfilment.TABLE: _MAKING,
}
# To the customer an order is there once received; that it is settled too concerns the books.
_RECEIVED = {
    Fulfilment.DELIVERY: (OrderState.DELIVERED, OrderState.SETTLED),
    Fulfilment.PICK_UP: (OrderState.COLLECTED, OrderState.SETTLED),
    Fulfilment.TABLE: (OrderState.COLLECTED, OrderState.SETTLED),
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A step of the track: whether it is behind the order, and whether the order stands on it."""

    step: OrderState
    done: bool
    now: bool


class Waits(StrEnum):
    """What an order under way waits for."""

    SIGHT = "waits_sight"
    ANSWER = "waits_answer"
    COURIER = "no_courier"
    FOOD = "waits_food"
    WAY = "on_way"
    CUSTOMER = "waits_customer"
    PAYMENT = "waits_payment"
    TIME = "waits_time"


def track(order: Order) -> tuple[Mark, ...]:
    """The steps from placed to received; empty for an order that came to nothing."""
    if came_to_nothing(order):
        return ()
    steps = TRACKS[order.fulfilment]
    reached = steps.index(order.state) if order.state in steps else len(steps)
    return tuple(Mark(step, at <= reached, at == reached) for at, step in enumerate(steps))


def came_to_nothing(order: Order) -> bool:
    """Whether the order will never be received."""
    return order.state not in TRACKS[order.fulfilment] and not is_there(order)


def is_there(order: Order) -> bool:
    """Whether the order was handed over, at the door or at the counter."""
    return order.state in _RECEIVED[order.fulfilment]


def may_be_called_off(order: Order) -> bool:
    """Whether its customer may still call the order off."""
    if any(one.state is TicketState.HANDED for one in order.tickets):
        return False
    return (order.state, OrderStep.CANCEL) in ORDER_LIVES[order.fulfilment] or may_take_back(order)


def waits_for(order: Order) -> Waits:
    """What an order under way waits for: to be seen and answered, for its time to come, then a
    courier, the food, and the way."""
    if order.state is OrderState.PLACED:
        silent = (one for one in order.tickets if one.state is TicketState.PLACED)
        return Waits.ANSWER if all(one.seen_at for one in silent) else Waits.SIGHT
    if asleep(order):
        return Waits.TIME
    if order.state is OrderState.COLLECTED:
        return Waits.PAYMENT if order.at_table else Waits.WAY
    if not order.is_brought:
        return Waits.CUSTOMER if order.state is OrderState.READY else Waits.FOOD
    if order.courier is None:
        return Waits.COURIER
    return Waits.FOOD if order.state is OrderState.ACCEPTED else Waits.WAY
