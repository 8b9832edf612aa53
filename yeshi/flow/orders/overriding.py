"""The operators' hand: pin an order to a courier, forbid one, withdraw it, leave it to dispatch."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from yeshi.base.limits import NOTE_LENGTH_MAX
from yeshi.base.refused import Reason, Refused, Unknown
from yeshi.base.sure import there
from yeshi.events.orders import OrderHandled, OrderWithdrawn
from yeshi.fleet.delivery import RouteState, drop
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.orders.committing import FETCHABLE
from yeshi.flow.orders.dispatching import snapshot
from yeshi.flow.ports import Answer, Done
from yeshi.orders.at_table import ComesToTable
from yeshi.orders.hand import Hand, barred_for, pinned_to
from yeshi.orders.order import Order
from yeshi.orders.pick_up import ToCollect
from yeshi.people.actor import admit_to_zone
from yeshi.people.person import CITY, Role


@dataclass(frozen=True, slots=True)
class OutOfHand(Reason):
    """The order is collected, or its life has ended: no other courier can fetch it."""

    order: str


@dataclass(frozen=True, slots=True)
class NoGrounds(Reason):
    """A decision by hand is kept with its reason, in so many characters at most."""

    characters_max: int


@dataclass(frozen=True, slots=True)
class OffDuty(Reason):
    """The courier is not on duty."""

    courier: str


def pin(engine: Engine, key: str, order_id: str, courier: str, why: str) -> Answer:
    """Have `courier` alone bring the order, with the reason; one who was sent for it is called off.

    Done says the `cost_s`: seconds of lateness that this costs all orders together.
    """

    def decide_for(turn: Turn, _: Order) -> Hand | Refused:
        found = turn.work.couriers.get(courier)
        if found is None:
            return Refused(Unknown("courier", courier))
        if found.shift is None:
            return Refused(OffDuty(courier))
        return pinned_to(courier, why)

    return _override(engine, key, "pin", order_id, why, decide_for, courier)


def forbid(engine: Engine, key: str, order_id: str, courier: str, why: str) -> Answer:
    """Have anybody but `courier` bring the order, with the reason; they are called off if sent."""

    def decide_for(turn: Turn, order: Order) -> Hand | Refused:
        if turn.work.couriers.get(courier) is None:
            return Refused(Unknown("courier", courier))
        return barred_for(courier, order.hand, why)

    return _override(engine, key, "forbid", order_id, why, decide_for, courier)


def release(engine: Engine, key: str, order_id: str, why: str) -> Answer:
    """Leave the order to dispatch again, with the reason."""
    return _override(engine, key, "release", order_id, why, lambda _turn, _order: None)


def _override(
    engine: Engine,
    key: str,
    command: str,
    order_id: str,
    why: str,
    decide_for: Callable[[Turn, Order], Hand | Refused | None],
    *more: str,
) -> Answer:
    def act(turn: Turn) -> Answer:
        order = turn.work.orders.lock(order_id)
        zone = order.zone if order else CITY
        refused = admit_to_zone(turn.by, zone, Unknown("order", order_id), Role.OPERATOR)
        if refused:
            return refused
        if order is None:
            return Refused(Unknown("order", order_id))
        if not 0 < len(why) <= NOTE_LENGTH_MAX:
            return Refused(NoGrounds(NOTE_LENGTH_MAX))
        if not order.is_brought:
            return Refused(ComesToTable(order_id) if order.at_table else ToCollect(order_id))
        if order.state not in FETCHABLE:
            return Refused(OutOfHand(order_id))
        hand = decide_for(turn, order)
        if isinstance(hand, Refused):
            return hand
        decided = replace(order, hand=hand, version=order.version + 1)
        if hand is not None and order.courier is not None and not hand.allows(order.courier):
            decided = _call_off(turn, decided, why)
        turn.work.orders.put(decided)
        pinned, forbidden = (hand.pinned, hand.forbidden) if hand else (None, ())
        turn.emit(OrderHandled(order_id, pinned, forbidden, why))
        cost_s = _cost_s(engine, turn, decided) if hand and decided.route is None else 0.0
        return Done({"order": order_id, "cost_s": f"{cost_s:.0f}"})

    return engine.perform(key, command, act, asked=(order_id, why, *more))


def _call_off(turn: Turn, order: Order, why: str) -> Order:
    """The order without its courier, whose route goes on with what is left of it."""
    route = turn.work.routes.must_lock(there(order.route, f"route of {order.id}"))
    courier = turn.work.couriers.must_lock(route.courier)
    shorter = drop(route, order.id, turn.now)
    turn.work.routes.put(shorter)
    if shorter.state is RouteState.CLOSED:
        seen = turn.work.couriers.last_seen([courier.id]).get(courier.id)
        place = seen.place if seen else route.stood_at
        turn.work.couriers.put(
            replace(courier, route=None, place=place, free_at=turn.now, version=courier.version + 1)
        )
    turn.emit(OrderWithdrawn(order.id, courier.id, route.id, why))
    return replace(order, courier=None, route=None)


def _cost_s(engine: Engine, turn: Turn, order: Order) -> float:
    """What the hand on this order costs, as the zone stands after it."""
    from yeshi.dispatch.decide import cost_of_hand

    decided = snapshot(turn.work, order.zone, turn.now, turn.terms)
    alone = replace(
        decided,
        orders=tuple(
            one._replace(pinned=None, forbidden=()) if one.id == order.id else one
            for one in decided.orders
        ),
    )
    if not decided.couriers or not decided.orders:
        return 0.0
    return cost_of_hand(decided, alone, turn.terms.policy, engine.travel)
