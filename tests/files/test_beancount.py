"""What is written for Beancount is read by it as what the books say, whatever was moved."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from beancount import loader
from beancount.core import data
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import CALENDAR, EVENING
from yeshi.base.money import Money
from yeshi.files.beancount import account_named, closings, entry, head, openings
from yeshi.ledger.transfers import Movement, Transfer

ODD = st.text(st.characters(exclude_categories=["Cs"], exclude_characters=":\0"), min_size=1)
IDS = st.one_of(st.from_regex(r"\A[a-z0-9][a-z0-9-]{0,9}\Z"), ODD)
ACCOUNTS = st.one_of(
    st.sampled_from(
        ["escrow", "platform:fees", "platform:unpaid", "platform:provider-fees", "outside:bank"]
    ),
    st.builds("merchant:{}".format, IDS),
    st.builds("platform:cash:{}".format, IDS),
    st.builds("platform:transit:{}".format, IDS),
)
MOVES = st.lists(
    st.tuples(ACCOUNTS, ACCOUNTS, st.integers(1, 10**9), st.integers(0, 100)).filter(
        lambda move: move[0] != move[1]
    ),
    max_size=12,
)
Moves = list[tuple[str, str, int, int]]


def written(moves: Moves, currency: str, off_by: int = 0) -> tuple[str, Mapping[str, Money]]:
    """The file of those moves, so many hours apart, and the balances that it asserts."""
    moved = [
        Transfer(
            f't"{number}\\', EVENING + timedelta(hours=hours), None,
            Movement(debit, credit, Money(fen, currency), "why"),
        )
        for number, (debit, credit, fen, hours) in enumerate(moves)
    ]  # fmt: skip
    balances: dict[str, Money] = {}
    for one in moved:
        debit, credit, amount = one.movement.debit, one.movement.credit, one.movement.amount
        balances[debit] = balances.get(debit, amount * 0) - amount
        balances[credit] = balances.get(credit, amount * 0) + amount
    if off_by:
        first = next(iter(balances))
        balances[first] += Money(off_by, currency)
    days = [CALENDAR.date_at(one.at) for one in moved] or [CALENDAR.date_at(EVENING)]
    lines = [*head(currency, 'A "city"'), *openings(balances, min(days), currency)]
    for one in moved:
        lines += entry(one, CALENDAR)
    return "\n".join([*lines, *closings(balances, max(days)), ""]), balances


@settings(deadline=None, max_examples=30)
@given(MOVES, st.sampled_from(["CNY", "JPY", "KWD"]))
def test_it_is_read_as_it_is_in_the_books(moves: Moves, currency: str) -> None:
    """No account is another's, and each comes to its balance with the other sign."""
    text, balances = written(moves, currency)
    entries, faults, _ = loader.load_string(text)
    assert faults == []
    opened = {one.account: one.meta["account"] for one in entries if isinstance(one, data.Open)}
    assert {account_named(one): one for one in balances} == opened
    assert len(opened) == len(balances)
    told = [one for one in entries if isinstance(one, data.Transaction)]
    assert [one.meta["transfer"] for one in told if one.narration != "why"] == []
    assert len(told) == len(moves)


def test_what_does_not_come_to_its_balance_is_found() -> None:
    """By a fen."""
    moves: Moves = [("outside:bank", "merchant:a", 1200, 0), ("merchant:a", "escrow", 200, 30)]
    assert loader.load_string(written(moves, "CNY")[0])[1] == []
    [fault] = loader.load_string(written(moves, "CNY", off_by=1)[0])[1]
    assert "Balance failed" in fault.message
