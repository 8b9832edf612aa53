"""A file is known by its contents; what is none, or is cut anywhere, is refused in a sentence."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.files.statements import papers
from tests.files.statements.papers import CITY
from yeshi.base.errors import StatementUnread
from yeshi.files.statements.reading import read_statement
from yeshi.ledger.stated import StatementForm

PAPERS = {
    StatementForm.STRIPE: papers.STRIPE,
    StatementForm.WECHAT: papers.WECHAT,
    StatementForm.WECHAT_FUNDS: papers.WECHAT_FUNDS,
    StatementForm.ALIPAY: papers.ALIPAY_TRADES,
    StatementForm.CAMT: papers.CAMT,
    StatementForm.MT940: papers.MT940,
    StatementForm.BANK_CSV: papers.BANK_ZH,
}


@pytest.mark.parametrize("form", StatementForm)
def test_each_is_known_by_what_is_in_it(form: StatementForm) -> None:
    assert read_statement(PAPERS[form].encode(), CITY, "CNY").form is form


@pytest.mark.parametrize("form", [StatementForm.WECHAT, StatementForm.ALIPAY])
def test_chinese_bills_come_in_their_old_encoding_too(form: StatementForm) -> None:
    assert read_statement(PAPERS[form].encode("gb18030"), CITY, "CNY").form is form


def test_what_is_none_and_what_is_empty_are_told_apart() -> None:
    with pytest.raises(StatementUnread, match="none of the files"):
        read_statement(b"a menu, of dishes", CITY, "CNY")
    with pytest.raises(StatementUnread, match="no row of money"):
        read_statement(papers.BANK_ZH.split("\n")[0].encode(), CITY, "CNY")
    # Nothing moved on that day, and what the bank has is told.
    still = ":20:S\n:25:X\n:28C:1\n:60F:C261103CNY5,00\n:62F:C261103CNY5,00\n-\n"
    read = read_statement(still.encode(), CITY, "CNY")
    assert (read.entries, read.closing is None) == ((), False)
    assert StatementUnread("row", 3).in_language("zh") == "第 3 行：这一行读不了"


@given(st.sampled_from(list(PAPERS.values())), st.integers(0, 3000), st.text(max_size=3))
@settings(max_examples=300)
def test_whatever_is_put_in_it_is_read_or_refused(paper: str, at: int, put: str) -> None:
    spoilt = paper[: at % len(paper)] + put + paper[at % len(paper) + len(put) :]
    with suppress(StatementUnread):
        read = read_statement(spoilt.encode("utf-8", "surrogatepass"), CITY, "CNY")
        begins, ends = read.covers(CITY)
        assert begins < ends


CLOSED = [
    papers.WECHAT,
    papers.WECHAT_FUNDS,
    papers.ALIPAY_TRADES,
    papers.ALIPAY_ACCOUNT,
    papers.MT940,
    papers.CAMT,
]


@given(st.sampled_from(CLOSED), st.integers(1, 3000))
def test_what_is_cut_off_is_never_read_in_part(paper: str, less: int) -> None:
    whole = read_statement(paper.encode(), CITY, "CNY")
    cut = paper[: max(1, len(paper) - less)]
    with suppress(StatementUnread):
        assert read_statement(cut.encode(), CITY, "CNY").entries == whole.entries
