"""What is seen of a city under way on a map, and no more of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from yeshi.base.names import Name
from yeshi.geo.point import Point
from yeshi.orders.order import Order


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderSeen:
    """An order under way: where it is collected, whether it is late, and whether it was collected.

    `courier` and `route`: by whom and how it is brought, None where nobody was sent.
    """

    id: str
    counter: Point
    late: bool
    collected: bool
    courier: str | None
    route: str | None


@dataclass(frozen=True, slots=True)
class ToMake:
    """What a stall has not made yet: parts of orders, their dishes, and what they are sold for."""

    parts: int
    dishes: int
    fen: int


@dataclass(frozen=True, slots=True)
class Ahead:
    """What stalls have to make still, by stall; orders under way and couriers on duty, by zone."""

    to_make: Mapping[str, ToMake]
    zones: Mapping[str, tuple[int, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnderWay:
    """How many orders are under way and how many of them late, with some of either."""

    count: int
    late_count: int
    late: tuple[Order, ...]
    in_time: tuple[Order, ...]


@dataclass(frozen=True, slots=True)
class CourierSeen:
    """A courier who is out: where they were last seen, else planned, and whether on a route."""

    id: str
    name: Name
    place: Point
    busy: bool


@dataclass(frozen=True, slots=True)
class Way:
    """An open route: its orders, where its courier is, and the stops that are left."""

    orders: tuple[str, ...]
    points: tuple[Point, ...]
