"""Promising: by when an order is at the door, by what kitchens and deliveries took before."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType

from yeshi.flow.ports import Ahead, ToMake, Work
from yeshi.flow.terms import Terms
from yeshi.market.merchant import Merchant
from yeshi.orders.delivery_pace import DeliveryPace, Foreseen
from yeshi.orders.kitchen_pace import KitchenPace

# What was ordered longer ago than this is made, or nobody waits for it any more.
OPEN_FOR = timedelta(hours=6)
NOTHING = ToMake(0, 0, 0)
# Of a stall: how many dishes are asked for, and what they are sold for in fen.
Asked = Mapping[str, tuple[int, int]]
NOT_SAID: Asked = MappingProxyType({})
ONE = (1, 0)


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

    def foreseen(
        self, merchants: Mapping[str, Merchant], zone: str, asked: Asked = NOT_SAID
    ) -> Foreseen | None:
        """What is known of an order from those stalls, all of which have to be waited for; None
        where the city's promises are fixed."""
        if not self.terms.promise_kept:
            return None
        return Foreseen(
            max(self.cook_s(one, zone, asked.get(id_, ONE)) for id_, one in merchants.items()),
            max(self.to_make.get(id_, NOTHING).parts for id_ in merchants),
            self.loads.get(zone, 0.0),
        )

    def promised_s(
        self,
        merchants: Mapping[str, Merchant],
        zone: str,
        way_s: float,
        asked: Asked = NOT_SAID,
    ) -> float:
        """Seconds from now on in which what those stalls make is at a door that is `way_s` away.

        While too little was delivered in the zone to know better: as the stalls say, and the time
        for waiting that the city's terms allow.
        """
        delivery, foreseen = self.deliveries.get(zone), self.foreseen(merchants, zone, asked)
        learnt_s = delivery.promised_s(foreseen) if delivery and foreseen else None
        if learnt_s is not None:
            return way_s + learnt_s
        slowest = max(self._said_s(one, asked.get(id_, ONE)) for id_, one in merchants.items())
        return slowest + way_s + self.terms.fees.wait_s

    def collected_s(
        self, merchants: Mapping[str, Merchant], zone: str, asked: Asked = NOT_SAID
    ) -> float:
        """Seconds from now on in which what those stalls make stands on their counters, as surely
        as the city keeps its promises."""
        kept = self.terms.promise_kept
        most = 0.0
        for id_, one in merchants.items():
            cook_s = self.cook_s(one, zone, asked.get(id_, ONE))
            pace = self.kitchens.get(id_) or KitchenPace(id=id_)
            margin = pace.margin(kept, self.terms.kitchen_cv) if kept else 1.0
            most = max(most, cook_s * margin)
        return most

    def cook_s(self, merchant: Merchant, zone: str, asked: tuple[int, int] = (0, 0)) -> float:
        """The seconds that the stall is expected to need for so many dishes, sold for so many fen;
        no less than what it says while it is busy, or has no room for them at once."""
        if not self.terms.promise_kept:
            return self._said_s(merchant, asked)
        delivery = self.deliveries.get(zone)
        hourly = delivery.hourly(self.terms.calendar.local(self.now).hour) if delivery else 1.0
        pace = self.kitchens.get(merchant.id) or KitchenPace(id=merchant.id)
        expected, said = pace.expected_s(merchant.cook_s, hourly), self._said_s(merchant, asked)
        return max(expected, said) if said > merchant.cook_s else expected

    def _said_s(self, merchant: Merchant, asked: tuple[int, int]) -> float:
        """By what the stall says of itself: its usual time, how busy it is, and its room."""
        before = self.to_make.get(merchant.id, NOTHING)
        dishes, fen = before.dishes + asked[0], before.fen + asked[1]
        waits_s = merchant.room.waits_s(dishes, fen) if merchant.room else 0
        return merchant.cook_s_at(self.now) + waits_s


def promises_of(
    work: Work,
    terms: Terms,
    merchants: Mapping[str, Merchant],
    zones: Collection[str],
    now: datetime,
) -> Promises:
    """What is known of the stalls and the zones at that moment; no more than stalls say of
    themselves where the city's promises are fixed."""
    learns, ids = terms.promise_kept > 0, list(merchants)
    bounded = ids if learns else [id_ for id_, one in merchants.items() if one.room]
    ahead = Ahead({}, {})
    if bounded:
        ahead = work.orders.ahead(bounded, now - OPEN_FOR, sorted(zones) if learns else ())
    return Promises(
        terms=terms,
        now=now,
        kitchens=work.kitchen_paces.get_many(ids) if learns else {},
        deliveries=work.delivery_paces.get_many(sorted(zones)) if learns else {},
        to_make=ahead.to_make,
        loads={zone: load(*ahead.zones.get(zone, (0, 0))) for zone in zones},
    )


def load(orders: int, couriers: int) -> float:
    """How many orders there are for each courier with one more; of a zone without, for one."""
    return round((orders + 1) / max(1, couriers), 3)
