"""Entering couriers: what one is called and rides, and where; they leave, and come back."""

from __future__ import annotations

from dataclasses import dataclass, replace

from yeshi.base.limits import beyond_reason
from yeshi.base.names import Name, beyond_name, id_for
from yeshi.base.refused import Invalid, Refused, Unknown
from yeshi.events.fleet import (
    CourierChanged,
    CourierLeft,
    CourierRegistered,
    CourierReturned,
    ShiftCalledOff,
)
from yeshi.fleet import leaving
from yeshi.fleet.courier import Courier, Vehicle
from yeshi.fleet.leaving import CourierUnderWay
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.ids_taken import IdsTaken
from yeshi.flow.ports import Answer, Done
from yeshi.geo.point import Point, beyond_place
from yeshi.geo.zones import zone_of
from yeshi.people.actor import admit
from yeshi.people.person import CITY, STEWARDS

_FIELDS = ("name", "vehicle", "zone", "place")


@dataclass(frozen=True, slots=True)
class CourierEntry:
    """What an operator enters of a courier; `place`: where they start, None for where it was."""

    name: Name
    vehicle: Vehicle
    place: Point | None


def enter_courier(engine: Engine, key: str, entry: CourierEntry) -> Answer:
    """Have a courier join under an id of their name; the answer has it as `courier`."""

    def act(turn: Turn) -> Answer:
        refused = admit(turn.by, CITY, *STEWARDS)
        return refused or join_entered(turn, entry)

    return engine.perform(key, "enter_courier", act, asked=(entry,))


def join_entered(turn: Turn, entry: CourierEntry) -> Answer:
    """As `enter_courier`, within a command of somebody who may."""
    refused = _beyond_entry(entry)
    if refused:
        return refused
    if entry.place is None:
        return Refused(Invalid("place", "place"))
    courier = Courier(
        id=id_for(entry.name, "courier", IdsTaken(turn.work.couriers)),
        name=entry.name,
        vehicle=entry.vehicle,
        zone=zone_of(entry.place, turn.terms.zones),
        place=entry.place,
        free_at=turn.now,
    )
    turn.work.couriers.add(courier)
    turn.emit(CourierRegistered(courier.id, courier.vehicle))
    return Done({"courier": courier.id})


def change_courier(
    engine: Engine, key: str, courier_id: str, entry: CourierEntry, why: str
) -> Answer:
    """Enter anew what a courier is; refused while they are under way, as their plan goes by it."""

    def act(turn: Turn) -> Answer:
        courier = _entered(turn, courier_id, why)
        if isinstance(courier, Refused):
            return courier
        refused = _beyond_entry(entry)
        if refused:
            return refused
        place = entry.place or courier.place
        zone = zone_of(place, turn.terms.zones) if entry.place else courier.zone
        changed = replace(courier, name=entry.name, vehicle=entry.vehicle, place=place, zone=zone)
        fields = tuple(one for one in _FIELDS if getattr(changed, one) != getattr(courier, one))
        if fields and courier.route is not None:
            return Refused(CourierUnderWay(courier_id))
        if fields:
            turn.work.couriers.put(replace(changed, version=courier.version + 1))
            turn.emit(CourierChanged(courier_id, fields, why))
        return Done({"courier": courier_id})

    return engine.perform(key, "change_courier", act, asked=(courier_id, entry, why))


def dismiss(engine: Engine, key: str, courier_id: str, why: str) -> Answer:
    """Have a courier ride no more; shifts to come are called off, pay and record stay."""

    def act(turn: Turn) -> Answer:
        courier = _entered(turn, courier_id, why)
        if isinstance(courier, Refused):
            return courier
        if courier.ended_at:
            return Done({"courier": courier_id})
        gone = leaving.leave(courier, turn.now)
        if isinstance(gone, Refused):
            return gone
        for shift in turn.work.shifts.to_come(courier_id):
            _call_off(turn, courier_id, shift.id, why)
        turn.work.couriers.put(gone)
        turn.emit(CourierLeft(courier_id, why))
        return Done({"courier": courier_id})

    return engine.perform(key, "dismiss", act, asked=(courier_id, why))


def take_back(engine: Engine, key: str, courier_id: str, why: str) -> Answer:
    """Have a courier who left ride again, without a shift yet."""

    def act(turn: Turn) -> Answer:
        courier = _entered(turn, courier_id, why)
        if isinstance(courier, Refused):
            return courier
        if courier.ended_at:
            zones = turn.terms.zones
            # The zone may have gone meanwhile.
            there = any(zone.id == courier.zone for zone in zones)
            zone = courier.zone if there else zone_of(courier.place, zones)
            back = replace(courier, ended_at=None, zone=zone, version=courier.version + 1)
            turn.work.couriers.put(back)
            turn.emit(CourierReturned(courier_id, why))
        return Done({"courier": courier_id})

    return engine.perform(key, "take_back", act, asked=(courier_id, why))


def call_off_shift(engine: Engine, key: str, courier_id: str, shift_id: str, why: str) -> Answer:
    """Have a shift that was to come not come; refused once it has begun."""

    def act(turn: Turn) -> Answer:
        courier = _entered(turn, courier_id, why)
        if isinstance(courier, Refused):
            return courier
        refused = _call_off(turn, courier_id, shift_id, why)
        return refused or Done({"shift": shift_id})

    return engine.perform(key, "call_off_shift", act, asked=(courier_id, shift_id, why))


def _beyond_entry(entry: CourierEntry) -> Refused | None:
    place = beyond_place("place", entry.place) if entry.place else None
    return beyond_name(entry.name) or place


def _call_off(turn: Turn, courier_id: str, shift_id: str, why: str) -> Refused | None:
    shift = turn.work.shifts.lock(shift_id)
    if shift is None or shift.courier != courier_id:
        return Refused(Unknown("shift", shift_id))
    called_off = leaving.call_off(shift)
    if isinstance(called_off, Refused):
        return called_off
    turn.work.shifts.put(called_off)
    turn.emit(ShiftCalledOff(courier_id, shift_id, why))
    return None


def _entered(turn: Turn, courier_id: str, why: str) -> Courier | Refused:
    """The courier, for who enters couriers with a reason; kept from others."""
    refused = admit(turn.by, CITY, *STEWARDS) or beyond_reason(why)
    if refused:
        return refused
    return turn.work.couriers.lock(courier_id) or Refused(Unknown("courier", courier_id))
