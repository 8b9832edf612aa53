"""A customer is told of what a stall offers in place of a dish: their page may be long closed."""

from __future__ import annotations

from collections.abc import Callable

from yeshi.events.altering import TicketOffered
from yeshi.events.record import Event
from yeshi.flow import errands
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.errands import ErrandKind
from yeshi.flow.orders.customer_contact import AT_ONCE, AboutTicket, contact_of, reached
from yeshi.flow.ports.messages import Message
from yeshi.flow.reaching import in_both_languages
from yeshi.orders.alteration import Alteration
from yeshi.people.invitation import Sent

OFFERING: ErrandKind[AboutTicket, Sent] = ErrandKind(
    name="offer", given=AboutTicket, terms=AT_ONCE, about=lambda given: given.order
)


def tell_offer(turn: Turn, event: Event) -> None:
    """Have the customer be told, where they can be reached."""
    if isinstance(event, TicketOffered):
        order = turn.work.orders.must(event.order)
        if contact_of(turn.work, order) is not None:
            errands.write(turn, OFFERING, AboutTicket(event.merchant, event.order))


def offer_message(engine: Engine, given: AboutTicket, page: Callable[[str], str]) -> Message | None:
    """What the customer is told, with the address of their order; None once there is an answer."""
    with engine.store.read() as work:
        to = reached(work, given)
        offer = to.ticket.offer if to else None
        if to is None or offer is None or offer.declined:
            return None
        sentence = "offer_instead" if offer.instead else "offer_less"

        def facts(language: str) -> dict[str, str]:
            return {
                "stall": to.merchant.name.in_language(language),
                "link": page(f"/orders/{to.order.id}"),
                **_dishes(offer, language),
            }

        return in_both_languages(work, to.contact, sentence, facts)


def _dishes(offer: Alteration, language: str) -> dict[str, str]:
    """What cannot be made, and what would be made instead."""
    lines = {"dish": offer.line, "instead": offer.instead}
    return {
        name: f"{line.quantity} × {line.name.in_language(language)}"
        for name, line in lines.items()
        if line
    }
