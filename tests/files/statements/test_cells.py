"""Amounts are exact, days and moments are told in one way only."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yeshi.base.errors import StatementUnread
from yeshi.base.limits import FEN_MAX
from yeshi.base.money import Money
from yeshi.files.statements.cells import currency_in, day_in, exact, moment_in
from yeshi.ledger.stated import BEIJING


@given(st.integers(-FEN_MAX, FEN_MAX), st.sampled_from(["CNY", "JPY", "KWD"]))
def test_an_amount_is_read_as_it_was_written(fen: int, currency: str) -> None:
    amount = Money(fen, currency)
    assert exact(amount.plain(), currency, 1) == amount
    assert exact(amount.plain(","), currency, 1) == amount
    swapped = amount.plain(",").translate(str.maketrans(",.", ".,"))
    assert exact(swapped, currency, 1, comma=True) == amount


@pytest.mark.parametrize(("cell", "fen"), [("¥30", 3000), ("+1.5", 150), ("0.1000", 10)])
def test_marks_and_noughts_change_nothing(cell: str, fen: int) -> None:
    assert exact(cell, "CNY", 1) == Money(fen, "CNY")


@pytest.mark.parametrize(
    "cell", ["", "1,5", "1.005", "1e3", "--1", "1.", "٣", "9" * 15, "12,34.00"]
)
def test_what_is_no_amount_is_refused_with_its_line(cell: str) -> None:
    with pytest.raises(StatementUnread, match=r"^on line 7, “"):
        exact(cell, "CNY", 7)


@pytest.mark.parametrize(
    "cell", ["2026-11-02", "2026/11/02", "20261102", "02.11.2026", "2026-11-02 23:00:00"]
)
def test_a_day_is_read_in_the_ways_it_is_written(cell: str) -> None:
    assert day_in(cell, 1) == date(2026, 11, 2)


@pytest.mark.parametrize("cell", ["", "11/02/2026", "2026-13-01", "2026-02-30", "0001-01-01"])
def test_what_is_no_day_is_refused(cell: str) -> None:
    with pytest.raises(StatementUnread, match="is no day"):
        day_in(cell, 1)


def test_a_moment_is_that_of_its_clocks() -> None:
    assert moment_in("2026-11-02 00:10", BEIJING, 1) == datetime(2026, 11, 1, 16, 10, tzinfo=UTC)
    assert moment_in("2026-11-02T00:10:05Z", UTC, 1) == datetime(2026, 11, 2, 0, 10, 5, tzinfo=UTC)


@pytest.mark.parametrize("cell", ["2026-11-02", "2026-11-02 25:00", "2026-11-02 1:2:3 pm"])
def test_what_tells_no_moment_is_refused(cell: str) -> None:
    with pytest.raises(StatementUnread, match="is no day with a time"):
        moment_in(cell, UTC, 1)


def test_a_currency_has_three_letters() -> None:
    assert currency_in(" cny", 1) == "CNY"
    with pytest.raises(StatementUnread, match="three letters"):
        currency_in("yuan", 1)
