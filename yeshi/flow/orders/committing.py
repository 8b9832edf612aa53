"""Committing: a courier is sent on a trip, unless something has changed since it was decided."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from yeshi.base.ids import make_id
from yeshi.base.refused import Refused
from yeshi.dispatch.routes import Trip, Visit
from yeshi.dispatch.snapshot import OpenOrder
from yeshi.events.dispatch import RouteCommitted
from yeshi.fleet.courier import Courier
from yeshi.fleet.delivery import Route, Stop, StopKind
from yeshi.flow.engine import Command, Turn
from yeshi.flow.orders.looks import of_committing
from yeshi.flow.orders.overtaken import Overtaken
from yeshi.flow.ports import Answer, Done
from yeshi.geo.point import Point
from yeshi.orders.later import asleep
from yeshi.orders.lifecycle import OrderState
from yeshi.orders.order import Order

FETCHABLE = (OrderState.ACCEPTED, OrderState.READY)


def is_unfetched(order: Order) -> bool:
    """Whether a courier is to be sent for the order, and none was."""
    return (
        order.is_brought and order.route is None and order.state in FETCHABLE and not asleep(order)
    )


def committing(zone: str, decided_at: datetime, trip: Trip) -> Command:
    """What sends a courier, unless an order or the courier changed since the snapshot."""

    def act(turn: Turn) -> Answer:
        # In one sequence for all, so that two who lock the same orders never wait for each other.
        locked = {one.id: turn.work.orders.must_lock(one.id) for one in _by_id(trip)}
        courier = turn.work.couriers.must_lock(trip.courier.id)
        orders = []
        for planned in trip.orders:
            order = locked[planned.id]
            if not _unchanged(order, planned, courier, trip):
                return Refused(Overtaken(order.id, courier.id))
            orders.append(order)
        at = {order.id: order.pickup for order in orders}
        route = _route(turn.new_id("ro"), zone, courier, decided_at, trip, at)
        free_at = route.stops[-1].leave_at
        turn.work.routes.add(route)
        for order in orders:
            sent = replace(order, courier=courier.id, route=route.id, version=order.version + 1)
            turn.work.orders.put(sent)
        turn.work.couriers.put(
            replace(
                courier,
                route=route.id,
                place=route.stops[-1].place,
                free_at=free_at,
                version=courier.version + 1,
            )
        )
        ids = tuple(order.id for order in orders)
        turn.emit(
            RouteCommitted(
                route=route.id,
                courier=courier.id,
                orders=ids,
                zone=zone,
                leave_at=decided_at,
                done_by=free_at,
                why=trip.why,
            )
        )
        return Done({"route": route.id})

    versions = ",".join(f"{one.id}:{one.version}" for one in _by_id(trip))
    digest = make_id("co", versions, trip.courier.id, trip.courier.version)
    looks = of_committing([one.id for one in trip.orders], trip.courier.id)
    return Command(key=digest, name="commit", act=act, looks=looks)


def _by_id(trip: Trip) -> list[OpenOrder]:
    return sorted(trip.orders, key=lambda one: one.id)


def _unchanged(order: Order, planned: OpenOrder, courier: Courier, trip: Trip) -> bool:
    return (
        order.version == planned.version
        and order.state in FETCHABLE
        and order.route is None
        and courier.version == trip.courier.version
        and courier.route is None
        and courier.shift is not None
    )


def _route(
    route_id: str, zone: str, courier: Courier, start: datetime, trip: Trip, at: dict[str, Point]
) -> Route:
    """The trip as a route; `at`: where each order stands, a few steps from the trip's counter."""

    def stop(kind: StopKind, order: OpenOrder, visit: Visit) -> Stop:
        arrive, hand_over, leave = (
            start + timedelta(seconds=s) for s in (visit.arrive_s, visit.hand_over_s, visit.leave_s)
        )
        place = at[order.id] if kind is StopKind.COLLECT else visit.place
        return Stop(
            kind=kind,
            order=order.id,
            place=place,
            arrive_at=arrive,
            hand_over_at=hand_over,
            leave_at=leave,
        )

    collect = [stop(StopKind.COLLECT, order, trip.counter) for order in trip.orders]
    deliver = [
        stop(StopKind.DELIVER, order, door)
        for order, door in zip(trip.orders, trip.doors, strict=True)
    ]
    return Route(
        id=route_id,
        courier=courier.id,
        zone=zone,
        origin=courier.place,
        committed_at=start,
        stops=(*collect, *deliver),
    )
