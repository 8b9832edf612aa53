"""All of the books are read page by page, as of one moment."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.builders import CALENDAR, EVENING, SmallCity
from yeshi.adapters.memory.store import MemoryStore
from yeshi.base.money import Money
from yeshi.flow.payments.books import (
    BooksSpan,
    journal_of,
    span_of,
    transfers_of,
    trial_balance,
)
from yeshi.flow.ports import Store
from yeshi.ledger.chart import AccountSort
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
        assert {name: one.fen for name, one in work.ledger.balances().items()} == {
            "outside:donors": -6, "programme:p": 6,
        }  # fmt: skip


def test_empty_books_have_no_days() -> None:
    """Before anything was moved."""
    with MemoryStore("CNY").look() as work:
        assert list(transfers_of(work)) == []
        assert span_of(work, CALENDAR) is None


def test_the_books_are_even_in_lines(store: Store) -> None:
    """Whatever was traded: what is had and spent is what is owed and earned."""
    city = SmallCity(store).settle_in()
    city.fill()
    order = city.place({"a1": 1, "b1": 1})
    city.cook(order)
    city.bring(order)
    city.call_off(city.place({"a1": 1}))
    view = trial_balance(city.engine)
    assert view.off_by == city.money(0)
    assert all(view.total(sort) for sort in (AccountSort.ASSET, AccountSort.LIABILITY))
    lines = {one.line: one for one in view.lines}
    assert lines["merchant"].accounts == 2
    sold = city.balance("merchant:a") + city.balance("merchant:b")
    assert lines["merchant"].amount == city.money(sold)
    assert lines["fees"].sort is AccountSort.INCOME
    assert lines["test_money"].amount == city.money(-city.balance("outside:test-money"))
    day = CALENDAR.business_day(EVENING)
    with city.store.read() as work:
        count = len(list(transfers_of(work)))
    told = journal_of(city.engine, day)
    assert len(told) == count
    assert not any("wallet:c" in (one.movement.debit, one.movement.credit) for one in told)
    assert journal_of(city.engine, day - timedelta(days=1)) == ()


def test_books_that_are_off_say_by_how_much() -> None:
    """As only a fault of ours, or somebody at the database, makes them."""
    city = SmallCity().settle_in()
    city.fill()
    whole = trial_balance(city.engine)
    wrong = replace(whole, lines=whole.lines[1:])
    assert wrong.off_by == whole.lines[0].amount * -1 != city.money(0)
