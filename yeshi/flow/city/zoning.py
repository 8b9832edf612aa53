"""Zoning: a city is divided otherwise; a zone that closes gives its couriers to the nearest left.

Zones are a part of the terms, so that each division is a version of them, with its reason.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from yeshi.base.refused import Refused, Unknown
from yeshi.events.fleet import CourierChanged
from yeshi.fleet.courier import Courier
from yeshi.fleet.leaving import CourierUnderWay
from yeshi.flow.city.enacting import enact_in
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.in_force import InForce
from yeshi.flow.ports import Answer, Done
from yeshi.geo.zones import Zone, zone_of
from yeshi.people.actor import admit
from yeshi.people.person import CITY, Role

Zones = tuple[Zone, ...]


@dataclass(frozen=True, slots=True)
class ZoneSeen:
    """A zone, and how many couriers ride in it."""

    zone: Zone
    couriers: int


def zones_seen(engine: Engine) -> tuple[ZoneSeen, ...]:
    """The zones in force, in their order; read anew, as pages may be some moments behind."""
    with engine.store.read() as work:
        counts, versions = work.couriers.by_zone(), work.enacted.all()
    in_force = InForce(versions) if versions else engine.in_force
    zones = in_force.at(engine.clock.now()).zones
    return tuple(ZoneSeen(zone, counts.get(zone.id, 0)) for zone in zones)


def enter_zone(engine: Engine, key: str, zone: Zone, why: str) -> Answer:
    """Divide the city into one zone more, or have one that there is be as this says."""

    def divide(zones: Zones) -> Zones:
        if any(one.id == zone.id for one in zones):
            return tuple(zone if one.id == zone.id else one for one in zones)
        return (*zones, zone)

    return _divide(engine, key, "enter_zone", divide, why, (zone,))


def enter_zones(engine: Engine, key: str, zones: Zones, why: str) -> Answer:
    """Divide the city into these zones; refused where one that is not among them is in use."""
    return _divide(engine, key, "enter_zones", lambda _: zones, why, (zones,))


def close_zone(engine: Engine, key: str, zone_id: str, moves: bool, why: str) -> Answer:
    """Divide the city into one zone less.

    `moves`: its couriers go to the zone that is nearest to where each is; else, or while one of
    them is under way or an order is, it is refused.
    """

    def act(turn: Turn) -> Answer:
        refused = admit(turn.by, CITY, Role.OWNER)
        if refused:
            return refused
        if turn.work.charters.lock(CITY) is None:
            return Refused(Unknown("city", CITY))
        before = InForce(turn.work.enacted.all()).at(turn.now).zones
        left = tuple(one for one in before if one.id != zone_id)
        if left == before:
            return Refused(Unknown("zone", zone_id))
        moving = _couriers_of(turn, zone_id) if moves and left else []
        for one in moving:
            if one.route is not None:
                return Refused(CourierUnderWay(one.id))
        answer = enact_in(turn, lambda terms: replace(terms, zones=left), why, leaves=moves)
        if isinstance(answer, Refused):
            return answer
        for one in moving:
            zone = zone_of(one.place, left)
            turn.work.couriers.put(replace(one, zone=zone, version=one.version + 1))
            turn.emit(CourierChanged(one.id, ("zone",), why.strip()))
        return Done({"zone": zone_id})

    return engine.perform(key, "close_zone", act, asked=(zone_id, moves, why))


def _divide(
    engine: Engine, key: str, command: str, divide: Callable[[Zones], Zones], why: str,
    asked: tuple[object, ...],
) -> Answer:  # fmt: skip
    def act(turn: Turn) -> Answer:
        refused = admit(turn.by, CITY, Role.OWNER)
        if refused:
            return refused
        return enact_in(turn, lambda terms: replace(terms, zones=divide(terms.zones)), why)

    return engine.perform(key, command, act, asked=(*asked, why))


def _couriers_of(turn: Turn, zone_id: str) -> list[Courier]:
    couriers = turn.work.couriers
    found = sorted(one.id for one in couriers.all() if one.zone == zone_id and not one.ended_at)
    return [couriers.must_lock(id_) for id_ in found]
