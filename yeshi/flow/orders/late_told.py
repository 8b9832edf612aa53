"""Customers are told that their order comes later before they notice it, with the new time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from yeshi.events.lateness import OrderLate
from yeshi.events.record import Event
from yeshi.fleet.delivery import RouteState
from yeshi.flow import errands
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.errands import ErrandKind
from yeshi.flow.orders.cooking import keep
from yeshi.flow.orders.customer_contact import AT_ONCE, contact_of
from yeshi.flow.ports import Answer, Done, Work
from yeshi.flow.ports.messages import Message
from yeshi.flow.reaching import in_both_languages
from yeshi.geo.travel import TravelTimes
from yeshi.orders import lateness
from yeshi.orders.lateness import tardy
from yeshi.orders.lifecycle import UNDER_WAY
from yeshi.orders.order import Order
from yeshi.orders.tardy import Tardy
from yeshi.people.invitation import Sent

# So many are looked at a minute, those that were placed first.
LOOKED_AT = 300


@dataclass(frozen=True, slots=True)
class AboutOrder:
    """The order about which its customer is told something; kept with an errand."""

    order: str


TELLING_LATE: ErrandKind[AboutOrder, Sent] = ErrandKind(
    name="late", given=AboutOrder, terms=AT_ONCE, about=lambda given: given.order
)


def to_tell(engine: Engine) -> list[Order]:
    """The orders whose customers are to be told that they come later."""
    now = engine.clock.now()
    with engine.store.read() as work:
        late = work.orders.board(now, 0, LOOKED_AT).late
        return [one for one in late if _tardy(work, engine.travel, one, now)]


def tell(engine: Engine, late: Order) -> Answer:
    """Have the customer be told."""

    def act(turn: Turn) -> Answer:
        order = turn.work.orders.must_lock(late.id)
        found = _tardy(turn.work, engine.travel, order, turn.now)
        return keep(turn, lateness.tell(order, found)) if found else Done({"order": order.id})

    return engine.perform(f"late:{late.id}:{late.version}", "tell_late", act)


def tell_late(turn: Turn, event: Event) -> None:
    """Have it be written to them too, where they can be reached: their page may be long closed."""
    if isinstance(event, OrderLate):
        order = turn.work.orders.must(event.order)
        if contact_of(turn.work, order) is not None:
            errands.write(turn, TELLING_LATE, AboutOrder(order.id))


def late_message(engine: Engine, given: AboutOrder, page: Callable[[str], str]) -> Message | None:
    """What the customer is told, with the address of their order; None once they have it."""
    with engine.store.read() as work:
        order = work.orders.get(given.order)
        contact = contact_of(work, order) if order else None
        late = order.tardy if order and order.state in UNDER_WAY else None
        if order is None or contact is None or late is None:
            return None
        merchant = work.merchants.get(late.merchant) if late.merchant else None
        local = engine.terms.calendar.local

        def facts(language: str) -> dict[str, str]:
            return {
                "promised": f"{local(order.promised_by):%H:%M}",
                "time": f"{local(late.by):%H:%M}",
                "stall": merchant.name.in_language(language) if merchant else "",
                "link": page(f"/orders/{order.id}"),
            }

        return in_both_languages(work, contact, f"late_{late.why}", facts)


def _tardy(work: Work, travel: TravelTimes, order: Order, now: datetime) -> Tardy | None:
    route = work.routes.get(order.route) if order.route else None
    stops = route.stops if route and route.state is RouteState.OPEN else ()
    planned = [stop.hand_over_at for stop in stops if stop.order == order.id]
    way_s = travel.between(order.pickup, order.destination.place) if order.is_brought else 0.0
    return tardy(order, planned[-1] if planned else None, timedelta(seconds=way_s), now)
