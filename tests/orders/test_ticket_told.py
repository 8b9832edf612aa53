"""A ticket as its events tell it: what could not follow is not heard."""

from __future__ import annotations

from tests.records import EVENING, MINUTE, fen
from yeshi.events.altering import OfferDeclined, TicketAltered, TicketOffered
from yeshi.events.fulfilment import Fulfilment
from yeshi.events.orders import TicketAccepted, TicketDelayed, TicketReady
from yeshi.orders.lifecycle import TicketState
from yeshi.orders.ticket_told import TicketTold

OFFER = TicketOffered(order="o", merchant="a", item="x", quantity=1, instead=None)
AGREED = TicketAltered(
    order="o", merchant="a", customer="c", item="x", quantity=1, instead=None,
    back_to_customer=fen(700), back_to_campaign=fen(100), campaign="v",
)  # fmt: skip


def told() -> TicketTold:
    """A ticket that was just placed."""
    return TicketTold(sold=fen(2000), voucher=fen(300))


def test_only_what_was_offered_is_agreed_to() -> None:
    """Once, and not what was declined."""
    ticket = told()
    assert not ticket.hear(AGREED, Fulfilment.DELIVERY)
    assert ticket.hear(OFFER, Fulfilment.DELIVERY)
    assert not ticket.hear(OFFER, Fulfilment.DELIVERY)
    assert ticket.hear(OfferDeclined("o", "a", "x"), Fulfilment.DELIVERY)
    assert not ticket.hear(AGREED, Fulfilment.DELIVERY)
    assert ticket.hear(OFFER, Fulfilment.DELIVERY)
    assert ticket.hear(AGREED, Fulfilment.DELIVERY)
    assert (ticket.sold, ticket.voucher, ticket.offered) == (fen(1200), fen(200), None)


def test_a_moment_is_moved_on_only() -> None:
    """Once the part was taken on, and until it is made."""
    ticket = told()
    later = TicketDelayed("o", "a", EVENING + 20 * MINUTE, "fetching")
    assert not ticket.hear(later, Fulfilment.DELIVERY)
    assert ticket.hear(TicketAccepted("o", "a", EVENING + 10 * MINUTE), Fulfilment.DELIVERY)
    assert ticket.hear(later, Fulfilment.DELIVERY)
    assert not ticket.hear(later, Fulfilment.DELIVERY)
    assert ticket.hear(TicketReady("o", "a"), Fulfilment.DELIVERY)
    assert not ticket.hear(
        TicketDelayed("o", "a", EVENING + 30 * MINUTE, "fetching"), Fulfilment.DELIVERY
    )
    assert (ticket.state, ticket.ready_at) == (TicketState.READY, EVENING + 20 * MINUTE)
