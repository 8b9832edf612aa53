"""The public Grubhub meal-delivery instances (Reyes et al., 2018): four tables to an instance."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from yeshi.base.errors import InstanceError
from yeshi.geo.point import Point
from yeshi.twin.instances.tables import Row, read_table


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """An instance's rules: speed, service and pay; minutes, and money in hundredths of a dollar."""

    metres_per_minute: float
    pickup_service: float
    dropoff_service: float
    target_click_to_door: float
    maximum_click_to_door: float
    pay_per_order_fen: int
    pay_per_hour_fen: int


@dataclass(frozen=True, slots=True)
class InstanceOrder:
    """An order of an instance; times in minutes from the start of the day."""

    id: str
    place: Point
    placed: int
    restaurant: str
    ready: int


@dataclass(frozen=True, slots=True)
class InstanceCourier:
    """A courier of an instance: where they start, and from when to when they work."""

    id: str
    place: Point
    on: int
    off: int


@dataclass(frozen=True, slots=True)
class Instance:
    """A recorded night; orders by placing, then id."""

    name: str
    parameters: Parameters
    restaurants: dict[str, Point]
    orders: tuple[InstanceOrder, ...]
    couriers: tuple[InstanceCourier, ...]


FILES = ("restaurants.txt", "orders.txt", "couriers.txt", "instance_parameters.txt")


def is_instance(folder: Path) -> bool:
    """Whether the folder looks like an instance."""
    return (folder / "orders.txt").exists()


def read(folder: Path) -> Instance:
    """The instance in `folder`; InstanceError names the file, line and fault of the first."""
    if not folder.is_dir():
        raise InstanceError(str(folder), None, "no such folder")
    parameters = _parameters(folder / "instance_parameters.txt")
    restaurants = _restaurants(folder / "restaurants.txt")
    orders = _orders(folder / "orders.txt", restaurants)
    couriers = _couriers(folder / "couriers.txt")
    return Instance(folder.name, parameters, restaurants, orders, couriers)


def _place(row: Row) -> Point:
    return Point(row.number("x"), row.number("y"))


def _once(rows: Iterable[Row], column: str) -> Iterable[tuple[str, Row]]:
    seen: dict[str, int] = {}
    for row in rows:
        id_ = row.text(column)
        if id_ in seen:
            raise row.fault(f"{column} {id_} was on line {seen[id_]} already")
        seen[id_] = row.line
        yield id_, row


def _parameters(path: Path) -> Parameters:
    columns = (
        "meters_per_minute",
        "pickup service minutes",
        "dropoff service minutes",
        "target click-to-door",
        "maximum click-to-door",
        "pay per order",
        "guaranteed pay per hour",
    )
    rows = read_table(path, columns)
    if len(rows) != 1:
        raise InstanceError(str(path), None, f"{len(rows)} lines of parameters instead of one")
    row = rows[0]
    values = [row.number(column) for column in columns]
    if values[0] <= 0:
        raise row.fault("meters_per_minute is not above 0")
    for column, value in zip(columns, values, strict=True):
        if value < 0:
            raise row.fault(f"{column} is below 0")
    pay_per_order, pay_per_hour = (round(value * 100) for value in values[5:])
    return Parameters(
        metres_per_minute=values[0],
        pickup_service=values[1],
        dropoff_service=values[2],
        target_click_to_door=values[3],
        maximum_click_to_door=values[4],
        pay_per_order_fen=pay_per_order,
        pay_per_hour_fen=pay_per_hour,
    )


def _restaurants(path: Path) -> dict[str, Point]:
    rows = read_table(path, ("restaurant", "x", "y"))
    return {id_: _place(row) for id_, row in _once(rows, "restaurant")}


def _orders(path: Path, restaurants: dict[str, Point]) -> tuple[InstanceOrder, ...]:
    rows = read_table(path, ("order", "x", "y", "placement_time", "restaurant", "ready_time"))
    orders = []
    for id_, row in _once(rows, "order"):
        restaurant = row.text("restaurant")
        if restaurant not in restaurants:
            raise row.fault(f"unknown restaurant {restaurant}")
        placed, ready = row.whole("placement_time"), row.whole("ready_time")
        if ready < placed:
            raise row.fault(f"ready at {ready}, before it is placed at {placed}")
        orders.append(InstanceOrder(id_, _place(row), placed, restaurant, ready))
    if not orders:
        raise InstanceError(str(path), None, "there are no orders")
    return tuple(sorted(orders, key=lambda order: (order.placed, order.id)))


def _couriers(path: Path) -> tuple[InstanceCourier, ...]:
    rows = read_table(path, ("courier", "x", "y", "on_time", "off_time"))
    couriers = []
    for id_, row in _once(rows, "courier"):
        on, off = row.whole("on_time"), row.whole("off_time")
        if off < on:
            raise row.fault(f"off at {off}, before on at {on}")
        couriers.append(InstanceCourier(id_, _place(row), on, off))
    if not couriers:
        raise InstanceError(str(path), None, "there are no couriers")
    return tuple(couriers)
