"""Acting for a stall that does not answer: an operator takes its step, with the reason."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum

from yeshi.base.limits import NOTE_LENGTH_MAX
from yeshi.base.refused import Invalid, Refused, Unknown
from yeshi.events.attention import TicketActedFor
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.orders.cooking import COOK_S_MAX, keep, lines_of
from yeshi.flow.orders.dealing import free_deals
from yeshi.flow.orders.overriding import NoGrounds
from yeshi.flow.ports import Answer
from yeshi.orders.later import said_for
from yeshi.orders.lifecycle import TicketStep
from yeshi.orders.order import Order
from yeshi.orders.progress import Progress, answer_ticket, ticket_ready
from yeshi.people.actor import admit_to_zone
from yeshi.people.person import CITY, Role


class Step(StrEnum):
    """What is done in a stall's place."""

    ACCEPT = "accept"
    REJECT = "reject"
    READY = "ready"


def act_for(
    engine: Engine, key: str, order_id: str, merchant: str, step: Step, why: str, minutes: int = 15
) -> Answer:
    """Take the step for the stall; `minutes`: until an accepted part is ready.

    The reason is kept in the record; of a part that is turned down its customer reads it too.
    """

    def act(turn: Turn) -> Answer:
        order, unknown = turn.work.orders.lock(order_id), Unknown("order", order_id)
        zone = order.zone if order else CITY
        refused = admit_to_zone(turn.by, zone, unknown, Role.OPERATOR)
        if refused:
            return refused
        if order is None:
            return Refused(unknown)
        if not 0 < len(why) <= NOTE_LENGTH_MAX:
            return Refused(NoGrounds(NOTE_LENGTH_MAX))
        if not 0 < minutes <= COOK_S_MAX // 60:
            return Refused(Invalid("ready_at", f"> {COOK_S_MAX // 60} min"))
        progress = _taken(turn, order, merchant, step, why, minutes)
        if not isinstance(progress, Refused):
            turn.emit(TicketActedFor(order_id, merchant, step.value, why))
        return keep(turn, progress)

    asked = (order_id, merchant, step, why, minutes)
    return engine.perform(key, "act_for", act, asked=asked)


def _taken(
    turn: Turn, order: Order, merchant: str, step: Step, why: str, minutes: int
) -> Progress | Refused:
    if step is Step.READY:
        return ticket_ready(order, merchant, turn.now)
    if step is Step.REJECT:
        rejected = answer_ticket(order, merchant, TicketStep.REJECT, turn.now, why=why)
        if isinstance(rejected, Progress):
            free_deals(turn, lines_of(order, merchant), order.placed_at)
        return rejected
    ready_at = said_for(order, turn.now, turn.now + timedelta(minutes=minutes))
    return answer_ticket(order, merchant, TicketStep.ACCEPT, turn.now, ready_at)
