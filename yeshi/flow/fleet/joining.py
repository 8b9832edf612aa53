"""Joining: couriers, and the shifts that are planned for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from yeshi.base.calendar import in_utc
from yeshi.base.limits import beyond_moments
from yeshi.base.money import Money
from yeshi.base.names import Name
from yeshi.base.refused import Invalid, Refused, Unknown
from yeshi.events.fleet import CourierRegistered, ShiftPlanned
from yeshi.fleet.courier import Courier, Vehicle
from yeshi.fleet.leaving import CourierHasLeft
from yeshi.fleet.shifts import Shift, plan
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.ports import Answer, Done
from yeshi.geo.point import Point
from yeshi.geo.zones import zone_of
from yeshi.people.actor import admit
from yeshi.people.person import CITY, STEWARDS


@dataclass(frozen=True, slots=True)
class Said:
    """What a courier chose to say of themselves; None: nothing."""

    woman: bool | None = None
    born_year: int | None = None
    first_job: bool | None = None


def register_courier(
    engine: Engine, key: str, courier_id: str, name: Name, vehicle: Vehicle, place: Point,
    said: Said | None = None,
) -> Answer:  # fmt: skip
    """Have a courier join; the zone is that of `place`."""

    def act(turn: Turn) -> Answer:
        refused = admit(turn.by, CITY, *STEWARDS)
        if refused:
            return refused
        if turn.work.couriers.get(courier_id):
            return Refused(Invalid("id", f"{courier_id} exists"))
        zone = zone_of(place, turn.terms.zones)
        told = said or Said()
        if told.born_year is not None and not 1900 <= told.born_year <= turn.now.year:
            return Refused(Invalid("born_year", f"1900…{turn.now.year}"))
        turn.work.couriers.add(
            Courier(
                id=courier_id,
                name=name,
                vehicle=vehicle,
                zone=zone,
                place=place,
                free_at=turn.now,
                woman=told.woman,
                born_year=told.born_year,
                first_job=told.first_job,
            )
        )
        turn.emit(CourierRegistered(courier_id, vehicle))
        return Done({"courier": courier_id})

    return engine.perform(
        key, "register_courier", act, asked=(courier_id, name, vehicle, place, said)
    )


@dataclass(frozen=True, slots=True)
class PlannedShift:
    """When and where a courier is to go on duty; `paid` is false for a machine."""

    courier: str
    on_at: datetime
    off_at: datetime
    starts_at: Point
    paid: bool = True


def plan_shift(engine: Engine, key: str, planned: PlannedShift) -> Answer:
    """Plan a shift on the city's terms of pay, or for nothing."""

    def act(turn: Turn) -> Answer:
        refused = admit(turn.by, CITY, *STEWARDS)
        if refused:
            return refused
        courier = turn.work.couriers.lock(planned.courier)
        if courier is None:
            return Refused(Unknown("courier", planned.courier))
        if courier.ended_at:
            return Refused(CourierHasLeft(courier.id))
        beyond = beyond_moments(on_at=planned.on_at, off_at=planned.off_at)
        if beyond:
            return beyond
        terms, nothing = turn.terms, Money(0, turn.terms.currency)
        shift = Shift(
            id=turn.new_id("sh"),
            courier=planned.courier,
            on_at=in_utc(planned.on_at),
            off_at=in_utc(planned.off_at),
            starts_at=planned.starts_at,
            per_order=terms.pay_per_order if planned.paid else nothing,
            per_hour=terms.pay_per_hour if planned.paid else nothing,
            earned=nothing,
            top_up=nothing,
        )
        refused = plan(shift)
        if refused:
            return refused
        turn.work.shifts.add(shift)
        turn.emit(ShiftPlanned(shift.courier, shift.id, shift.on_at, shift.off_at))
        return Done({"shift": shift.id})

    return engine.perform(key, "plan_shift", act, asked=(planned,))
