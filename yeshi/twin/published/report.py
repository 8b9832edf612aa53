"""The official measures of a night (Reyes et al., 2018), from its orders and routes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np

from yeshi.base.money import Money
from yeshi.base.sure import there
from yeshi.dispatch.fairness import gini
from yeshi.fleet.delivery import Route, StopKind
from yeshi.ledger import accounts
from yeshi.orders.order import Order
from yeshi.twin.instances.grubhub import Instance
from yeshi.twin.published.night import Night, minute, travel_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """A measure's distribution; all in the measure's unit."""

    mean: float
    deviation: float
    least: float
    p10: float
    median: float
    p90: float
    most: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """The official measures of one night; minutes, and money in hundredths of a dollar.

    `gap`: mean click-to-door of the delivered orders minus the mean of their trivial bounds.
    `gini`: of the couriers' hourly earnings.
    """

    name: str
    orders: int
    delivered: int
    compensation_fen: int
    guaranteed_share: float
    gap: float
    gini: float
    spreads: dict[str, Spread]

    @property
    def undelivered(self) -> int:
        """Orders that no courier brought."""
        return self.orders - self.delivered

    @property
    def compensation_per_order_fen(self) -> float:
        """Couriers' pay per delivered order."""
        return self.compensation_fen / self.delivered if self.delivered else float("nan")


@dataclass(frozen=True, slots=True)
class Pay:
    """What all couriers were paid, the share lifted to the guarantee, and each one's hourly pay."""

    total_fen: int
    guaranteed_share: float
    hourly_fen: tuple[float, ...]


