"""Taking on: the orders of a stall that answers by itself are taken on when they are placed."""

from __future__ import annotations

from datetime import timedelta

from yeshi.base.refused import Refused
from yeshi.events.orders import OrderPlaced
from yeshi.events.record import Event
from yeshi.flow.engine import Turn
from yeshi.flow.promising import promises_of
from yeshi.orders.later import said_for
from yeshi.orders.lifecycle import TicketStep
from yeshi.orders.progress import answer_ticket


def take_on(turn: Turn, event: Event) -> None:
    """Take on the parts of stalls that answer by themselves, in the time that they need."""
    if not isinstance(event, OrderPlaced):
        return
    merchants = turn.work.merchants.get_many([share.merchant for share in event.asked])
    own = {id_: one for id_, one in merchants.items() if one.answers_itself}
    if not own:
        return
    order = turn.work.orders.must(event.order)
    promises = promises_of(turn.work, turn.terms, own, [order.zone], turn.now)
    for id_, merchant in own.items():
        # Its own dishes are counted already, as the order is placed.
        cooked = turn.now + timedelta(seconds=promises.cook_s(merchant, order.zone))
        ready_at = said_for(order, turn.now, cooked)
        progress = answer_ticket(order, id_, TicketStep.ACCEPT, turn.now, ready_at)
        if isinstance(progress, Refused):
            continue
        order = progress.order
        turn.work.orders.put(order)
        turn.emit(*progress.events)
