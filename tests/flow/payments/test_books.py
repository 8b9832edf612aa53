"""All of the books are read page by page, as of one moment."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.builders import CALENDAR, EVENING
from yeshi.adapters.memory.store import MemoryStore
from yeshi.base.money import Money
from yeshi.flow.payments.books import BooksSpan, balances_of, span_of, transfers_of
from yeshi.flow.ports import Store
from yeshi.ledger.transfers import Movement, Transfer


def moved(store: Store, *hours: int) -> list[Transfer]:
    """A transfer so many hours after eight in the evening, each."""
    made = [
        Transfer(
            f"t{number}", EVENING + timedelta(hours=after), None,
            Movement("outside:donors", "programme:p", Money(number + 1, "CNY"), "gift"),
        )
        for number, after in enumerate(hours)
    ]  # fmt: skip
    with store.begin() as work:
        work.ledger.move(made)
    return made


@pytest.mark.parametrize("page", [1, 2, 3, 100])
def test_each_transfer_comes_once_in_the_order_of_its_entry(store: Store, page: int) -> None:
    """However many are read at once; the days are those of their moments."""
    made = moved(store, 3, 0, 5)
    with store.look() as work:
        assert list(transfers_of(work, page)) == made
        day = CALENDAR.date_at(EVENING)
        assert span_of(work, CALENDAR) == BooksSpan(day, day + timedelta(days=1))
        assert {name: one.fen for name, one in balances_of(work).items()} == {
            "outside:donors": -6, "programme:p": 6,
        }  # fmt: skip


def test_empty_books_have_no_days() -> None:
    """Before anything was moved."""
    with MemoryStore("CNY").look() as work:
        assert list(transfers_of(work)) == []
        assert span_of(work, CALENDAR) is None
