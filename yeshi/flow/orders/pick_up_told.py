"""A customer is told that what they collect stands on the counter."""

from __future__ import annotations

from collections.abc import Callable

from yeshi.events.orders import TicketReady
from yeshi.events.record import Event
from yeshi.flow import errands
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.errands import ErrandKind
from yeshi.flow.orders.customer_contact import AT_ONCE, AboutTicket, contact_of, reached
from yeshi.flow.ports.messages import Message
from yeshi.flow.reaching import in_both_languages
from yeshi.orders.lifecycle import TicketState
from yeshi.people.invitation import Sent

CALLING_OUT: ErrandKind[AboutTicket, Sent] = ErrandKind(
    name="ready", given=AboutTicket, terms=AT_ONCE, about=lambda given: given.order
)


def tell_ready(turn: Turn, event: Event) -> None:
    """Have the customer who collects it be told, where they can be reached."""
    if not isinstance(event, TicketReady):
        return
    order = turn.work.orders.must(event.order)
    if order.pick_up and contact_of(turn.work, order) is not None:
        errands.write(turn, CALLING_OUT, AboutTicket(event.merchant, event.order))


def ready_message(engine: Engine, given: AboutTicket, page: Callable[[str], str]) -> Message | None:
    """What the customer is told, with the address of their order; None once they have it.

    The code is on the page alone: who reads the message on a locked screen does not get the food.
    """
    with engine.store.read() as work:
        to = reached(work, given)
        collected = to.order.pick_up if to else None
        if to is None or collected is None or to.ticket.state is not TicketState.READY:
            return None

        def facts(language: str) -> dict[str, str]:
            return {
                "stall": to.merchant.name.in_language(language),
                "number": str(collected.number),
                "link": page(f"/orders/{to.order.id}"),
            }

        return in_both_languages(work, to.contact, "ready_to_collect", facts)
