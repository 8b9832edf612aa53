"""What is drawn on the maps: places, couriers and ways, as plain data for the browser."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from yeshi.base.ids import short
from yeshi.fleet.courier import Position
from yeshi.fleet.delivery import Route, StopKind
from yeshi.flow.orders.reading import CourierView, OrderView
from yeshi.flow.orders.watching import Sights
from yeshi.geo.point import Point
from yeshi.geo.zones import Zone
from yeshi.orders.lifecycle import OrderState


def _mark(kind: str, id_: str, place: Point, label: str) -> dict[str, Any]:
    return {"kind": kind, "id": id_, "at": [place.x, place.y], "label": label}


def _way(route: Route, position: Position | None, late: bool) -> dict[str, Any]:
    left = [stop.place for stop in route.stops if stop.done_at is None]
    start = position.place if position else route.origin
    return _line((start, *left), late)


def _line(points: Iterable[Point], late: bool) -> dict[str, Any]:
    return {"late": late, "points": [[place.x, place.y] for place in points]}


def counter_map(view: OrderView, language: str) -> dict[str, Any]:
    """The order's counter, which everybody may know; nothing that leads to its door."""
    names = [view.names[merchant].name.in_language(language) for merchant in view.names]
    return {
        "marks": [_mark("counter", "counter", view.order.pickup, " + ".join(names))],
        "ways": [],
    }


def order_map(view: OrderView, language: str) -> dict[str, Any]:
    """The order's counter and door, its courier and the way that is left."""
    order = view.order
    counter = counter_map(view, language)["marks"]
    door = [] if not order.is_brought else [_mark("door", "door", order.destination.place, "")]
    marks = [*counter, *door]
    ways = []
    under_way = (OrderState.ACCEPTED, OrderState.READY, OrderState.COLLECTED)
    if view.courier and view.position and order.state in under_way:
        name = view.courier.name.in_language(language)
        marks.append(_mark("courier", view.courier.id, view.position.place, name))
        if view.route:
            ways.append(_way(view.route, view.position, late=False))
    return {"marks": marks, "ways": ways}


def courier_map(view: CourierView, language: str) -> dict[str, Any]:
    """The courier, the stops that are left to them, each under its order's name, and the way."""
    marks = []
    for stop in view.stops:
        kind = "counter" if stop.kind is StopKind.COLLECT else "door"
        marks.append(_mark(kind, f"{kind}-{stop.order}", stop.place, short(stop.order)))
    if view.position:
        name = view.courier.name.in_language(language)
        marks.append(_mark("courier", view.courier.id, view.position.place, name))
    return {
        "marks": marks,
        "ways": [_way(view.route, view.position, late=False)] if view.route else [],
    }


def zones_map(zones: Iterable[Zone], language: str) -> dict[str, Any]:
    """The middles of the zones, and the outlines of those that have one."""
    there = tuple(zones)
    return {
        "marks": [
            _mark("counter", zone.id, zone.centre, zone.name.in_language(language))
            for zone in there
        ],
        "ways": [],
        **areas_map(there),
    }


def areas_map(zones: Iterable[Zone]) -> dict[str, Any]:
    """The outlines of the zones that have one."""
    return {"areas": [[[at.x, at.y] for at in zone.outline] for zone in zones if zone.outline]}


def control_map(view: Sights, language: str) -> dict[str, Any]:
    """All couriers on duty, all orders under way and all open routes."""
    late = {order.id for order in view.orders if order.late}
    marks = [
        _mark("late" if order.late else "order", order.id, order.counter, short(order.id))
        for order in view.orders
        if not order.collected
    ]
    for courier in view.couriers:
        kind, name = "courier" if courier.busy else "idle", courier.name.in_language(language)
        marks.append(_mark(kind, courier.id, courier.place, name))
    ways = [_line(way.points, not late.isdisjoint(way.orders)) for way in view.ways]
    return {"marks": marks, "ways": ways}
