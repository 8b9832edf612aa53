"""What providers took, and what goes back through them, adds up to nothing that stays between."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from yeshi.base.money import Money
from yeshi.events import payments
from yeshi.ledger.postings import movements


@given(st.lists(st.integers(1, 10_000), min_size=1, max_size=8))
def test_what_came_and_went_back_whole_leaves_nothing(parts: list[int]) -> None:
    """However it is cut up: wallet, clearing and provider are as before."""
    whole = Money(sum(parts), "CNY")
    happened: list[payments.OfPayment] = [payments.PaymentReceived("p", "c", "stripe", whole)]
    for number, fen in enumerate(parts):
        amount, refund = Money(fen, "CNY"), f"rf{number}"
        happened += [
            payments.RefundAsked("p", "c", refund=refund, amount=amount),
            payments.RefundDone("p", "c", refund=refund, provider="stripe", amount=amount),
        ]
    balances: Counter[str] = Counter()
    for event in happened:
        for one in movements(event):
            balances[one.debit] -= one.amount.fen
            balances[one.credit] += one.amount.fen
    assert set(balances.values()) == {0}