def spread(values: Sequence[float]) -> Spread:
    """The distribution of `values`: population deviation, linear quantiles; NaN without values."""
    if not values:
        return Spread(**{one.name: float("nan") for one in fields(Spread)})
    array = np.asarray(values, dtype=np.float64)
    p10, median, p90 = np.quantile(array, [0.1, 0.5, 0.9])
    return Spread(
        mean=float(array.mean()),
        deviation=float(array.std()),
        least=float(array.min()),
        p10=float(p10),
        median=float(median),
        p90=float(p90),
        most=float(array.max()),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """A delivered order of the instance, with its moments in minutes."""

    order: str
    courier: str
    restaurant: str
    assigned: float
    placed: int
    ready: int
    collected: float
    delivered: float
    trivial: float


def deliveries(night: Night) -> list[Delivery]:
    """The delivered orders of the night, by hand-over at the counter, then name."""
    parameters, travel = night.instance.parameters, travel_of(night.instance)
    half_services = (parameters.pickup_service + parameters.dropoff_service) / 2
    found = []
    with night.engine.store.begin() as work:
        for wanted in night.instance.orders:
            order = work.orders.get(night.order_ids.get(wanted.id, ""))
            if order is None or order.courier is None or order.route is None:
                continue
            route = work.routes.must(order.route)
            way = travel.between(order.pickup, wanted.place) / 60
            trivial = wanted.ready - wanted.placed + half_services + way
            found.append(_delivery(order, route, wanted.restaurant, wanted.ready, trivial))
    return sorted(found, key=lambda one: (one.collected, one.order))


def _delivery(order: Order, route: Route, restaurant: str, ready: int, trivial: float) -> Delivery:
    done = {stop.kind: stop.done_at for stop in route.stops if stop.order == order.id}
    collected = there(done[StopKind.COLLECT], f"collecting of {order.id}")
    delivered = there(done[StopKind.DELIVER], f"delivery of {order.id}")
    name, placed = order.destination.address, int(minute(order.placed_at))
    return Delivery(
        order=name,
        courier=route.courier,
        restaurant=restaurant,
        assigned=minute(route.committed_at),
        placed=placed,
        ready=ready,
        collected=minute(collected),
        delivered=minute(delivered),
        trivial=trivial,
    )


@dataclass(frozen=True, slots=True)
class SentAhead:
    """A courier sent to a restaurant without an order, with the minute they left."""

    courier: str
    left: float
    restaurant: str


def sent_ahead(night: Night) -> list[SentAhead]:
    """All such ways of the night, by courier and time."""
    names = {place: name for name, place in night.instance.restaurants.items()}
    with night.engine.store.begin() as work:
        found = [
            SentAhead(route.courier, minute(route.committed_at), names[route.stops[0].place])
            for route in work.routes.all()
            if route.stops[0].kind is StopKind.STAND
        ]
    return sorted(found, key=lambda one: (one.courier, one.left))


def trips_by_courier(done: Sequence[Delivery]) -> dict[str, list[tuple[Delivery, ...]]]:
    """Each courier's trips in sequence; a trip's orders by their doors."""
    by_trip: dict[tuple[str, float], list[Delivery]] = {}
    for one in sorted(done, key=lambda one: (one.assigned, one.delivered)):
        by_trip.setdefault((one.courier, one.assigned), []).append(one)
    trips: dict[str, list[tuple[Delivery, ...]]] = {}
    for (courier, _), orders in by_trip.items():
        trips.setdefault(courier, []).append(tuple(orders))
    return trips


def measure(night: Night) -> Measures:
    """The night's official measures."""
    return measures_of(night.instance, deliveries(night), _pay(night))


def measures_of(instance: Instance, done: Sequence[Delivery], pay: Pay) -> Measures:
    """The official measures of what was delivered, and of what the couriers were paid for it."""
    to_door = [one.delivered - one.placed for one in done]
    target = instance.parameters.target_click_to_door
    spreads = {
        "click_to_door": spread(to_door),
        "click_to_door_overage": spread([max(0.0, value - target) for value in to_door]),
        "ready_to_door": spread([one.delivered - one.ready for one in done]),
        "ready_to_pickup": spread([one.collected - one.ready for one in done]),
        **{name: spread(values) for name, values in _per_courier(instance, done).items()},
    }
    trivial = [one.trivial for one in done]
    gap = (sum(to_door) - sum(trivial)) / len(done) if done else float("nan")
    return Measures(
        name=instance.name,
        orders=len(instance.orders),
        delivered=len(done),
        compensation_fen=pay.total_fen,
        guaranteed_share=pay.guaranteed_share,
        gap=gap,
        gini=gini(np.array(pay.hourly_fen)),
        spreads=spreads,
    )


def _pay(night: Night) -> Pay:
    """What the ledger paid the couriers."""
    with night.engine.store.begin() as work:
        shifts = work.shifts.all()
        balances = work.ledger.balances()
    nothing = Money(0, night.engine.terms.currency)
    paid = [balances.get(accounts.courier(shift.courier), nothing).fen for shift in shifts]
    return Pay(
        sum(paid),
        sum(shift.top_up.fen > 0 for shift in shifts) / len(shifts) if shifts else 0.0,
        tuple(fen * 3600 / shift.duty_s for fen, shift in zip(paid, shifts, strict=True)),
    )


def _per_courier(instance: Instance, done: Sequence[Delivery]) -> dict[str, list[float]]:
    """Of each courier: share of duty time at work, and orders and bundles an hour of duty."""
    parameters, travel = instance.parameters, travel_of(instance)
    doors = {order.id: order.place for order in instance.orders}
    trips = trips_by_courier(done)
    utilisation, orders_hour, bundles_hour = [], [], []
    for courier in instance.couriers:
        duty = courier.off - courier.on
        if not duty:
            continue
        busy, place, orders = 0.0, courier.place, 0
        for trip in trips.get(courier.id, []):
            stops = [instance.restaurants[trip[0].restaurant]]
            stops += [doors[one.order] for one in trip]
            for stop in stops:
                busy += travel.between(place, stop) / 60
                place = stop
            busy += parameters.pickup_service + parameters.dropoff_service * len(trip)
            orders += len(trip)
        utilisation.append(busy / duty)
        orders_hour.append(orders * 60 / duty)
        bundles_hour.append(len(trips.get(courier.id, [])) * 60 / duty)
    return {
        "courier_utilisation": utilisation,
        "orders_per_courier_hour": orders_hour,
        "bundles_per_courier_hour": bundles_hour,
    }
