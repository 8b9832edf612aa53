"""Attention: what a stall was shown is noted, and a silent one is called before its part lapses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from yeshi.base.refused import Invalid, Refused, Unknown
from yeshi.flow import errands
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.errand import ErrandTerms
from yeshi.flow.errands import ErrandKind
from yeshi.flow.orders.cooking import Silence, keep
from yeshi.flow.ports import Answer, Done
from yeshi.flow.ports.messages import Message
from yeshi.flow.reaching import contacts_at, in_both_languages
from yeshi.orders.attention import SEEN_MAX, call, has_to_be_called, see
from yeshi.orders.lifecycle import OrderState, TicketState
from yeshi.people.actor import admit_to
from yeshi.people.invitation import Sent
from yeshi.people.person import COUNTER


@dataclass(frozen=True, slots=True)
class ToCall:
    """Somebody of a silent stall, by their contact's id, and the order that waits."""

    merchant: str
    order: str
    contact: str


# Who is called a minute late may be too late: it is tried at once, and not for long.
CALLING: ErrandKind[ToCall, Sent] = ErrandKind(
    name="silence",
    given=ToCall,
    terms=ErrandTerms(tries=3, wait_s_first=5.0, limit_s=30.0),
    about=lambda given: given.merchant,
)


def note_seen(engine: Engine, key: str, merchant: str, orders: Sequence[str]) -> Answer:
    """Note that who works at the stall was shown the orders; others of them change nothing."""

    def act(turn: Turn) -> Answer:
        refused = admit_to(turn.by, Unknown("merchant", merchant), *COUNTER)
        if refused:
            return refused
        if not 0 < len(orders) <= SEEN_MAX:
            return Refused(Invalid("order", f"1…{SEEN_MAX}"))
        for order_id in sorted(set(orders)):
            order = turn.work.orders.lock(order_id)
            seen = see(order, merchant, turn.now) if order else None
            if seen:
                keep(turn, seen)
        return Done({"merchant": merchant})

    return engine.perform(key, "note_seen", act, asked=(merchant, *orders))


def silent(engine: Engine) -> list[Silence]:
    """The parts of orders whose merchants are to be called, by the order's placing."""
    now, allowed = engine.clock.now(), engine.terms.answer_within_s
    with engine.store.begin() as work:
        waiting = work.orders.unanswered()
    return [
        Silence(order.id, ticket.merchant)
        for order in waiting
        for ticket in order.tickets
        if has_to_be_called(order, ticket.merchant, now, allowed)
    ]


def call_stall(engine: Engine, silence: Silence) -> Answer:
    """Have all be called who work at the silent stall's counter and can be reached."""

    def act(turn: Turn) -> Answer:
        order = turn.work.orders.must_lock(silence.order)
        contacts = contacts_at(turn.work, silence.merchant, *COUNTER)
        called = call(order, silence.merchant, turn.now, len(contacts))
        if called is None:
            return Done()
        for contact in contacts:
            errands.write(turn, CALLING, ToCall(silence.merchant, silence.order, contact))
        return keep(turn, called)

    return engine.perform(f"call:{silence.id}", "call_stall", act)


def call_message(engine: Engine, given: ToCall) -> Message | None:
    """What somebody of a stall is told; None where the stall has answered by now."""
    with engine.store.read() as work:
        contact = work.proven_contacts.get(given.contact)
        merchant, order = work.merchants.get(given.merchant), work.orders.get(given.order)
        ticket = order.ticket(given.merchant) if order else None
        if contact is None or merchant is None or order is None or ticket is None:
            return None
        if order.state is not OrderState.PLACED or ticket.state is not TicketState.PLACED:
            return None
        time = engine.terms.calendar.local(order.placed_at).strftime("%H:%M")

        def facts(language: str) -> dict[str, str]:
            return {"stall": merchant.name.in_language(language), "time": time}

        return in_both_languages(work, contact.contact, "silence", facts)
