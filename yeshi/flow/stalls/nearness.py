"""Nearness: how long what a stall cooks takes to a place, and whether it can be brought there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from yeshi.base.money import Money
from yeshi.flow.engine import Engine
from yeshi.flow.promising import promises_of
from yeshi.geo.point import Point
from yeshi.geo.zones import is_within, zone_of
from yeshi.market.merchant import Merchant


@dataclass(frozen=True, slots=True)
class WayTo:
    """What an order from a stall to a place costs to bring, and the seconds from ordering on."""

    fee: Money
    seconds: float


def ways_to(
    engine: Engine, merchants: Iterable[Merchant], place: Point
) -> Mapping[str, WayTo | None]:
    """By merchant the way from them to the place; None where no courier rides so far."""
    stalls, fees = list(merchants), engine.terms.fees
    if not stalls:
        return {}
    now = engine.clock.now()
    within = is_within(place, engine.terms.zones)
    terms = engine.terms
    zones = {one.id: zone_of(one.place, terms.zones) for one in stalls}
    with engine.store.begin() as work:
        promises = promises_of(
            work, terms, {one.id: one for one in stalls}, set(zones.values()), now
        )
    travel_s = engine.travel.matrix([one.place for one in stalls], [place])[:, 0]
    return {
        one.id: WayTo(
            fees.delivery(way_s), promises.promised_s({one.id: one}, zones[one.id], way_s)
        )
        if within and way_s <= fees.reach_s
        else None
        for one, way_s in zip(stalls, map(float, travel_s), strict=True)
    }
