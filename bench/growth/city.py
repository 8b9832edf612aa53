"""A city of a given size, put straight into a store: stalls, dishes, couriers, orders under way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import time, timedelta
from itertools import count, islice
from random import Random

from tests.builders import DOOR, EVENING, SmallCity
from yeshi.adapters.clocks import SimulatedClock
from yeshi.base.money import Money
from yeshi.base.names import Name
from yeshi.events.orders import Asked, OrderDelivered, OrderPlaced, OrderSettled, Share
from yeshi.events.record import Event
from yeshi.fleet.courier import Courier, Position, Vehicle
from yeshi.fleet.delivery import Route, Stop, StopKind
from yeshi.fleet.shifts import Shift, ShiftState
from yeshi.flow.ports import Store, Work
from yeshi.geo.point import Point
from yeshi.market.catalogue import Item
from yeshi.market.hours import Hours
from yeshi.market.merchant import Market, Merchant
from yeshi.orders.bill import Bill
from yeshi.orders.lifecycle import OrderState, TicketState
from yeshi.orders.lines import Line
from yeshi.orders.order import Order, Ticket

NOTHING = Money(0, "CNY")


@dataclass(frozen=True, slots=True)
class Size:
    """How large a city is; one stall in twelve is a restaurant, one courier in two is on duty.

    `orders` are under way, half of them with a courier; `past` ones are over, a stall.
    """

    stalls: int
    dishes: int = 25
    orders: int = 100
    past: int = 5

    @property
    def couriers(self) -> int:
        """How many there are; each on duty carries one order or, one in five, none."""
        return max(10, self.orders * 5 // 4)

    def times(self, factor: int) -> Size:
        """So many times the stalls and the orders."""
        return replace(self, stalls=self.stalls * factor, orders=self.orders * factor)


def grow(store: Store, size: Size) -> SmallCity:
    """The city in that store, at eight in the evening."""
    city, chance = SmallCity(store, SimulatedClock(EVENING)), Random(size.stalls)
    with store.begin() as work:
        for number in range(max(1, size.stalls // 40)):
            work.markets.add(Market(f"m{number}", _name(f"market {number}"), _place(chance)))
    for some in _by(range(size.stalls), 200):
        with store.begin() as work:
            for number in some:
                _open_stall(work, number, size, chance)
    with store.begin() as work:
        for number in range(size.couriers):
            _hire(work, number, chance)
    numbers = count()
    for some in _by(range(size.orders), 200):
        with store.begin() as work:
            for number in some:
                order = _order_under_way(work, next(numbers), number, size, chance)
                _tell(city, work, order, [_placed(order)])
    past = (stall for stall in range(size.stalls) for _ in range(size.past))
    for sold in _by(past, 500):
        with store.begin() as work:
            for stall in sold:
                order = _past_order(next(numbers), stall)
                work.orders.add(order)
                _tell(city, work, order, [_placed(order), *_ended(order)])
    return city


def _open_stall(work: Work, number: int, size: Size, chance: Random) -> None:
    closes_early, stall = number % 4 == 3, f"s{number}"
    work.merchants.add(
        Merchant(
            id=stall, name=_name(f"stall {number}"), place=_place(chance), cook_s=600,
            market=None if number % 12 == 0 else f"m{number % max(1, size.stalls // 40)}",
            hours=Hours(time(9), time(18)) if closes_early else Hours(time(17), time(3)),
        )
    )  # fmt: skip
    for dish in range(size.dishes):
        work.items.add(
            Item(
                id=f"{stall}-{dish}", merchant=stall, name=_name(f"dish {dish}"),
                price=Money(1000 + 100 * dish, "CNY"), packing=Money(100, "CNY"),
                left=50 if dish % 8 == 0 else None,
            )
        )  # fmt: skip


def _hire(work: Work, number: int, chance: Random) -> None:
    place, courier = _place(chance), f"c{number}"
    hired = Courier(
        id=courier, name=_name(f"courier {number}"), vehicle=Vehicle.EBIKE, zone="city",
        place=place, free_at=EVENING,
    )  # fmt: skip
    work.couriers.add(hired)
    work.couriers.see(Position(courier, place, EVENING))
    if number % 2 == 0:
        shift = Shift(
            id=f"on-{courier}", courier=courier, on_at=EVENING - timedelta(hours=1),
            off_at=EVENING + timedelta(hours=5), starts_at=place, per_order=Money(700, "CNY"),
            per_hour=Money(2000, "CNY"), state=ShiftState.ON, orders=0, earned=NOTHING,
            top_up=NOTHING,
        )  # fmt: skip
        work.shifts.add(shift)
        work.couriers.put(replace(hired, shift=shift.id))


def _tell(city: SmallCity, work: Work, order: Order, events: list[Event]) -> None:
    """Enter in the record what happened to an order."""
    day = city.calendar.business_day(order.placed_at)
    work.events.append(events, order.placed_at, day)


def _placed(order: Order) -> OrderPlaced:
    asked = tuple(Asked(one.merchant, Money(2100, "CNY"), NOTHING) for one in order.tickets)
    return OrderPlaced(
        order=order.id, customer=order.customer, asked=asked, paid=order.bill.total,
        campaign=None, promised_by=order.promised_by,
    )  # fmt: skip


def _ended(order: Order) -> list[Event]:
    """As of an order that was brought, by a courier of the city."""
    courier, times = f"c{len(order.id)}", (order.placed_at, order.placed_at, order.promised_by)
    shares = tuple(
        Share(
            merchant=one.merchant, sold=Money(2100, "CNY"), voucher=NOTHING,
            fee=Money(126, "CNY"), given=NOTHING, programme=None,
        )
        for one in order.tickets
    )  # fmt: skip
    settled = OrderSettled(
        order=order.id, shares=shares, delivery_fee=Money(300, "CNY"), donation=NOTHING,
        programme=None, courier=courier, courier_pay=Money(700, "CNY"), campaign=None,
    )  # fmt: skip
    return [OrderDelivered(order.id, courier, *times), settled]


def _order_under_way(work: Work, id_: int, number: int, size: Size, chance: Random) -> Order:
    placed_at = EVENING - timedelta(minutes=chance.uniform(1, 40))
    order = replace(
        _order(id_, chance.randrange(size.stalls)),
        placed_at=placed_at, promised_by=placed_at + timedelta(minutes=35),
    )  # fmt: skip
    if number % 2 == 0:
        work.orders.add(order)
        return order
    courier, later = f"c{number // 2 * 2}", EVENING + timedelta(minutes=chance.uniform(5, 15))
    stops = tuple(
        Stop(kind=kind, order=order.id, place=at, arrive_at=later, hand_over_at=later, leave_at=later)
        for kind, at in ((StopKind.COLLECT, order.pickup), (StopKind.DELIVER, DOOR.place))
    )  # fmt: skip
    route = Route(
        id=f"route-{number}", courier=courier, zone="city", origin=order.pickup,
        committed_at=EVENING, stops=stops,
    )  # fmt: skip
    work.routes.add(route)
    work.couriers.put(replace(work.couriers.must(courier), route=route.id))
    sent = replace(
        order, state=OrderState.READY, ready_at=EVENING, courier=courier, route=route.id,
        tickets=_made(order),
    )  # fmt: skip
    work.orders.add(sent)
    return sent


def _past_order(id_: int, stall: int) -> Order:
    order = _order(id_, stall)
    placed_at = EVENING - timedelta(minutes=60 + id_ % 120)
    return replace(
        order, placed_at=placed_at, promised_by=placed_at + timedelta(minutes=35),
        state=OrderState.REFUNDED, ended_at=placed_at + timedelta(minutes=30),
    )  # fmt: skip


def _order(id_: int, stall: int) -> Order:
    seller = f"s{stall}"
    lines = tuple(
        Line(
            item=f"{seller}-{dish}",
            name=_name(f"dish {dish}"),
            quantity=1,
            price=Money(1000 + 100 * dish, "CNY"),
            packing=NOTHING,
        )
        for dish in (0, 1)
    )
    return Order(
        id=f"order-{id_}", customer=f"customer-{id_ % 997}", placed_at=EVENING - timedelta(days=2),
        promised_by=EVENING - timedelta(days=2, minutes=-40), zone="city", pickup=Point(10, 10),
        destination=DOOR, campaign=None, programme=None, note="", returned=NOTHING,
        voucher_returned=NOTHING,
        tickets=(Ticket(merchant=seller, lines=lines, voucher=NOTHING, given=NOTHING),),
        bill=Bill(
            items=Money(2100, "CNY"), packing=NOTHING, delivery=Money(300, "CNY"),
            voucher=NOTHING, donation=NOTHING,
        ),
    )  # fmt: skip


def _made(order: Order) -> tuple[Ticket, ...]:
    return tuple(replace(one, state=TicketState.READY, ready_at=EVENING) for one in order.tickets)


def _place(chance: Random) -> Point:
    return Point(chance.uniform(0, 5000), chance.uniform(0, 5000))


def _name(word: str) -> Name:
    return Name(word, word)


def some(size: Size) -> dict[str, str]:
    """Ids of the middle of the city, by the names that paths give them."""
    stall, order = size.stalls // 2, max(1, size.orders // 4 * 2 - 1)
    named = {"merchant": f"s{stall}", "market": "m0", "courier": f"c{order // 2 * 2}"}
    return named | dict.fromkeys(("order", "order_id"), f"order-{order}")


def pages(size: Size) -> Iterator[str]:
    """The pages that are looked at, of the middle of the city; the last one does next to nothing."""
    stall, order = size.stalls // 2, max(1, size.orders // 4 * 2 - 1)
    yield from ("/", "/markets/m0", f"/stalls/s{stall}", "/control", "/control/map", "/kitchen")
    yield from (f"/kitchen/s{stall}", f"/orders/order-{order}", f"/courier/c{order // 2 * 2}")
    yield from ("/restaurants", f"/control/orders/order-{order}", "/city", "/accords")
    yield from ("/courier", "/healthz")


def _by(numbers: Iterable[int], size: int) -> Iterator[list[int]]:
    """The numbers in lists of that size."""
    rest = iter(numbers)
    while some := list(islice(rest, size)):
        yield some
