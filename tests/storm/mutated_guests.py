"""Mutations of what guests pay at tables, and of what is given back for complaints."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from unittest.mock import patch

from tests.storm import process
from tests.storm.mutated_money import lines_of
from tests.storm.mutation import mutation
from yeshi.events.complaints import ComplaintPaid
from yeshi.flow.orders import calling_off, collecting
from yeshi.orders import complaining, tab_paying
from yeshi.orders.lifecycle import OrderState, OrderStep
from yeshi.orders.progress import call_off


@mutation
def paid_after_it_was_called_off() -> Any:
    """A table can pay what was called off."""
    return patch.object(tab_paying, "UNDER_WAY", frozenset(OrderState))


@mutation
def paid_and_called_off() -> Any:
    """What a table has paid of an order does not go back when it is called off."""
    return patch.object(
        calling_off,
        "call_off_by_customer",
        lambda order, now: call_off(order, OrderStep.CANCEL, "customer", now),
    )


@mutation
def paid_twice() -> Any:
    """A line at a table that somebody has paid can be paid by somebody else."""
    kept = tab_paying._paid

    def paid(ticket: Any, places: Any, how: Any) -> Any:
        lines = tuple(
            replace(line, paid=None) if at in places else line
            for at, line in enumerate(ticket.lines)
        )
        return kept(replace(ticket, lines=lines), places, how)

    return patch.object(tab_paying, "_paid", paid)


@mutation
def back_to_who_sent_it() -> Any:
    """What is given back of a table's part goes to who sent it, not to who paid it."""
    kept = tab_paying.paid_back

    def paid_back(order: Any, *given: Any) -> Any:
        after, events = kept(order, *given)
        return after, [
            replace(one, customer=order.customer) if one.customer else one for one in events
        ]

    return patch.object(tab_paying, "paid_back", paid_back)


@mutation
def never_written_off() -> Any:
    """What a table does not pay stays owed for ever."""
    return patch.object(collecting, "is_over_at_table", lambda *_: False)


@mutation
def complained_again_and_again() -> Any:
    """What was given back for a dish is asked for, and given back, once more."""
    return patch.object(
        complaining,
        "lines_left",
        lambda ticket, _: tuple(line.quantity for line in ticket.lines),
    )


@mutation
def complaint_paid_twice() -> Any:
    """A customer gets what is given back for a complaint twice."""
    return lines_of(ComplaintPaid, lambda _, lines: [*lines, *lines[:1]])


@mutation
def silence_about_a_complaint() -> Any:
    """A stall that does not answer gives nothing back, and nobody decides."""
    silent = replace(process.COMPLAINTS, find=lambda _: [])
    return patch.object(process, "COMPLAINTS", silent)
