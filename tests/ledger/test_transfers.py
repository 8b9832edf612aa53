"""A movement is a positive amount between two accounts, or it is none."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.records import EVENING, fen
from yeshi.base.errors import InvariantBroken
from yeshi.ledger.transfers import Movement, Transfer, unnamed

accounts = some.sampled_from(["escrow", "wallet:c", "merchant:a", "platform:fees"])


@pytest.mark.parametrize("amount", [0, -1, -(10**9)])
def test_nothing_and_less_than_nothing_are_no_movement(amount: int) -> None:
    """A movement back is a movement the other way."""
    with pytest.raises(InvariantBroken, match="no movement"):
        Movement("escrow", "wallet:c", fen(amount), "refund")


def test_an_account_gives_nothing_to_itself() -> None:
    """It would stand in the books and move nothing."""
    with pytest.raises(InvariantBroken, match="no movement"):
        Movement("escrow", "escrow", fen(1), "refund")


@given(some.lists(some.tuples(accounts, accounts, some.integers(-5, 10**9)), max_size=40))
def test_whatever_is_moved_the_balances_sum_to_zero(tried: list[tuple[str, str, int]]) -> None:
    """And only what is a movement can be made at all."""
    balances: Counter[str] = Counter()
    for debit, credit, amount in tried:
        if amount <= 0 or debit == credit:
            with pytest.raises(InvariantBroken):
                Movement(debit, credit, fen(amount), "try")
            continue
        made = Movement(debit, credit, fen(amount), "try")
        balances[made.debit] -= made.amount.fen
        balances[made.credit] += made.amount.fen
    assert sum(balances.values()) == 0


def test_whose_wallets_they_are_of_can_be_left_out() -> None:
    """All other accounts stay as they are."""
    paid = Transfer("t", EVENING, "o", Movement("wallet:li", "escrow", fen(5), "payment"))
    back = Transfer("u", EVENING, "o", Movement("platform:due", "wallet:li", fen(2), "refund"))
    first, second = unnamed([paid, back])
    assert (first.movement.debit, first.movement.credit) == ("wallet:somebody", "escrow")
    assert (second.movement.debit, second.movement.credit) == ("platform:due", "wallet:somebody")
    assert (first.id, first.movement.amount) == ("t", fen(5))
