"""A customer is told that what they collect stands on the counter."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from yeshi.events.orders import TicketReady
from yeshi.events.record import Event
from yeshi.flow import errands
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.errand import ErrandTerms
from yeshi.flow.errands import ErrandKind
from yeshi.flow.orders.customer_contact import contact_of
from yeshi.flow.ports.messages import Message
from yeshi.flow.reaching import in_both_languages
from yeshi.orders.lifecycle import TicketState
from yeshi.people.invitation import Sent


@dataclass(frozen=True, slots=True)
class ToCallOut:
    """The order of which the part of a merchant stands on its counter."""

    merchant: str
    order: str


# Food gets cold: it is tried at once, and not for long.
CALLING_OUT: ErrandKind[ToCallOut, Sent] = ErrandKind(
    name="ready",
    given=ToCallOut,
    terms=ErrandTerms(tries=3, wait_s_first=5.0, limit_s=30.0),
    about=lambda given: given.order,
)


def tell_ready(turn: Turn, event: Event) -> None:
    """Have the customer who collects it be told, where they can be reached."""
    if not isinstance(event, TicketReady):
        return
    order = turn.work.orders.must(event.order)
    if order.pick_up and contact_of(turn.work, order) is not None:
        errands.write(turn, CALLING_OUT, ToCallOut(event.merchant, event.order))


def ready_message(engine: Engine, given: ToCallOut, page: Callable[[str], str]) -> Message | None:
    """What the customer is told, with the address of their order; None once they have it.

    The code is on the page alone: who reads the message on a locked screen does not get the food.
    """
    with engine.store.read() as work:
        order, merchant = work.orders.get(given.order), work.merchants.get(given.merchant)
        ticket = order.ticket(given.merchant) if order else None
        contact = contact_of(work, order) if order else None
        if order is None or merchant is None or ticket is None or contact is None:
            return None
        collected = order.pick_up
        if collected is None or ticket.state is not TicketState.READY:
            return None

        def facts(language: str) -> dict[str, str]:
            return {
                "stall": merchant.name.in_language(language),
                "number": str(collected.number),
                "link": page(f"/orders/{order.id}"),
            }

        return in_both_languages(work, contact, "ready_to_collect", facts)
