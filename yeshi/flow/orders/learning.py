"""Learning: what kitchens and deliveries took, taken in from time to time by the clock.

Not with each order: they would wait for each other at what is known of their stall and zone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TypeVar

from yeshi.flow.engine import Engine, Turn
from yeshi.flow.ports import Answer, Done, Records
from yeshi.geo.travel import TravelTimes
from yeshi.market.merchant import Merchant
from yeshi.orders.delivery_pace import Delivered, DeliveryPace
from yeshi.orders.kitchen_pace import KitchenPace, MadePart
from yeshi.orders.order import Order, Ticket

T = TypeVar("T")

# What is older tells little of a kitchen of now; so many orders are taken in at once.
REMEMBERED = timedelta(days=28)
AT_ONCE = 2000


@dataclass(frozen=True, slots=True)
class Lesson:
    """What a zone's deliveries of that time have to tell."""

    zone: str
    since: datetime
    until: datetime

    @property
    def id(self) -> str:
        """Names the zone and the time."""
        return f"{self.zone}:{self.since.isoformat()}"


def lessons_due(engine: Engine) -> list[Lesson]:
    """Of each zone in which something was delivered since it was learnt from."""
    terms, now = engine.terms, engine.clock.now()
    if not terms.promise_kept:
        return []
    due = []
    with engine.store.begin() as work:
        known = work.delivery_paces.get_many([zone.id for zone in terms.zones])
        for zone in terms.zones:
            since = known[zone.id].learnt_to if zone.id in known else now - REMEMBERED
            if work.orders.delivered_between(zone.id, since, now, 1):
                due.append(Lesson(zone.id, since, now))
    return due


def learn(engine: Engine, lesson: Lesson) -> Answer:
    """Take in what was delivered, in the sequence in which it was, and weigh it anew."""

    def act(turn: Turn) -> Answer:
        kept = turn.work.delivery_paces.lock(lesson.zone)
        pace = kept or DeliveryPace(id=lesson.zone, learnt_to=lesson.since)
        if pace.learnt_to > lesson.since:
            return Done()
        orders = turn.work.orders.delivered_between(
            lesson.zone, lesson.since, lesson.until, AT_ONCE
        )
        ids = sorted({ticket.merchant for order in orders for ticket in order.live_tickets})
        known = turn.work.kitchen_paces.lock_many(ids)
        school = _School(turn, engine.travel, turn.work.merchants.get_many(ids), dict(known), pace)
        for order in orders:
            school.take_in(order)
        for id_, kitchen in school.kitchens.items():
            _keep(turn.work.kitchen_paces, kitchen, new=id_ not in known)
        ends = orders[-1].ended_at if len(orders) == AT_ONCE else None
        learnt = replace(_weighed(school.pace), learnt_to=ends or lesson.until)
        _keep(turn.work.delivery_paces, learnt, new=kept is None)
        return Done({"zone": lesson.zone})

    return engine.perform(f"learn:{lesson.id}", "learn", act, asked=(lesson.id,))


@dataclass(slots=True)
class _School:
    """What is known so far, while one order after another is taken in."""

    turn: Turn
    travel: TravelTimes
    merchants: Mapping[str, Merchant]
    kitchens: dict[str, KitchenPace]
    pace: DeliveryPace

    def take_in(self, order: Order) -> None:
        """What the order tells of its kitchens, of the hour, and of deliveries."""
        made = [one for one in order.live_tickets if one.made_at and one.merchant in self.merchants]
        if order.ended_at is None or (order.foreseen is None and order.is_brought):
            return
        if order.wished:
            # It is made to a time, not as soon as it can be.
            return
        hour = self.turn.terms.calendar.local(order.placed_at).hour
        for ticket in made:
            self._part(order, ticket, hour)
        if order.foreseen is None or not order.is_brought:
            return
        way_s = self.travel.between(order.pickup, order.destination.place)
        took_s = max(0.0, _since(order, order.ended_at) - way_s)
        late = order.ended_at > order.promised_by
        delivered = Delivered(order.foreseen, round(took_s, 1))
        self.pace = self.pace.after(delivered, late, self.turn.terms.promise_kept)

    def _part(self, order: Order, ticket: Ticket, hour: int) -> None:
        usual_s = self.merchants[ticket.merchant].cook_s
        kitchen = self.kitchens.get(ticket.merchant) or KitchenPace(id=ticket.merchant)
        took_s, hourly = _since(order, ticket.made_at), self.pace.hourly(hour)
        self.pace = self.pace.after_part(hour, took_s / kitchen.expected_s(usual_s, 1.0))
        said_s = _since(order, ticket.ready_at) if ticket.ready_at else None
        part = MadePart(took_s, hourly, said_s)
        self.kitchens[ticket.merchant] = kitchen.after(part, usual_s)


def _weighed(pace: DeliveryPace) -> DeliveryPace:
    if not pace.knows or pace.may_be_late is None:
        return pace
    # What it stands on takes a second to be read: nobody else waits for it.
    from yeshi.orders.quantile_fit import quantile_weights

    return replace(pace, weights=quantile_weights(pace.seen, 1 - pace.may_be_late))


def _keep(paces: Records[T], pace: T, *, new: bool) -> None:
    (paces.add if new else paces.put)(pace)


def _since(order: Order, moment: datetime | None) -> float:
    return (moment - order.placed_at).total_seconds() if moment else 0.0
