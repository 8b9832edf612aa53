"""How far an order is, as its customer and the control room are told."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from yeshi.orders.lifecycle import ORDER_LIFE, OrderState, OrderStep, TicketState
from yeshi.orders.order import Order

TRACK = (
    OrderState.PLACED,
    OrderState.ACCEPTED,
    OrderState.READY,
    OrderState.COLLECTED,
    OrderState.DELIVERED,
)
# To the customer an order is there once delivered; that it is settled too concerns the books.
_AT_THE_DOOR = frozenset({OrderState.DELIVERED, OrderState.SETTLED})


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


def track(state: OrderState) -> tuple[Mark, ...]:
    """The steps from placed to delivered; empty for an order that came to nothing."""
    if came_to_nothing(state):
        return ()
    reached = TRACK.index(state) if state in TRACK else len(TRACK)
    return tuple(Mark(step, at <= reached, at == reached) for at, step in enumerate(TRACK))


def came_to_nothing(state: OrderState) -> bool:
    """Whether an order in this state will never be delivered."""
    return state not in TRACK and state not in _AT_THE_DOOR


def is_there(state: OrderState) -> bool:
    """Whether an order in this state was handed over at the door."""
    return state in _AT_THE_DOOR


def may_be_called_off(state: OrderState) -> bool:
    """Whether its customer may still call an order in this state off."""
    return (state, OrderStep.CANCEL) in ORDER_LIFE


def waits_for(order: Order) -> Waits:
    """What an order under way waits for: to be seen and answered, then a courier, the food, and
    the way."""
    if order.state is OrderState.PLACED:
        silent = (one for one in order.tickets if one.state is TicketState.PLACED)
        return Waits.ANSWER if all(one.seen_at for one in silent) else Waits.SIGHT
    if order.state is OrderState.COLLECTED:
        return Waits.WAY
    if order.courier is None:
        return Waits.COURIER
    return Waits.FOOD if order.state is OrderState.ACCEPTED else Waits.WAY
