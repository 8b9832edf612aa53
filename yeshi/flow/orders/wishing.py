"""Wishing: at which later times a basket can be had, and when it is begun for each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from yeshi.base.calendar import QUARTER, next_quarter, quarter_of
from yeshi.base.refused import Invalid, Refused
from yeshi.flow.engine import Turn
from yeshi.flow.orders.choosing import items_of
from yeshi.flow.orders.sellers import Sellers
from yeshi.flow.ports import Work
from yeshi.flow.promising import NOTHING, Promises, load, promises_of
from yeshi.flow.terms import Terms
from yeshi.geo.travel import TravelTimes
from yeshi.geo.zones import zone_of
from yeshi.market.catalogue import Item
from yeshi.market.kitchen import takes_for_later
from yeshi.market.merchant import Merchant
from yeshi.orders.basket import Basket
from yeshi.orders.checkout import Quote
from yeshi.orders.later import answer_from, asleep
from yeshi.orders.wished import (
    AnotherDay,
    ClosedThen,
    KitchenFull,
    NotServedThen,
    TooFarAhead,
    TooSoonToWish,
    Wished,
    nearest_to,
    needs_yes,
    wished,
)

_Why = ClosedThen | NotServedThen | KitchenFull

# Who chooses the first of the times has so long to pay before it is begun.
TO_CHOOSE = timedelta(minutes=5)
# Of a stall: by quarter of an hour how many dishes it makes for later already, for how much in fen.
Taken = Mapping[datetime, tuple[int, int]]
_SHUT = timedelta(seconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """What decides on the times at which a basket can be had from its sellers.

    `way_s`: from counter to door, None where it is collected. `taken`: of the kitchens with bounded
    room.
    """

    now: datetime
    terms: Terms
    basket: Basket
    merchants: Mapping[str, Merchant]
    items: Mapping[str, Item]
    zone: str
    way_s: float | None
    promises: Promises
    taken: Mapping[str, Taken]

    @property
    def ends(self) -> datetime:
        """Until when one may wish: the end of the next business day."""
        calendar = self.terms.calendar
        tomorrow = calendar.day_ends(calendar.business_day(self.now))
        return calendar.day_ends(calendar.business_day(tomorrow))

    @property
    def soonest(self) -> datetime:
        """Before this none begins: what is ordered now would be there as soon."""
        return next_quarter(self.now + timedelta(seconds=self._whole_s(self.promises)))

    def all(self) -> list[Wished]:
        """Every time at which it can be had, the soonest first."""
        at, found = self.soonest, []
        while at < self.ends:
            plan = self.plan(at)
            if plan.begins_at >= self.now + TO_CHOOSE and self._why_not(plan) is None:
                found.append(plan)
            at += QUARTER
        return found

    def wish(self, at: datetime) -> Wished | Refused:
        """The time from `at` on; or why it cannot be had then, with the nearest that can."""
        if at != quarter_of(at):
            return Refused(Invalid("wished_for", "whole_quarter"))
        plan = self.plan(at)
        if at < self.soonest or plan.begins_at < self.now:
            return Refused(TooSoonToWish(self._nearest(at)))
        if at >= self.ends:
            return Refused(TooFarAhead(self._nearest(at)))
        why = self._why_not(plan)
        return plan if why is None else Refused(self._reason(at, *why))

    def refuses(self, plan: Wished) -> Refused | None:
        """Why what was quoted for a later time cannot be had then any more; None where it can."""
        if plan.begins_at < self.now:
            return Refused(TooSoonToWish(self._nearest(plan.at)))
        why = self._why_not(plan)
        return None if why is None else Refused(self._reason(plan.at, *why))

    def plan(self, at: datetime) -> Wished:
        """When it is begun for that quarter, and stands ready: as on a quiet day."""
        quiet = replace(self.promises, now=at, to_make={}, loads={self.zone: load(0, 1)})
        asked = self.basket.asked
        cook_s = max(
            quiet.cook_s(one, self.zone, asked[id_]) for id_, one in self.merchants.items()
        )
        service = self.terms.service
        hands_s = service.pickup_s + service.dropoff_s
        way_s = 0.0 if self.way_s is None else self.way_s + hands_s
        return wished(at, cook_s=cook_s, way_s=way_s, promised_s=self._whole_s(quiet))

    def _whole_s(self, promises: Promises) -> float:
        asked = self.basket.asked
        if self.way_s is None:
            return promises.collected_s(self.merchants, self.zone, asked)
        return promises.promised_s(self.merchants, self.zone, self.way_s, asked)

    def _why_not(self, plan: Wished) -> tuple[type[_Why], str] | None:
        """What cannot be had then, and whose or which it is."""
        # What is collected has to find an open counter to the end of its quarter.
        leaves = plan.ready_at if self.way_s is not None else plan.until - _SHUT
        calendar = self.terms.calendar
        for id_, one in self.merchants.items():
            if not takes_for_later(one, plan.begins_at, leaves, calendar):
                return ClosedThen, id_
        for id_, item in self.items.items():
            if not all(item.is_on(at, calendar) for at in (plan.begins_at, plan.ready_at)):
                return NotServedThen, id_
        for id_, one in self.merchants.items():
            if not self._has_room(one, plan):
                return KitchenFull, id_
        return None

    def _has_room(self, merchant: Merchant, plan: Wished) -> bool:
        room = merchant.room
        if room is None:
            return True
        dishes, fen = self.basket.asked[merchant.id]
        taken = self.taken.get(merchant.id, {}).get(plan.made_in, (0, 0))
        waits = self.promises.to_make.get(merchant.id, NOTHING)
        quarters = max(0, (plan.made_in - self.now) // QUARTER)
        left = room.left_over(waits.dishes, waits.fen, quarters)
        return room.has_for(dishes + taken[0] + left[0], fen + taken[1] + left[1])

    def _reason(self, at: datetime, why: type[_Why], of: str) -> _Why:
        return why(of, self._nearest(at))

    def _nearest(self, at: datetime) -> str:
        found = nearest_to(at, [one.at for one in self.all()])
        return self.terms.calendar.local(found).isoformat() if found else ""


def times_of(turn: Turn, basket: Basket, sellers: Sellers, zone: str, way_s: float | None) -> Times:
    """What decides on the times at which the basket can be had."""
    work, merchants = turn.work, sellers.merchants
    return Times(
        now=turn.now,
        terms=turn.terms,
        basket=basket,
        merchants=merchants,
        items=items_of(work, (one.item for one in basket.all_lines)),
        zone=zone,
        way_s=way_s,
        promises=promises_of(work, turn.terms, merchants, [zone], turn.now),
        taken=_taken(work, [id_ for id_, one in merchants.items() if one.room]),
    )


def still_to_be_had(
    turn: Turn, quote: Quote, sellers: Sellers, travel: TravelTimes
) -> Refused | None:
    """Why what was quoted for later cannot be had then any more; None where it can.

    Kitchens with bounded room are kept from others, so that two do not take the last of it.
    """
    if quote.wished is None:
        return None
    bounded = sorted(id_ for id_, one in sellers.merchants.items() if one.room)
    if bounded:
        kept = {**sellers.merchants, **{id_: turn.work.merchants.must_lock(id_) for id_ in bounded}}
        sellers = Sellers({id_: kept[id_] for id_ in sellers.merchants})
    pickup = sellers.pickup(turn.work)
    way_s = travel.between(pickup, quote.destination.place) if quote.is_brought else None
    zone = zone_of(pickup, turn.terms.zones)
    return times_of(turn, quote.basket, sellers, zone, way_s).refuses(quote.wished)


def day_to_agree(turn: Turn, quote: Quote) -> date | None:
    """The business day to which its customer has to say yes, as it is another than one would think;
    None where they need not."""
    if quote.wished is None:
        return None
    day_of = turn.terms.calendar.business_day
    day = day_of(quote.wished.at)
    return day if needs_yes(day, day_of(quote.made_at), day_of(turn.now)) else None


def refuses_day(turn: Turn, quote: Quote, agreed: date | None) -> Refused | None:
    """That its customer did not say yes to its day, where they have to."""
    day = day_to_agree(turn, quote)
    return None if day is None or agreed == day else Refused(AnotherDay(day.isoformat()))


def answers_from(turn: Turn, merchant: Merchant, plan: Wished | None) -> datetime | None:
    """From when the merchant's answer to what is for later is waited for; None: as it is placed."""
    if plan is None:
        return None
    hours, calendar, now = merchant.hours, turn.terms.calendar, turn.now
    if hours.is_all_day:
        return None
    opens = hours.next_opening(now, calendar)
    closes = hours.next_closing(opens, calendar)
    within = timedelta(seconds=turn.terms.answer_within_s)
    return answer_from(plan, opens, closes, hours.next_opening(closes, calendar), now, within)


def _taken(work: Work, merchants: Sequence[str]) -> dict[str, Taken]:
    """What those merchants make for later already, by quarter; what was begun is to be made now,
    and counted with that."""
    taken: dict[str, dict[datetime, tuple[int, int]]] = {}
    for order in work.orders.wished_of(merchants) if merchants else ():
        if order.wished is None or not asleep(order):
            continue
        for ticket in order.live_tickets:
            if ticket.merchant in merchants:
                quarters = taken.setdefault(ticket.merchant, {})
                dishes, fen = quarters.get(order.wished.made_in, (0, 0))
                quarters[order.wished.made_in] = (dishes + ticket.asked[0], fen + ticket.asked[1])
    return dict(taken)
