"""A city's own weeks as a usual night: its hours, its couriers, its baskets."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.builders import EVENING, SmallCity, terms
from yeshi.files.scenario.scenario import Scenario
from yeshi.fleet.shifts import Shift
from yeshi.flow.rehearsal import NotPlayed
from yeshi.geo.point import Point
from yeshi.orders.order import Order
from yeshi.twin.rehearsal.own import NIGHTS, NIGHTS_MIN, ORDERS_MAX, Weeks, nights_of, scenario_of
from yeshi.twin.rehearsal.recorded import RecordedOrder


@pytest.fixture(scope="module")
def order() -> Order:
    """One with a basket of two dishes."""
    city = SmallCity().settle_in()
    city.fill()
    return city.order(city.place({"a1": 1, "b1": 1}))


def recorded(number: int, minute: float) -> RecordedOrder:
    """An order of one of two nights."""
    return RecordedOrder(
        night=f"2026-01-0{1 + number % 2}", minute=minute, counter="m", place=Point(113.0, 28.2),
        door=Point(113.01, 28.2), cook_s=600.0,
    )  # fmt: skip


def shift(number: int, hours: float, late: float = 0) -> Shift:
    """A shift of the evening, `late` minutes after its beginning."""
    on = EVENING + timedelta(days=number // 3, minutes=late)
    pay = terms().pay_per_order
    return Shift(
        id=f"s{number}", courier=f"x{number}", on_at=on, off_at=on + timedelta(hours=hours),
        starts_at=Point(113.0, 28.2), per_order=pay, per_hour=pay, earned=pay, top_up=pay * 0,
    )  # fmt: skip


def night(order: Order, **other: object) -> Scenario | NotPlayed:
    """The scenario of sixty orders from 23:00 to 01:30 with three couriers a night."""
    minutes = [23 * 60 + 2.5 * number for number in range(60)]
    weeks = Weeks(
        recorded=[recorded(number, minute) for number, minute in enumerate(minutes)],
        orders=[order],
        shifts=[shift(number, 4.2, late=7) for number in range(6)],
    )
    return scenario_of(replace(weeks, **other), terms(), 0.6)


def test_a_night_is_as_those_of_the_record(order: Order) -> None:
    """From its first half-hour with orders to its last, past midnight; on shifts like its own."""
    found = night(order)
    assert isinstance(found, Scenario)
    assert (found.begins.hour, found.begins.minute, found.hours) == (23, 0, 2.5)
    assert found.fleet.couriers == 3
    ((kind),) = found.fleet.shifts
    near = (EVENING + timedelta(minutes=0)).astimezone(terms().calendar.zone)
    assert (kind.on.hour, kind.on.minute, kind.hours) == (near.hour, near.minute // 30 * 30, 4.0)
    assert found.city.zones == terms().zones
    dish = found.city.quarters[0].stalls[0][1][0]
    assert dish.price == order.bill.items
    assert found.response.elasticity == -0.6


def test_without_orders_or_couriers_there_is_no_night(order: Order) -> None:
    """It is said which of them is missing."""
    assert night(order, recorded=[]) is NotPlayed.FEW_ORDERS
    assert night(order, shifts=[]) is NotPlayed.NO_SHIFTS


def test_a_large_city_plays_fewer_nights(order: Order) -> None:
    """So that an owner waits for minutes, and never so few that nothing can be told."""
    few = Weeks(recorded=[recorded(n, 60.0) for n in range(60)], orders=[order], shifts=[])
    assert nights_of(few) == NIGHTS
    many = replace(few, recorded=[recorded(0, 60.0)] * (ORDERS_MAX // (2 * NIGHTS_MIN) * 2))
    assert nights_of(many) == NIGHTS_MIN
    assert nights_of(replace(few, recorded=[recorded(0, 60.0)] * (ORDERS_MAX // 20))) == 10
