"""Cooking: a merchant takes on its part of an order and makes it, or cannot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from yeshi.base.limits import NOTE_LENGTH_MAX, beyond_moments
from yeshi.base.refused import Invalid, Refused, Unknown
from yeshi.base.sure import there
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.orders.choosing import put_back
from yeshi.flow.orders.dealing import free_deals
from yeshi.flow.orders.looks import of_cooking
from yeshi.flow.ports import Answer, Done
from yeshi.flow.stalls.keeping import take_all_off_tonight
from yeshi.orders.later import asked_from, counts_on, said_for
from yeshi.orders.lifecycle import NO_ANSWER, TicketState, TicketStep
from yeshi.orders.lines import Line
from yeshi.orders.order import Order
from yeshi.orders.progress import Progress, answer_ticket, delay, ticket_ready
from yeshi.orders.wished import NotBegunYet
from yeshi.people.actor import admit_to
from yeshi.people.person import COUNTER

COOK_S_MAX = 4 * 3600
# What a stall may add to a moment at once, and how many dishes it may take off with an order.
LATER_MINUTES_MAX = 60
DISHES_MAX = 100


def accept(engine: Engine, key: str, merchant: str, order_id: str, ready_at: datetime) -> Answer:
    """Have `merchant` take on its part of the order, to be ready at `ready_at`."""

    def act(turn: Turn) -> Answer:
        order = own_order(turn, merchant, order_id)
        if isinstance(order, Refused):
            return order
        beyond = beyond_moments(ready_at=ready_at)
        if beyond:
            return beyond
        if ready_at > counts_on(order, turn.now) + timedelta(seconds=COOK_S_MAX):
            return Refused(Invalid("ready_at", f"> {COOK_S_MAX // 60} min"))
        by = said_for(order, turn.now, ready_at)
        return keep(turn, answer_ticket(order, merchant, TicketStep.ACCEPT, turn.now, by))

    return engine.perform(key, "accept", act, of_cooking(order_id), asked=(merchant, order_id))


def reject(
    engine: Engine, key: str, merchant: str, order_id: str, why: str, sold_out: Sequence[str] = ()
) -> Answer:
    """Have `merchant` turn its part of the order down; it is paid back.

    Its dishes that are `sold_out` are off the menu until the business day turns.
    """

    def act(turn: Turn) -> Answer:
        order = own_order(turn, merchant, order_id)
        if isinstance(order, Refused):
            return order
        if not 0 < len(why) <= NOTE_LENGTH_MAX:
            return Refused(Invalid("why", f"1…{NOTE_LENGTH_MAX}"))
        if len(sold_out) > DISHES_MAX:
            return Refused(Invalid("items", f"> {DISHES_MAX}"))
        refused = take_all_off_tonight(turn, merchant, sold_out)
        if refused:
            return refused
        rejected = answer_ticket(order, merchant, TicketStep.REJECT, turn.now, why=why)
        if isinstance(rejected, Progress):
            free_deals(turn, lines_of(order, merchant), order.placed_at)
        return keep(turn, rejected)

    asked = (merchant, order_id, why, *sold_out)
    return engine.perform(key, "reject", act, of_cooking(order_id), asked=asked)


def later(engine: Engine, key: str, merchant: str, order_id: str, minutes: int, why: str) -> Answer:
    """Have `merchant` say that its part is ready so many minutes later than it said before.

    Counted from now where that moment is over already. What the customer was promised stays.
    """

    def act(turn: Turn) -> Answer:
        order = own_order(turn, merchant, order_id)
        if isinstance(order, Refused):
            return order
        if not 0 < minutes <= LATER_MINUTES_MAX:
            return Refused(Invalid("minutes", f"1…{LATER_MINUTES_MAX}"))
        if not 0 < len(why) <= NOTE_LENGTH_MAX:
            return Refused(Invalid("why", f"1…{NOTE_LENGTH_MAX}"))
        ticket = order.ticket(merchant)
        said = ticket.ready_at if ticket and ticket.ready_at else turn.now
        ready_at = max(said, turn.now) + timedelta(minutes=minutes)
        if ready_at > counts_on(order, turn.now) + timedelta(seconds=COOK_S_MAX):
            return Refused(Invalid("ready_at", f"> {COOK_S_MAX // 60} min"))
        return keep(turn, delay(order, merchant, ready_at, why))

    asked = (merchant, order_id, minutes, why)
    return engine.perform(key, "later", act, of_cooking(order_id), asked=asked)


def ready(engine: Engine, key: str, merchant: str, order_id: str) -> Answer:
    """Have `merchant` put its part of the order on the counter."""

    def act(turn: Turn) -> Answer:
        order = own_order(turn, merchant, order_id)
        if isinstance(order, Refused):
            return order
        return keep(turn, ticket_ready(order, merchant, turn.now))

    return engine.perform(key, "ready", act, of_cooking(order_id), asked=(merchant, order_id))


@dataclass(frozen=True, slots=True)
class Silence:
    """A merchant who did not answer its part of an order in time."""

    order: str
    merchant: str

    @property
    def id(self) -> str:
        """Names the ticket."""
        return f"{self.order}:{self.merchant}"


def silences(engine: Engine) -> list[Silence]:
    """The tickets whose merchants did not answer in time, by the order's placing."""
    now, allowed = engine.clock.now(), timedelta(seconds=engine.terms.answer_within_s)
    with engine.store.begin() as work:
        waiting = work.orders.unanswered()
    return [
        Silence(order.id, ticket.merchant)
        for order in waiting
        for ticket in order.tickets
        if ticket.state is TicketState.PLACED and now - asked_from(order, ticket) >= allowed
    ]


def lapse(engine: Engine, silence: Silence) -> Answer:
    """Let the ticket lapse; its part is paid back."""

    def act(turn: Turn) -> Answer:
        order = turn.work.orders.must_lock(silence.order)
        step, why = TicketStep.LAPSE, NO_ANSWER
        lapsed = answer_ticket(order, silence.merchant, step, turn.now, why=why)
        if isinstance(lapsed, Progress):
            lines = lines_of(order, silence.merchant)
            put_back(turn.work, lines)
            free_deals(turn, lines, order.placed_at)
        return keep(turn, lapsed)

    return engine.perform(f"lapse:{silence.id}", "lapse", act)


def lines_of(order: Order, merchant: str) -> tuple[Line, ...]:
    """The lines of the merchant's part, which it has."""
    return there(order.ticket(merchant), f"ticket of {order.id}/{merchant}").lines


def own_order(turn: Turn, merchant: str, order_id: str) -> Order | Refused:
    """The order, kept from others, for who works at the merchant's counter."""
    refused = admit_to(turn.by, Unknown("merchant", merchant), *COUNTER)
    if refused:
        return refused
    return turn.work.orders.lock(order_id) or Refused(Unknown("order", order_id))


def _by_the_city(turn: Turn, refused: Refused) -> Refused:
    """The refusal with its moment as the city's clocks show it."""
    if not isinstance(refused.reason, NotBegunYet):
        return refused
    begins = turn.terms.calendar.local(datetime.fromisoformat(refused.reason.begins))
    return Refused(NotBegunYet(begins.isoformat()))


def keep(turn: Turn, progress: Progress | Refused) -> Answer:
    """Keep what came of a step of an order, and tell of it; or the refusal."""
    if isinstance(progress, Refused):
        return _by_the_city(turn, progress)
    turn.work.orders.put(progress.order)
    turn.emit(*progress.events)
    return Done({"order": progress.order.id})
