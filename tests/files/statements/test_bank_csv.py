"""A bank's CSV by the names of its columns, in both languages."""

from __future__ import annotations

from datetime import date

import pytest

from tests.files.statements.papers import BANK_EN, BANK_ZH
from yeshi.base.errors import StatementUnread
from yeshi.base.money import Money
from yeshi.files.statements.bank_csv import is_bank_csv, read_bank_csv


def test_what_came_and_went_stand_in_two_columns() -> None:
    read = read_bank_csv(BANK_ZH, "CNY").entries
    assert [(one.day, one.amount, one.reference, one.text) for one in read] == [
        (date(2026, 11, 2), Money(120000, "CNY"), "", "转账 · 财付通结算"),
        (date(2026, 11, 3), Money(-3050, "CNY"), "po-one", "转账 · 付款"),
    ]


def test_between_semicolons_decimals_have_a_comma() -> None:
    read = read_bank_csv(BANK_EN, "CNY").entries
    assert [one.amount for one in read] == [Money(-120050, "EUR"), Money(50, "EUR")]


def test_a_row_that_says_both_and_a_file_with_half_the_columns_are_refused() -> None:
    with pytest.raises(StatementUnread, match="on line 2, the row says both"):
        read_bank_csv("日期,收入,支出\n2026-11-01,1.00,2.00\n", "CNY")
    with pytest.raises(StatementUnread, match="column debit is missing"):
        read_bank_csv("date,credit\n2026-11-01,1.00\n", "CNY")


def test_a_file_without_day_or_amount_is_none() -> None:
    assert is_bank_csv(BANK_ZH.split("\n")[0])
    assert is_bank_csv(BANK_EN.split("\n")[0])
    assert not is_bank_csv("name,price")
