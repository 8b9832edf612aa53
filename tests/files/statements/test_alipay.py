"""Alipay's bills of trades and of the account: notes, both encodings, sums at the end."""

from __future__ import annotations

import pytest

from tests.files.statements.papers import ALIPAY_ACCOUNT, ALIPAY_TRADES, CITY, WECHAT
from yeshi.base.errors import StatementUnread
from yeshi.files.statements.alipay import is_alipay, read_alipay
from yeshi.ledger.stated import StatedKind


def test_trades_are_known_by_our_numbers() -> None:
    read = read_alipay(ALIPAY_TRADES, CITY).entries
    assert [(one.line, one.reference, one.amount.fen) for one in read] == [
        (6, "pay_one", 3000),
        (7, "ref_one", -1000),
    ]


def test_what_went_back_is_below_zero_with_and_without_a_minus() -> None:
    plain = ALIPAY_TRADES.replace("-10.00,-10.00", "10.00,10.00")
    assert read_alipay(plain, CITY).entries[1].amount.fen == -1000


def test_the_account_tells_fees_and_moves_beside() -> None:
    read = read_alipay(ALIPAY_ACCOUNT, CITY).entries
    assert [(one.reference, one.amount.fen, one.kind) for one in read] == [
        ("pay_one", 3000, StatedKind.CAME),
        ("pay_one", -18, StatedKind.FEE),
        ("pay_one", -1000, StatedKind.WENT),
        ("", -1982, StatedKind.MOVED),
    ]


def test_what_is_kept_is_told_by_the_account_alone() -> None:
    """Both bills tell it; were it taken from both, it would be entered twice."""
    read = read_alipay(ALIPAY_ACCOUNT, CITY).entries
    assert [one.kept.fen if one.kept else 0 for one in read] == [0, 18, 0, 0]
    assert [one.own for one in read] == ["1", "2", "3", "4"]
    assert all(one.kept is None for one in read_alipay(ALIPAY_TRADES, CITY).entries)
    elsewhere = ALIPAY_ACCOUNT.replace(",提现,", ",转账,")
    assert read_alipay(elsewhere, CITY).entries[3].kind is StatedKind.OTHER


@pytest.mark.parametrize("bill", [ALIPAY_TRADES, ALIPAY_ACCOUNT])
def test_a_bill_that_ends_early_is_refused(bill: str) -> None:
    lines = bill.splitlines()
    with pytest.raises(StatementUnread, match="ends before its sums"):
        read_alipay("\n".join(lines[:-4]), CITY)
    with pytest.raises(StatementUnread, match="rows are told of"):
        read_alipay("\n".join([*lines[:-5], *lines[-4:]]), CITY)


def test_others_bills_are_not_taken_for_it() -> None:
    assert is_alipay(ALIPAY_TRADES)
    assert is_alipay(ALIPAY_ACCOUNT)
    assert not is_alipay(WECHAT)


def test_a_kind_that_is_not_known_is_refused() -> None:
    with pytest.raises(StatementUnread, match="on line 6, “冻结” is not known"):
        read_alipay(ALIPAY_TRADES.replace("交易,夜市", "冻结,夜市"), CITY)
