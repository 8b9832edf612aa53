"""Explaining: why a courier was sent with an order, and who else could be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from yeshi.base.refused import Reason, Refused, Unknown
from yeshi.events.dispatch import Choice, RouteCommitted
from yeshi.fleet.courier import Courier
from yeshi.flow.engine import Engine
from yeshi.flow.orders.committing import FETCHABLE
from yeshi.flow.orders.reading import names_in
from yeshi.flow.ports import Records
from yeshi.market.merchant import Merchant
from yeshi.orders.lifecycle import OrderState, TicketState
from yeshi.orders.order import Order, Ticket
from yeshi.people.actor import admit_to_zone
from yeshi.people.person import CITY, Role

T = TypeVar("T")
# Among so many couriers does the control room choose who brings an order.
NEAR_MAX = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Reasons:
    """Why a courier was sent with an order: the choice made, then the best of the others.

    `planned`: the orders that the others were to fetch instead, as they stand now.
    """

    order: Order
    at: datetime
    together: tuple[Order, ...]
    choices: tuple[Choice, ...]
    couriers: dict[str, Courier]
    planned: dict[str, Order]


@dataclass(frozen=True, slots=True, kw_only=True)
class DispatchView:
    """Who brings an order, why, and who else on duty is near; `open` while another could be sent.

    `couriers`: all whom the others name.
    """

    order: Order
    names: dict[str, Merchant]
    reasons: Reasons | None
    open: bool
    couriers: dict[str, Courier]
    on_duty: tuple[Courier, ...]

    @property
    def over(self) -> bool:
        """Whether nobody else can be sent any more."""
        return not self.open and self.order.state is not OrderState.PLACED

    @property
    def silent(self) -> tuple[Ticket, ...]:
        """The parts whose stalls have not answered."""
        placed = self.order.state is OrderState.PLACED
        return self._tickets(TicketState.PLACED) if placed else ()

    @property
    def cooking(self) -> tuple[Ticket, ...]:
        """The parts that were taken on, and are not on the counter yet."""
        under_way = self.order.state in (OrderState.PLACED, OrderState.ACCEPTED)
        return self._tickets(TicketState.ACCEPTED) if under_way else ()

    def _tickets(self, state: TicketState) -> tuple[Ticket, ...]:
        return tuple(one for one in self.order.tickets if one.state is state)


@dataclass(frozen=True, slots=True)
class NotSentYet(Reason):
    """No courier was sent with the order, so there is no choice to give reasons for."""

    order: str


def why(engine: Engine, order_id: str) -> Reasons | Refused:
    """Why the order's courier was sent, and not another."""
    with engine.store.read() as work:
        found = work.orders.get(order_id)
        zone, unknown = found.zone if found else CITY, Unknown("order", order_id)
        refused = admit_to_zone(engine.actor, zone, unknown, Role.OPERATOR)
        if refused:
            return refused
        if found is None:
            return Refused(unknown)
        happened = work.events.of_subject(found.route) if found.route else []
        sent = next((one for one in happened if isinstance(one.event, RouteCommitted)), None)
        if sent is None or not isinstance(sent.event, RouteCommitted):
            return Refused(NotSentYet(order_id))
        choices = sent.event.why
        others = {id_ for choice in choices for id_ in choice.busy_with}
        return Reasons(
            order=found,
            at=sent.at,
            together=_present(work.orders, sent.event.orders),
            choices=choices,
            couriers={one.id: one for one in _present(work.couriers, [c.courier for c in choices])},
            planned={one.id: one for one in _present(work.orders, sorted(others))},
        )


def dispatch(engine: Engine, order_id: str) -> DispatchView | Refused:
    """What the control room needs to decide who brings the order."""
    told = why(engine, order_id)
    reasons = told if isinstance(told, Reasons) else None
    with engine.store.read() as work:
        found = work.orders.get(order_id)
        zone, unknown = found.zone if found else CITY, Unknown("order", order_id)
        refused = admit_to_zone(engine.actor, zone, unknown, Role.OPERATOR)
        if refused:
            return refused
        if found is None:
            return Refused(unknown)
        near = work.couriers.near(found.zone, found.pickup, NEAR_MAX)
        sent = work.couriers.get(found.courier) if found.courier else None
        on_duty = near if sent is None or sent in near else [sent, *near]
        hand = (found.hand.pinned, *found.hand.forbidden) if found.hand else ()
        named = _present(work.couriers, [one for one in hand if one])
        known = {one.id: one for one in (*on_duty, *named)}
        return DispatchView(
            order=found,
            names=names_in(work, [found]),
            reasons=reasons,
            open=found.state in FETCHABLE,
            couriers=known | (reasons.couriers if reasons else {}),
            on_duty=tuple(sorted(on_duty, key=lambda one: one.id)),
        )


def _present(records: Records[T], ids: Sequence[str]) -> tuple[T, ...]:
    found = records.get_many(ids)
    return tuple(found[id_] for id_ in ids if id_ in found)
