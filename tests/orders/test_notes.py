"""What is said with an order is read by whom it is said to, and by nobody else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.records import order_of, ticket
from yeshi.base.refused import Invalid, Reason, Refused, Unknown
from yeshi.orders.notes import (
    NOTHING_SAID,
    NoCourier,
    OrderNotes,
    as_read_by_courier,
    as_read_by_stall,
    refuses_notes,
)

ORDER = replace(
    order_of(
        replace(ticket("a", 1000), note="no chilli"), replace(ticket("b", 900), note="no onion")
    ),
    note="ring twice",
)


@pytest.mark.parametrize(
    ("notes", "is_brought", "reason"),
    [
        (NOTHING_SAID, False, None),
        (OrderNotes("ring twice", {"a": "no chilli"}, 20), True, None),
        (OrderNotes(" "), False, None),
        (OrderNotes("ring twice"), False, NoCourier()),
        (OrderNotes("x" * 201), True, Invalid("note", "> 200")),
        (OrderNotes("", {"a": "x" * 201}), True, Invalid("stall_note", "> 200")),
        (OrderNotes("", {"z": "hello"}), True, Unknown("merchant", "z")),
        (OrderNotes(cutlery=21), True, Invalid("cutlery", "0…20")),
        (OrderNotes(cutlery=-1), True, Invalid("cutlery", "0…20")),
    ],
)
def test_what_may_be_said(notes: OrderNotes, is_brought: bool, reason: Reason | None) -> None:
    """So much, to a stall of the order; to a courier where one comes."""
    expected = Refused(reason) if reason else None
    assert refuses_notes(notes, ("a", "b"), is_brought) == expected


def test_a_stall_reads_its_own_note() -> None:
    """Not that of the other stall or the courier, nor whose the order is."""
    read = as_read_by_stall(ORDER, "b")
    assert (read.note, [one.note for one in read.tickets]) == ("", ["", "no onion"])
    assert (read.customer, read.destination.address) == ("", "")


def test_a_courier_reads_theirs() -> None:
    """And where it goes."""
    read = as_read_by_courier(ORDER)
    assert (read.note, [one.note for one in read.tickets]) == ("ring twice", ["", ""])
    assert read.destination == ORDER.destination


def test_spaces_are_no_note() -> None:
    """To a stall of which nothing is said either."""
    assert OrderNotes(to_stalls={"a": "  "}).to_stall("a") == ""
    assert NOTHING_SAID.to_stall("a") == ""
