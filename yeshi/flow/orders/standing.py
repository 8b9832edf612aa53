"""Standing ready: couriers are sent to a counter before there is an order, and arrive there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from yeshi.base.ids import make_id
from yeshi.base.names import Name
from yeshi.base.refused import Reason, Refused, Unknown
from yeshi.base.sure import allowed
from yeshi.events.dispatch import CourierArrived, CourierSentAhead
from yeshi.fleet.courier import Position
from yeshi.fleet.delivery import Route, Stop, StopKind, tick_off
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.orders.overtaken import Overtaken
from yeshi.flow.ports import Answer, Done, Work
from yeshi.people.actor import admit_to
from yeshi.people.person import Role

if TYPE_CHECKING:
    from yeshi.dispatch.standing import Move


@dataclass(frozen=True, slots=True)
class NotSentAhead(Reason):
    """The courier is not on the way to a counter without an order."""

    courier: str


def send_ahead(engine: Engine, zone: str, decided_at: datetime, move: Move) -> Answer:
    """Send a courier to stand at a counter, unless they changed since the snapshot."""

    def act(turn: Turn) -> Answer:
        courier = turn.work.couriers.must_lock(move.courier.id)
        changed = courier.version != move.courier.version or courier.route is not None
        if changed or courier.shift is None:
            return Refused(Overtaken("", courier.id))
        there_at = decided_at + timedelta(seconds=move.arrive_s)
        stop = Stop(
            kind=StopKind.STAND,
            order="",
            place=move.place,
            arrive_at=there_at,
            hand_over_at=there_at,
            leave_at=there_at,
        )
        route = Route(
            id=turn.new_id("ro"),
            courier=courier.id,
            zone=zone,
            origin=courier.place,
            committed_at=decided_at,
            stops=(stop,),
        )
        turn.work.routes.add(route)
        turn.work.couriers.put(
            replace(
                courier,
                route=route.id,
                place=move.place,
                free_at=there_at,
                version=courier.version + 1,
            )
        )
        turn.emit(CourierSentAhead(route.id, courier.id, zone, decided_at, there_at))
        return Done({"route": route.id})

    digest = make_id("mo", move.courier.id, move.courier.version, decided_at.isoformat())
    return engine.perform(digest, "send_ahead", act)


def arrive(engine: Engine, key: str, courier_id: str) -> Answer:
    """Have the courier stand where they were sent ahead to, ready for an order."""

    def act(turn: Turn) -> Answer:
        refused = admit_to(turn.by, Unknown("courier", courier_id), Role.COURIER)
        if refused:
            return refused
        courier = turn.work.couriers.lock(courier_id)
        if courier is None:
            return Refused(Unknown("courier", courier_id))
        route = turn.work.routes.lock(courier.route) if courier.route else None
        stop = route.next_stop if route else None
        if route is None or stop is None or stop.kind is not StopKind.STAND:
            return Refused(NotSentAhead(courier_id))
        ticked = allowed(tick_off(route, StopKind.STAND, "", turn.now), "arriving")
        turn.work.routes.put(ticked)
        turn.work.couriers.see(Position(courier_id, stop.place, turn.now))
        turn.work.couriers.put(
            replace(
                courier, route=None, place=stop.place, free_at=turn.now, version=courier.version + 1
            )
        )
        turn.emit(CourierArrived(route.id, courier_id))
        return Done({"courier": courier_id})

    return engine.perform(key, "arrive", act, asked=(courier_id,))


def stands_at(work: Work, route: Route | None) -> Name | None:
    """The name of the market or merchant where a courier is sent ahead to; None on other routes."""
    stop = route.next_stop if route else None
    if stop is None or stop.kind is not StopKind.STAND:
        return None
    named = [
        one.name for one in work.markets.all() if one.collection == stop.place and not one.ended_at
    ]
    named += [one.name for one in work.merchants.at_place(stop.place)]
    return next(iter(named), None)
