"""Recorded orders, from published instances or from a city's own store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from yeshi.base.calendar import Calendar
from yeshi.flow.ports import Store
from yeshi.geo.point import METRES_PER_DEGREE, Point
from yeshi.orders.later import counts_from
from yeshi.twin.instances.grubhub import Instance


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedOrder:
    """An order of `night`, placed `minute` minutes after midnight, at most 48 hours on; places in
    degrees. `cook_s`: from placing to readiness."""

    night: str
    minute: float
    counter: str
    place: Point
    door: Point
    cook_s: float


def of_instances(instances: Sequence[Instance]) -> list[RecordedOrder]:
    """The instances' orders. They name no place on earth: their metres are counted from (0, 0)."""
    return [
        RecordedOrder(
            night=instance.name,
            minute=order.placed,
            counter=order.restaurant,
            place=_degrees(instance.restaurants[order.restaurant]),
            door=_degrees(order.place),
            cook_s=60.0 * (order.ready - order.placed),
        )
        for instance in instances
        for order in instance.orders
    ]


def of_store(
    store: Store, calendar: Calendar, since: datetime | None = None, apart: str = ""
) -> list[RecordedOrder]:
    """The store's orders that were to be brought and whose readiness is known, from that moment on;
    a night is a business day. `apart`: a merchant whose orders are left out."""
    with store.read() as work:
        orders = work.orders.all() if since is None else work.orders.placed_since(since)
        markets = {market.collection: market.id for market in work.markets.all()}
    found = []
    for order in orders:
        # What was collected was nobody's way.
        if order.ready_at is None or not order.is_brought or order.ticket(apart):
            continue
        day = calendar.business_day(counts_from(order))
        midnight = calendar.at(day, time(0))
        counter = markets.get(order.pickup) or order.tickets[0].merchant
        found.append(
            RecordedOrder(
                night=day.isoformat(),
                minute=(counts_from(order) - midnight) / timedelta(minutes=1),
                counter=counter,
                place=order.pickup,
                door=order.destination.place,
                cook_s=max(0.0, (order.ready_at - counts_from(order)).total_seconds()),
            )
        )
    return found


def _degrees(place: Point) -> Point:
    return Point(place.x / METRES_PER_DEGREE, place.y / METRES_PER_DEGREE)
