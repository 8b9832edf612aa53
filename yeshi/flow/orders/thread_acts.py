"""Writing to the thread of an order, and saying what of it one has read."""

from __future__ import annotations

from yeshi.base.refused import Refused, Unknown
from yeshi.events.threads import ThreadRead, ThreadWritten
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.ports import Answer, Done, Work
from yeshi.flow.shopping import is_own
from yeshi.orders import thread_writing
from yeshi.orders.order import Order
from yeshi.orders.thread import Correspondent, ThreadSide, marked
from yeshi.orders.thread_writing import WhatIsSaid, takes_part
from yeshi.people.actor import Actor, admit_to, admit_to_zone
from yeshi.people.person import COUNTER, Role


def refuses_thread(work: Work, by: Actor, who: Correspondent, order: Order) -> Refused | None:
    """Why whoever acts is not that one of the order; to them it is none then."""
    unknown = Unknown("order", order.id)
    refused = None
    match who.side:
        case ThreadSide.CUSTOMER:
            refused = None if is_own(work, by, order.customer) else Refused(unknown)
        case ThreadSide.STALL:
            refused = admit_to(by, Unknown("merchant", who.id), *COUNTER)
        case ThreadSide.COURIER:
            refused = admit_to(by, Unknown("courier", who.id), Role.COURIER)
        case ThreadSide.CONTROL:
            refused = admit_to_zone(by, order.zone, unknown, Role.OPERATOR)
    if refused is None and not takes_part(order, who):
        return Refused(unknown)
    return refused


def write_message(
    engine: Engine, key: str, by: Correspondent, order_id: str, to: Correspondent, said: WhatIsSaid
) -> Answer:
    """Have one who has to do with the order write to another."""

    def act(turn: Turn) -> Answer:
        # Of each order one writes at a time, while nobody else changes whom it is brought by.
        order = _order_written_of(turn, by, order_id)
        if isinstance(order, Refused):
            return order
        before = turn.work.threads.lock(order_id)
        written = thread_writing.write_to(order, before, by, to, said, turn.now)
        if isinstance(written, Refused):
            return written
        if before is None:
            turn.work.threads.add(written)
        else:
            turn.work.threads.put(written)
        number = written.messages[-1].number
        turn.emit(ThreadWritten(order_id, number, by.name, to.name))
        return Done({"order": order_id, "number": str(number)})

    asked = (by.name, order_id, to.name, said.phrase, said.words, said.seen)
    return engine.perform(key, "write_to_thread", act, asked=asked)


def note_read(engine: Engine, key: str, by: Correspondent, order_id: str, number: int) -> Answer:
    """Note that they have read what was written to them up to that number.

    Of the control room: that nothing up to there waits for it any more.
    """

    def act(turn: Turn) -> Answer:
        order = _order_written_of(turn, by, order_id)
        if isinstance(order, Refused):
            return order
        before = turn.work.threads.lock(order_id)
        if before is None:
            return Refused(Unknown("order", order_id))
        after = marked(before, by, number)
        if after.unread_by(by) != before.unread_by(by):
            turn.work.threads.put(after)
            turn.emit(ThreadRead(order_id, min(number, after.messages[-1].number), by.name))
        return Done({"order": order_id})

    return engine.perform(key, "read_thread", act, asked=(by.name, order_id, number))


def _order_written_of(turn: Turn, by: Correspondent, order_id: str) -> Order | Refused:
    order = turn.work.orders.lock(order_id)
    if order is None:
        return Refused(Unknown("order", order_id))
    return refuses_thread(turn.work, turn.by, by, order) or order
