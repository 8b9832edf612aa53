"""Promising: by when an order is at the door, by what kitchens and deliveries took before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from yeshi.flow.ports import ToMake, Work
from yeshi.flow.terms import Terms
from yeshi.market.merchant import Merchant
from yeshi.orders.delivery_pace import DeliveryPace, Foreseen
from yeshi.orders.kitchen_pace import KitchenPace

# What was ordered longer ago than this is made, or nobody waits for it any more.
OPEN_FOR = timedelta(hours=6)
NOTHING = ToMake(0, 0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Promises:
    """What is known of some stalls and of zones' deliveries at a moment.

    `loads`: by zone, how many orders there are for each courier, with one that is placed now.
    """

    terms: Terms
    now: datetime
    kitchens: Mapping[str, KitchenPace]
    deliveries: Mapping[str, DeliveryPace]
    to_make: Mapping[str, ToMake]
    loads: Mapping[str, float]

    def foreseen(self, merchants: Mapping[str, Merchant], zone: str) -> Foreseen | None:
        """What is known of an order from those stalls, all of which have to be waited for; None
        where the city's promises are fixed."""
        if not self.terms.promise_kept:
            return None
        hour = self.terms.calendar.local(self.now).hour
        delivery = self.deliveries.get(zone)
        hourly = delivery.hourly(hour) if delivery else 1.0
        return Foreseen(
            max(self._cook_s(one, hourly) for one in merchants.values()),
            max(self.to_make.get(id_, NOTHING).parts for id_ in merchants),
            self.loads.get(zone, 0.0),
        )

    def promised_s(self, merchants: Mapping[str, Merchant], zone: str, way_s: float) -> float:
        """Seconds from now on in which what those stalls make is at a door that is `way_s` away.

        While too little was delivered in the zone to know better: as the stalls say, and the time
        for waiting that the city's terms allow.
        """
        delivery, foreseen = self.deliveries.get(zone), self.foreseen(merchants, zone)
        learnt_s = delivery.promised_s(foreseen) if delivery and foreseen else None
        if learnt_s is not None:
            return way_s + learnt_s
        slowest = max(one.cook_s_at(self.now) for one in merchants.values())
        return slowest + way_s + self.terms.fees.wait_s

    def _cook_s(self, merchant: Merchant, hourly: float) -> float:
        """No less than what the stall says of itself while it says that it is busy."""
        pace = self.kitchens.get(merchant.id) or KitchenPace(id=merchant.id)
        expected = pace.expected_s(merchant.cook_s, hourly)
        busy = merchant.rush_at(self.now) is not None
        return max(expected, merchant.cook_s_at(self.now)) if busy else expected


def promises_of(work: Work, terms: Terms, zone_of: Mapping[str, str], now: datetime) -> Promises:
    """What is known of stalls, by id with the zone of each, at that moment; nothing where the
    city's promises are fixed."""
    if not terms.promise_kept:
        return Promises(terms=terms, now=now, kitchens={}, deliveries={}, to_make={}, loads={})
    merchants, zones = list(zone_of), sorted(set(zone_of.values()))
    crowd = work.orders.crowd(merchants, now - OPEN_FOR, zones)
    return Promises(
        terms=terms,
        now=now,
        kitchens=work.kitchen_paces.get_many(merchants),
        deliveries=work.delivery_paces.get_many(zones),
        to_make=crowd.to_make,
        loads={zone: load(*crowd.zones.get(zone, (0, 0))) for zone in zones},
    )


def load(orders: int, couriers: int) -> float:
    """How many orders there are for each courier with one more; of a zone without, for one."""
    return round((orders + 1) / max(1, couriers), 3)
