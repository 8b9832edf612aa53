"""An account's transfers as rows, and a word for each reason for which money moves."""

from __future__ import annotations

import inspect
import re

from tests.builders import CALENDAR, EVENING
from yeshi.base.money import Money
from yeshi.flow.payments.account_seen import AccountMove, AccountNamed, AccountSeen
from yeshi.ledger import bank_postings, postings
from yeshi.ledger.transfers import Movement, Transfer
from yeshi.web.money.books_account_told import MOVE_WORDS, moves_told, moves_typed

FEES = AccountNamed("platform:fees", "fees", None)
MOVED = Transfer(
    "t1", EVENING, "o1", Movement("merchant:a", "platform:fees", Money(105, "CNY"), "commission")
)
SEEN = AccountSeen(
    account=AccountNamed("merchant:a", "merchant", None), since=EVENING.date(),
    until=EVENING.date(), opening=Money(1000, "CNY"), closing=Money(895, "CNY"),
    moves=(AccountMove(MOVED, Money(-105, "CNY"), FEES),), mark=None,
)  # fmt: skip


def test_a_file_runs_from_the_balance_before_to_that_after() -> None:
    """In whole units and the city's time."""
    rows = moves_told(SEEN, CALENDAR)
    assert [one["balance"] for one in rows] == ["10.00", "8.95", "8.95"]
    assert [one["what"] for one in rows] == ["before", "commission", "after"]
    assert (rows[1]["change"], rows[1]["other"]) == ("-1.05", "platform:fees")
    assert len({tuple(one) for one in rows}) == 1


def test_programs_have_moments_and_whole_fen() -> None:
    """A row for each transfer alone."""
    (row,) = moves_typed(SEEN, CALENDAR)
    assert (row["at"], row["change_fen"], row["balance_fen"]) == (EVENING, -105, 895)


def test_each_reason_has_its_word() -> None:
    """Of all that the money table moves."""
    source = inspect.getsource(postings) + inspect.getsource(bank_postings)
    reasons = set(re.findall(r'(?:amount|\w+\.\w+), "([a-z_]+)"\)?$', source, re.M))
    reasons.add(bank_postings.ARRIVED_WHY)
    assert len(reasons) > 25
    assert reasons <= MOVE_WORDS
