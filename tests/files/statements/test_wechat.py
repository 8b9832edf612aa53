"""WeChat Pay's bills: backticks, refunds by their own number, sums at the end."""

from __future__ import annotations

from datetime import date

import pytest

from tests.files.statements.papers import CITY, WECHAT
from yeshi.base.errors import StatementUnread
from yeshi.files.statements.wechat import is_wechat, read_wechat


def test_rows_are_known_by_our_numbers_and_what_failed_is_no_money() -> None:
    assert is_wechat(WECHAT.split("\n")[0])
    read = read_wechat(WECHAT, CITY).entries
    assert [(one.reference, one.amount.fen, one.day) for one in read] == [
        ("pay-one", 3000, date(2026, 11, 1)),
        ("ref-one", -1000, date(2026, 11, 2)),
    ]
    assert "夜市, 两份" in read[0].text


def test_what_is_kept_of_a_trade_comes_back_with_a_refund() -> None:
    read = read_wechat(WECHAT, CITY).entries
    assert [one.kept.fen if one.kept else 0 for one in read] == [18, -6]
    assert [one.own for one in read] == ["SUCCESS 4200001", "REFUND 5030"]


def test_a_bill_without_backticks_is_read_too() -> None:
    plain = WECHAT.replace("夜市, 两份", "夜市").replace("`", "")
    assert len(read_wechat(plain, CITY).entries) == 2


def test_a_bill_that_ends_early_is_refused() -> None:
    lines = WECHAT.splitlines()
    with pytest.raises(StatementUnread, match="ends before its sums"):
        read_wechat("\n".join(lines[:3]), CITY)
    with pytest.raises(StatementUnread, match="3 rows are told of, and 2 are there"):
        read_wechat("\n".join([*lines[:2], *lines[3:]]), CITY)


def test_a_state_that_is_not_known_is_refused() -> None:
    with pytest.raises(StatementUnread, match="on line 2, “SUCCEEDED” is not known"):
        read_wechat(WECHAT.replace("`SUCCESS,`OTHERS", "`SUCCEEDED,`OTHERS"), CITY)
