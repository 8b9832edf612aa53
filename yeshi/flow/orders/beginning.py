"""Beginning: orders for later are called to their kitchens when it is time."""

from __future__ import annotations

from yeshi.flow.engine import Engine, Turn
from yeshi.flow.orders.cooking import keep
from yeshi.flow.ports import Answer, Done
from yeshi.orders.beginning import begin
from yeshi.orders.order import Order


def to_begin(engine: Engine) -> list[Order]:
    """The orders for later that it is time to begin."""
    now = engine.clock.now()
    with engine.store.begin() as work:
        return work.orders.to_begin(now)


def begin_order(engine: Engine, later: Order) -> Answer:
    """Have the order be made: from now on it is as any other."""

    def act(turn: Turn) -> Answer:
        order = turn.work.orders.must_lock(later.id)
        begun = begin(order, turn.now)
        return keep(turn, begun) if begun else Done({"order": order.id})

    return engine.perform(f"begin:{later.id}", "begin_order", act)
