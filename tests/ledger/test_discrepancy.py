"""A discrepancy is known again by what it tells, and ends once."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from yeshi.base.money import Money
from yeshi.base.refused import Refused
from yeshi.ledger.discrepancy import (
    TEXT_LENGTH_MAX,
    DiscrepancyOver,
    DiscrepancyState,
    KeptDiscrepancy,
    kept,
    over,
)
from yeshi.ledger.reconciliation import BookedEntry, Discrepancy, DiscrepancyKind
from yeshi.ledger.stated import StatedEntry, StatedKind

NOW = datetime(2026, 11, 9, 12, tzinfo=UTC)
STATED = StatedEntry(
    line=7, reference="pay-x", amount=Money(-300, "CNY"), day=date(2026, 11, 3), at=NOW,
    text="t" * 500, kind=StatedKind.OTHER,
)  # fmt: skip
BOOKED = BookedEntry(
    id="pay-x", names=("pay-x",), amount=Money(300, "CNY"), at=NOW, day=date(2026, 11, 2)
)


def as_kept(found: Discrepancy, nth: int = 0) -> KeptDiscrepancy:
    return kept(found, "provider:x", "stm", nth, NOW)


def test_it_is_known_again_wherever_its_row_stands() -> None:
    one = Discrepancy(DiscrepancyKind.UNKNOWN, None, STATED)
    moved = Discrepancy(DiscrepancyKind.UNKNOWN, None, replace(STATED, line=99))
    assert as_kept(one).id == as_kept(moved).id
    assert as_kept(one).id != as_kept(one, 1).id
    assert as_kept(one).holds
    assert len(as_kept(one).text) == TEXT_LENGTH_MAX


@pytest.mark.parametrize(
    ("booked", "stated", "since", "fen"),
    [(BOOKED, None, 2, 300), (None, STATED, 3, -300), (BOOKED, STATED, 2, 300)],
)
def test_it_dates_from_the_books_and_else_from_the_row(
    booked: BookedEntry | None, stated: StatedEntry | None, since: int, fen: int
) -> None:
    one = as_kept(Discrepancy(DiscrepancyKind.WRONG_DAY, booked, stated))
    assert (one.since.day, one.amount.fen, one.holds) == (since, fen, True)


def test_a_row_that_is_unknown_is_stated_once_more_as_it_was() -> None:
    row = as_kept(Discrepancy(DiscrepancyKind.UNKNOWN, None, STATED)).row
    assert row is not None
    assert (row.reference, row.amount, row.day, row.at) == (
        STATED.reference, STATED.amount, STATED.day, STATED.at,
    )  # fmt: skip
    assert as_kept(Discrepancy(DiscrepancyKind.DOUBLED, None, STATED)).row is None


def test_it_ends_once() -> None:
    ended = over(
        as_kept(Discrepancy(DiscrepancyKind.MISSING, BOOKED, None)),
        DiscrepancyState.EXPLAINED, NOW, "why",
    )  # fmt: skip
    assert isinstance(ended, KeptDiscrepancy)
    assert ended.holds
    assert over(ended, DiscrepancyState.SETTLED, NOW) == Refused(DiscrepancyOver("explained"))
