"""Stranding: orders that stood ready too long with nobody sent are called off and paid back."""

from __future__ import annotations

from datetime import timedelta

from yeshi.base.refused import Refused
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.orders.overtaken import Overtaken
from yeshi.flow.ports import Answer, Done
from yeshi.orders.lifecycle import OrderStep
from yeshi.orders.order import Order
from yeshi.orders.progress import call_off


def stranded(engine: Engine, after_s: float | None = None) -> list[Order]:
    """The orders that stood ready for `after_s` seconds with nobody sent.

    By default the city's terms say how long.
    """
    now = engine.clock.now()
    allowed = timedelta(seconds=engine.terms.strand_after_s if after_s is None else after_s)
    with engine.store.begin() as work:
        return [
            order
            for zone in engine.terms.zones
            for order in work.orders.unfetched(zone.id)
            if order.ready_at is not None and now - order.ready_at >= allowed
        ]


def strand_all(engine: Engine) -> None:
    """Call off all that is ready with nobody sent: the night is over."""
    for order in stranded(engine, after_s=0):
        strand(engine, order)


def strand(engine: Engine, late: Order) -> Answer:
    """Call off an order that nobody was sent for; it is paid back."""

    def act(turn: Turn) -> Answer:
        order = turn.work.orders.must_lock(late.id)
        if order.route:
            return Refused(Overtaken(order.id, order.courier or ""))
        ended = call_off(order, OrderStep.STRAND, "no_courier", turn.now)
        if isinstance(ended, Refused):
            return ended
        turn.work.orders.put(ended.order)
        turn.emit(*ended.events)
        return Done({"order": order.id})

    return engine.perform(f"strand:{late.id}:{late.version}", "strand", act)
