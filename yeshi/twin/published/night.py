"""A published night, run through flow in the twin."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from yeshi.base.calendar import Calendar
from yeshi.base.money import Money
from yeshi.base.names import Name
from yeshi.dispatch.policy import Policy
from yeshi.dispatch.snapshot import Service
from yeshi.fleet.courier import Vehicle
from yeshi.flow.engine import Engine
from yeshi.flow.fleet import joining
from yeshi.flow.fleet.joining import PlannedShift
from yeshi.flow.orders import stranding
from yeshi.flow.stalls import listing
from yeshi.flow.terms import Terms
from yeshi.geo.point import Point
from yeshi.geo.travel import WholeMinutes
from yeshi.geo.zones import Zone
from yeshi.market.catalogue import Item
from yeshi.market.hours import Hours
from yeshi.market.merchant import Merchant
from yeshi.orders.checkout import Fees
from yeshi.orders.order import Destination
from yeshi.orders.sharing import Commission
from yeshi.twin.actors.agenda import Agenda
from yeshi.twin.actors.demand import Customers, Intent
from yeshi.twin.actors.kitchens import Cooks, Kitchens
from yeshi.twin.actors.riders import Riders
from yeshi.twin.actors.simulator import SettableClock, Simulator
from yeshi.twin.instances.grubhub import Instance

# The instances name a time of day and no date: minute 0 is put to the day of their publication.
MINUTE_0 = datetime(2018, 2, 25, tzinfo=UTC)
# They name no prices either. So that money moves all the same, each basket is one dish at a price.
# Instances are in dollars.
CURRENCY = "USD"
NOMINAL_DISH = Money(2500, CURRENCY)
NOMINAL_FEE = Money(500, CURRENCY)
_NONE = Money(0, CURRENCY)
_ALWAYS = Hours(time(0), time(0))


def moment(minute: float) -> datetime:
    """The moment of a minute of the instance's day."""
    return MINUTE_0 + timedelta(minutes=minute)


def minute(at: datetime) -> float:
    """The minute of the instance's day of a moment."""
    return (at - MINUTE_0).total_seconds() / 60


def terms_of(instance: Instance, policy: Policy) -> Terms:
    """The terms on which the instance's night is run; orders are not called off during it."""
    parameters = instance.parameters
    city = Zone("city", Name("全城", "the city"), Point(0, 0))
    return Terms(
        calendar=Calendar(ZoneInfo("UTC")),
        zones=(city,),
        fees=Fees(
            delivery_base=NOMINAL_FEE,
            delivery_base_km=0.0,
            delivery_per_km=_NONE,
            metres_per_minute=parameters.metres_per_minute,
            reach_s=float("inf"),
            wait_s=0,
        ),
        commission=Commission(1500),
        service=Service(parameters.pickup_service * 60, parameters.dropoff_service * 60),
        policy=policy,
        pay_per_order=Money(parameters.pay_per_order_fen, CURRENCY),
        pay_per_hour=Money(parameters.pay_per_hour_fen, CURRENCY),
        strand_after_s=float(10**8),
        promise_kept=0.0,
    )


def travel_of(instance: Instance) -> WholeMinutes:
    """The instance's travel times."""
    return WholeMinutes(instance.parameters.metres_per_minute)


@dataclass(frozen=True, slots=True)
class Night:
    """A night that was run: the orders of the store by the instance's names."""

    instance: Instance
    engine: Engine
    order_ids: dict[str, str]


def run(
    instance: Instance,
    engine: Engine,
    clock: SettableClock,
    progress: Callable[[int, int], None] | None = None,
) -> Night:
    """Run the night to its end on an empty store; `progress` hears orders done and all orders."""
    agenda = Agenda()
    simulator = Simulator(engine, clock, agenda)
    customers = Customers(engine=engine, agenda=agenda)
    _register(instance, engine)
    simulator.cast(Kitchens(engine, agenda, _ReadyTimes(instance, engine)), Riders(engine, agenda))
    for order in instance.orders:
        intent = Intent(
            key=order.id,
            at=moment(order.placed),
            customer=f"c-{order.id}",
            wanted={f"dish-{order.restaurant}": 1},
            destination=Destination(order.place, order.id),
        )
        customers.expect(intent)
    begins = min(courier.on for courier in instance.couriers)
    ends = max(courier.off for courier in instance.couriers)
    latest = max(ends, instance.orders[-1].placed)
    simulator.tick_between(moment(min(begins, instance.orders[0].placed)), moment(latest))
    simulator.run(_counting(len(instance.orders), customers, progress))
    # What no courier could fetch goes back to those who paid for it.
    stranding.strand_all(engine)
    return Night(instance, engine, customers.placed)


class _ReadyTimes:
    """Kitchens that answer at once and are ready when the instance says."""

    def __init__(self, instance: Instance, engine: Engine) -> None:
        self._ready_at = {order.id: moment(order.ready) for order in instance.orders}
        self._engine = engine

    def cook(self, order: str, merchant: str, placed_at: datetime) -> Cooks | None:
        """Accepted when placed; the address of an order is its name in the instance."""
        del merchant
        with self._engine.store.begin() as work:
            placed = work.orders.must(order)
        return Cooks(placed_at, self._ready_at[placed.destination.address])


def _register(instance: Instance, engine: Engine) -> None:
    for id_, place in instance.restaurants.items():
        merchant = Merchant(
            id=id_, name=Name(id_, id_), market=None, place=place, hours=_ALWAYS, cook_s=0
        )
        dish = Item(
            id=f"dish-{id_}",
            merchant=id_,
            name=Name("一份", "a dish"),
            price=NOMINAL_DISH,
            packing=_NONE,
        )
        listing.register_merchant(engine, f"register:{id_}", merchant, [dish])
    for courier in instance.couriers:
        joining.register_courier(
            engine,
            f"register:{courier.id}",
            courier.id,
            Name(courier.id, courier.id),
            Vehicle.EBIKE,
            courier.place,
        )
        if courier.off > courier.on:
            shift = PlannedShift(courier.id, moment(courier.on), moment(courier.off), courier.place)
            joining.plan_shift(engine, f"shift:{courier.id}", shift)


def _counting(
    orders: int, customers: Customers, progress: Callable[[int, int], None] | None
) -> Callable[[datetime], None] | None:
    if progress is None:
        return None
    said = 0

    def count(_: datetime) -> None:
        nonlocal said
        if len(customers.placed) != said:
            said = len(customers.placed)
            progress(said, orders)

    return count
