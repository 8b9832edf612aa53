"""What was passed on is known again by its rows, and shown by the bank's one to one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from yeshi.base.money import Money
from yeshi.ledger.passed_on import (
    PassedOn,
    PassedOnState,
    arrivals,
    arrived,
    fees,
    passed_on,
    row_key,
    undone,
)
from yeshi.ledger.stated import StatedEntry, StatedKind

DAY, NOW = date(2026, 11, 1), datetime(2026, 11, 3, 8, tzinfo=UTC)


def row(fen: int, kind: StatedKind, **said: object) -> StatedEntry:
    made = StatedEntry(line=2, reference="", amount=Money(fen, "CNY"), day=DAY, kind=kind)
    return replace(made, **said)  # type: ignore[arg-type]


def bank(fen: int, days: int = 1, **said: object) -> StatedEntry:
    return row(fen, StatedKind.CAME, day=DAY + timedelta(days=days), **said)


def moved(fen: int = -900, **said: object) -> PassedOn:
    (one,) = passed_on("provider:stripe", "s", [row(fen, StatedKind.MOVED, **said)], NOW)
    return one


def test_each_row_of_fees_counts_for_its_day() -> None:
    """In a row of its own or in a column; two that say the same are two."""
    fee = row(-25, StatedKind.FEE)
    of_sale = row(1000, StatedKind.CAME, fee=Money(6, "CNY"), day=DAY + timedelta(days=1))
    found = fees([fee, fee, of_sale, row(-900, StatedKind.MOVED)])
    assert {day: sorted(one.fen for one in rows.values()) for day, rows in found.items()} == {
        DAY: [25, 25],
        DAY + timedelta(days=1): [6],
    }


def test_a_row_with_a_name_is_one_however_often_it_is_told() -> None:
    """In whatever words the other form of a report tells it."""
    named = row(-25, StatedKind.FEE, own="txn_4", text="fee")
    again = replace(named, line=9, text="stripe_fee · Radar")
    assert [len(rows) for rows in fees([named, again]).values()] == [1]
    assert row_key(named) != row_key(replace(named, own="txn_5"))


def test_what_is_moved_has_the_same_id_each_time() -> None:
    assert moved(own="txn_3").id == moved(own="txn_3", text="otherwise").id
    assert (moved().amount.fen, moved(900).amount.fen) == (900, -900)
    assert moved().holds


def test_what_came_back_to_its_provider_is_undone() -> None:
    """By the same name there, with the other sign; what the bank has shown is not."""
    there, back = moved(reference="po_1"), moved(900, reference="po_1")
    assert [{one.id for one in pair} for pair in undone([there, back])] == [{there.id, back.id}]
    assert undone([there, moved(900, reference="po_2")]) == []
    assert undone([moved(), moved(900)]) == []
    assert undone([arrived(there, bank(900), NOW), back]) == []


def test_the_bank_shows_it_by_name_first() -> None:
    """Whatever stands first: of two alike, that which is named."""
    first, second = moved(own="a", reference="po_first"), moved(own="b", reference="po_second")
    named = bank(900, days=2, text="STRIPE po_second")
    other = bank(900, days=3, reference="STRIPE-X1")
    assert {(one.id, it.day) for one, it in arrivals([first, second], [other, named])} == {
        (second.id, named.day),
        (first.id, other.day),
    }


@pytest.mark.parametrize(
    ("fen", "days", "shown"),
    [(900, 0, 1), (900, -1, 1), (900, 14, 1), (900, 15, 0), (900, -2, 0), (899, 1, 0), (-900, 1, 0)],
)  # fmt: skip
def test_without_a_name_amount_and_days_tell(fen: int, days: int, shown: int) -> None:
    assert len(arrivals([moved()], [bank(fen, days)])) == shown


def test_what_was_shown_is_known_again() -> None:
    """The same row, or another form's of that day; a second payment is none."""
    before = arrived(moved(), bank(900, text="Stripe"), NOW)
    assert (before.state, before.arrived_on) == (PassedOnState.ARRIVED, DAY + timedelta(days=1))
    assert before.holds
    assert len(arrivals([before], [bank(900, text="Stripe")])) == 1
    assert len(arrivals([before], [bank(900, text="STRIPE PAYMENTS")])) == 1
    assert arrivals([before], [bank(900, days=2, text="Stripe")]) == []
    twice = [bank(900, text="Stripe"), bank(900, text="Stripe", line=3)]
    assert len(arrivals([before], twice)) == 1


@given(
    some.lists(some.tuples(some.integers(-5, 5).filter(bool), some.integers(0, 9)), max_size=12),
    some.lists(some.tuples(some.integers(-5, 5).filter(bool), some.integers(0, 25)), max_size=12),
)
def test_none_is_shown_twice_and_amounts_agree(
    passed: list[tuple[int, int]], shown: list[tuple[int, int]]
) -> None:
    """One to one, whatever there is on either side."""
    under_way = [
        replace(moved(-fen, own=f"t{number}"), day=DAY + timedelta(days=days))
        for number, (fen, days) in enumerate(passed)
    ]
    rows = [bank(fen, days, line=line) for line, (fen, days) in enumerate(shown)]
    found = arrivals(under_way, rows)
    assert all(one.amount == it.amount for one, it in found)
    assert len({one.id for one, _ in found}) == len({it.line for _, it in found}) == len(found)
