"""A customer is told of what a stall offers in place of a dish: their page may be long closed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from yeshi.events.altering import TicketOffered
from yeshi.events.record import Event
from yeshi.flow import errands
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.errand import ErrandTerms
from yeshi.flow.errands import ErrandKind
from yeshi.flow.orders.customer_contact import contact_of
from yeshi.flow.ports.messages import Message
from yeshi.flow.reaching import in_both_languages
from yeshi.orders.alteration import Alteration
from yeshi.people.invitation import Sent


@dataclass(frozen=True, slots=True)
class ToAsk:
    """The order at which a stall offers something, and waits for its customer's answer."""

    merchant: str
    order: str


# The dish waits for the answer: it is tried at once, and not for long.
OFFERING: ErrandKind[ToAsk, Sent] = ErrandKind(
    name="offer",
    given=ToAsk,
    terms=ErrandTerms(tries=3, wait_s_first=5.0, limit_s=30.0),
    about=lambda given: given.order,
)


def tell_offer(turn: Turn, event: Event) -> None:
    """Have the customer be told, where they can be reached."""
    if isinstance(event, TicketOffered):
        order = turn.work.orders.must(event.order)
        if contact_of(turn.work, order) is not None:
            errands.write(turn, OFFERING, ToAsk(event.merchant, event.order))


def offer_message(engine: Engine, given: ToAsk, page: Callable[[str], str]) -> Message | None:
    """What the customer is told, with the address of their order; None once there is an answer."""
    with engine.store.read() as work:
        order, merchant = work.orders.get(given.order), work.merchants.get(given.merchant)
        ticket = order.ticket(given.merchant) if order else None
        contact = contact_of(work, order) if order else None
        if order is None or merchant is None or ticket is None or contact is None:
            return None
        offer = ticket.offer
        if offer is None or offer.declined:
            return None
        sentence = "offer_instead" if offer.instead else "offer_less"

        def facts(language: str) -> dict[str, str]:
            return {
                "stall": merchant.name.in_language(language),
                "link": page(f"/orders/{order.id}"),
                **_dishes(offer, language),
            }

        return in_both_languages(work, contact, sentence, facts)


def _dishes(offer: Alteration, language: str) -> dict[str, str]:
    """What cannot be made, and what would be made instead."""
    lines = {"dish": offer.line, "instead": offer.instead}
    return {
        name: f"{line.quantity} × {line.name.in_language(language)}"
        for name, line in lines.items()
        if line
    }
