"""Mutations of wishes for invoices: whose they are, how they are answered, and what is told of them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from unittest.mock import patch

from tests.storm.mutation import mutation
from yeshi.base.refused import Refused
from yeshi.flow.orders import invoices_seen, invoicing, ordering
from yeshi.orders import invoice_wish
from yeshi.orders.invoice_wish import InvoiceWish


@mutation
def wished_though_refused() -> Any:
    """Of an order that is refused after all, the wish for an invoice is kept."""
    kept = ordering.ask_with_order

    def ask_with_order(turn: Any, placed: Any, said: Any) -> Any:
        if said is not None and isinstance(placed, Refused):
            wish = InvoiceWish(
                id=turn.new_id("invoice"), order=turn.new_id("order"), merchant="a",
                customer="c0", made_for=said, asked_at=turn.now,
            )  # fmt: skip
            turn.work.invoice_wishes.add(wish)
        return kept(turn, placed, said)

    return patch.object(ordering, "ask_with_order", ask_with_order)


@mutation
def wished_in_vain() -> Any:
    """What is wished with the order no stall is asked for."""
    return patch.object(ordering, "ask_with_order", lambda _, placed, __: placed)


@mutation
def one_stall_is_asked() -> Any:
    """Of an order of several stalls the first alone is asked for an invoice."""
    kept = invoicing.invoiced_tickets
    return patch.object(invoicing, "invoiced_tickets", lambda order: kept(order)[:1])


@mutation
def anybody_asks() -> Any:
    """Who knows an order's id asks for its invoices, whoever ordered."""
    return patch.object(invoicing, "order_of", lambda turn, _, id_: turn.work.orders.must_lock(id_))


@mutation
def anybody_reads() -> Any:
    """Who knows an order's id reads for whom its invoices are."""
    return patch.object(invoices_seen, "is_own", lambda *_: True)


@mutation
def wished_otherwise_once_made() -> Any:
    """For whom an invoice is changes after the stall has made it."""
    kept = invoice_wish.invoice_for
    return patch.object(
        invoice_wish, "invoice_for", lambda order, _, *given: kept(order, (), *given)
    )


@mutation
def answered_again() -> Any:
    """A second answer of the stall is written over the first."""

    def answered_once(after: InvoiceWish, before: InvoiceWish) -> InvoiceWish:
        if after.number != before.number:
            return replace(after, why="")
        return replace(after, number="", billed=None)

    return patch.object(invoice_wish, "_answered_once", answered_once)


@mutation
def answered_without_its_row() -> Any:
    """What the stall answered is told, and not kept."""
    return patch.object(invoice_wish, "_answered_once", lambda _, before: before)


@mutation
def given_back_is_forgotten() -> Any:
    """What stands on the invoice leaves out what came back for complaints."""
    kept = invoices_seen.paid_for
    return patch.object(invoices_seen, "paid_for", lambda order, stall, _: kept(order, stall, ()))


@mutation
def never_due_in_red() -> Any:
    """Nobody is told that something came back after an invoice was made."""
    return patch.object(invoices_seen, "is_red_due", lambda *_: False)


@mutation
def due_in_red_of_what_came_back_before() -> Any:
    """A red one is told as due of what came back before the invoice was made."""
    kept = invoices_seen.is_red_due

    def is_red_due(wish: InvoiceWish, *given: Any) -> bool:
        return kept(replace(wish, billed=None), *given)

    return patch.object(invoices_seen, "is_red_due", is_red_due)
