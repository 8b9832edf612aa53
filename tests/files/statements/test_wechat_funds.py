"""WeChat Pay's bill of its account: what was passed on, and nothing that its trades tell."""

from __future__ import annotations

import pytest

from tests.files.statements.papers import CITY, WECHAT, WECHAT_FUNDS
from yeshi.base.errors import StatementUnread
from yeshi.files.statements.reading import read_statement
from yeshi.files.statements.wechat_funds import is_wechat_funds, read_wechat_funds
from yeshi.ledger.stated import StatedKind, StatementForm


def test_what_was_passed_on_is_read_and_trades_are_left_out() -> None:
    assert is_wechat_funds(WECHAT_FUNDS.split("\n")[0])
    assert not is_wechat_funds(WECHAT.split("\n")[0])
    read = read_wechat_funds(WECHAT_FUNDS, CITY)
    assert [(one.reference, one.amount.fen, one.kind, one.own) for one in read.entries] == [
        ("W1", -1970, StatedKind.MOVED, "F4"),
        ("W1", 1970, StatedKind.MOVED, "F5"),
        ("W2", -10, StatedKind.FEE, "F6"),
        ("W3", -500, StatedKind.OTHER, "F7"),
    ]


def test_it_is_known_by_its_contents_and_tells_no_payments() -> None:
    read = read_statement(WECHAT_FUNDS.encode("gb18030"), CITY, "CNY")
    assert read.form is StatementForm.WECHAT_FUNDS
    assert not read.form.tells_payments
    assert StatementForm.WECHAT.tells_payments


@pytest.mark.parametrize(
    ("before", "after", "why"),
    [
        ("`7.0,", "`8.0,", "8 rows are told of, and 7 are there"),
        ("资金流水总笔数", "总笔数", "ends before its sums"),
        ("`提现,`支出", "`提现,`转出", "on line 5, “转出” is not known"),
        ("`7.0,", "`many,", "“many” is no amount"),
    ],
)
def test_what_cannot_be_read_whole_is_refused(before: str, after: str, why: str) -> None:
    assert before in WECHAT_FUNDS
    with pytest.raises(StatementUnread, match=why):
        read_wechat_funds(WECHAT_FUNDS.replace(before, after), CITY)
