"""Couriers are entered, changed, leave and come back; shifts to come are called off."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.builders import SmallCity, done, refused
from yeshi.base.names import Name
from yeshi.base.refused import Invalid, Unknown
from yeshi.fleet.courier import Courier, Vehicle
from yeshi.fleet.leaving import CourierHasLeft, CourierOnShift, CourierUnderWay, ShiftHasBegun
from yeshi.flow import due
from yeshi.flow.fleet import changing, joining
from yeshi.flow.fleet.changing import CourierEntry
from yeshi.flow.fleet.joining import PlannedShift
from yeshi.flow.orders import dispatching
from yeshi.flow.ports import Store
from yeshi.geo.point import Point
from yeshi.geo.zones import Zone
from yeshi.people.person import CITY, Grant, NotAllowed, Person, Role

OWNER = Person("he", "He", (Grant(Role.OWNER, CITY),), None)
RIDER = Person("x", "X", (Grant(Role.COURIER, "x"),), None)
ENTRY = CourierEntry(Name("小李", "Xiao Li"), Vehicle.BICYCLE, Point(5, 5))
WHY = "moves away"


@pytest.fixture
def city(store: Store) -> SmallCity:
    """The small city on each store, in two zones."""
    zones = (Zone("z", Name("z", "z"), Point(0, 0)), Zone("far", Name("远", "far"), Point(0, -90)))
    return SmallCity(store).in_zones(*zones).settle_in()


def courier(city: SmallCity, id_: str) -> Courier:
    """The courier as they are kept."""
    with city.store.begin() as work:
        return work.couriers.must(id_)


def off_duty(city: SmallCity) -> None:
    """Have the shifts under way end."""
    city.wait(7 * 60)
    due.carry_out(city.engine, due.SHIFTS)


def plan(city: SmallCity, id_: str, days: int = 1) -> str:
    """A shift that is to come."""
    on_at = city.clock.now() + timedelta(days=days)
    planned = PlannedShift(id_, on_at, on_at + timedelta(hours=3), Point(300, 0))
    return done(joining.plan_shift(city.by(OWNER), city.key(), planned))["shift"]


def test_a_courier_is_entered_under_an_id_of_their_name(city: SmallCity) -> None:
    """In the zone of where they start."""
    entry = CourierEntry(ENTRY.name, ENTRY.vehicle, Point(0, -80))
    assert done(changing.enter_courier(city.by(OWNER), city.key(), entry)) == {"courier": "xiao-li"}
    assert courier(city, "xiao-li").zone == "far"
    nowhere = CourierEntry(ENTRY.name, ENTRY.vehicle, None)
    answer = changing.enter_courier(city.by(OWNER), city.key(), nowhere)
    assert refused(answer) == Invalid("place", "place")
    answer = changing.enter_courier(city.by(RIDER), city.key(), entry)
    assert refused(answer) == NotAllowed("operator", CITY)


def test_a_courier_is_changed_while_not_under_way(city: SmallCity) -> None:
    """With another version, so that a plan made before sends nobody."""
    before = courier(city, "x")
    done(changing.change_courier(city.by(OWNER), city.key(), "x", ENTRY, WHY))
    kept = courier(city, "x")
    assert (kept.name, kept.vehicle, kept.place) == (ENTRY.name, ENTRY.vehicle, ENTRY.place)
    assert kept.version == before.version + 1
    city.fill()
    city.cook(city.place({"a1": 1}))
    dispatching.tick(city.engine, "z")
    with city.store.begin() as work:
        (busy,) = [one.id for one in work.couriers.all() if one.route]
    other = CourierEntry(Name("换", "Else"), Vehicle.EBIKE, None)
    answer = changing.change_courier(city.by(OWNER), city.key(), busy, other, WHY)
    assert refused(answer) == CourierUnderWay(busy)
    answer = changing.dismiss(city.by(OWNER), city.key(), busy, WHY)
    assert refused(answer) == CourierUnderWay(busy)


def test_who_leaves_has_no_shift_to_come(city: SmallCity) -> None:
    """Nor is given one, until they are back."""
    answer = changing.dismiss(city.by(OWNER), city.key(), "x", WHY)
    assert refused(answer) == CourierOnShift("x")
    off_duty(city)
    plan(city, "x")
    done(changing.dismiss(city.by(OWNER), city.key(), "x", WHY))
    with city.store.begin() as work:
        assert work.shifts.to_come("x") == []
        kinds = [one.event.kind for one in work.events.of_subject("x")][-2:]
        assert [one.id for one in work.couriers.sought("", False, 0, 9)] == ["y"]
        assert [one.id for one in work.couriers.sought("X", True, 0, 9)] == ["x"]
    assert kinds == ["shift.called_off", "courier.left"]
    city.wait(24 * 60 + 1)
    due.carry_out(city.engine, due.SHIFTS)
    assert courier(city, "x").shift is None
    on_at = city.clock.now()
    planned = PlannedShift("x", on_at, on_at + timedelta(hours=3), Point(300, 0))
    answer = joining.plan_shift(city.by(OWNER), city.key(), planned)
    assert refused(answer) == CourierHasLeft("x")
    done(changing.take_back(city.by(OWNER), city.key(), "x", "is back"))
    plan(city, "x")


def test_a_shift_is_called_off_before_it_begins(city: SmallCity) -> None:
    """By who has a reason; one of somebody else is not there."""
    with city.store.begin() as work:
        (on,) = work.shifts.of_courier("x", 5)
    call_off = changing.call_off_shift
    assert refused(call_off(city.by(OWNER), city.key(), "x", on.id, WHY)) == ShiftHasBegun(on.id)
    off_duty(city)
    shift = plan(city, "x")
    assert refused(call_off(city.by(OWNER), city.key(), "y", shift, WHY)) == Unknown("shift", shift)
    assert refused(call_off(city.by(OWNER), city.key(), "x", shift, "")) == Invalid("why", "1…200")
    done(call_off(city.by(OWNER), city.key(), "x", shift, WHY))
    city.wait(24 * 60 + 1)
    due.carry_out(city.engine, due.SHIFTS)
    assert courier(city, "x").shift is None
