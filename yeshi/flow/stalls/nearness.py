"""Nearness: how long what a stall cooks takes to a place, and whether it can be brought there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from yeshi.base.money import Money
from yeshi.flow.engine import Engine
from yeshi.geo.point import Point
from yeshi.geo.zones import is_within
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
    travel_s = engine.travel.matrix([one.place for one in stalls], [place])[:, 0]
    return {
        one.id: WayTo(fees.delivery(way_s), one.cook_s_at(now) + way_s + fees.wait_s)
        if within and way_s <= fees.reach_s
        else None
        for one, way_s in zip(stalls, map(float, travel_s), strict=True)
    }
