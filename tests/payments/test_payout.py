"""The life of a payout: what may follow what, and that each ends once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.builders import EVENING
from tests.flow.kept_records import MONEY, ON, PAYEE
from yeshi.base.refused import Refused
from yeshi.payments.payout import (
    EXPLAINED,
    LEFT,
    PAYOUT_LIFE,
    Payout,
    PayoutOutOfTurn,
    PayoutState,
    PayoutStep,
    step,
)

PAYOUT = Payout(id="p", run="r", day=ON, account="merchant:a", payee=PAYEE, amount=MONEY)


@pytest.mark.parametrize("state", PayoutState)
@pytest.mark.parametrize("taken", PayoutStep)
def test_only_what_the_table_says_follows(state: PayoutState, taken: PayoutStep) -> None:
    """With a reason where one is needed, and a moment where it ends."""
    following = PAYOUT_LIFE.get((state, taken))
    why = "because" if following in EXPLAINED else ""
    before = replace(PAYOUT, state=state, why="x" if state in EXPLAINED else "")
    after = step(before, taken, EVENING, why)
    if following is None:
        assert after == Refused(PayoutOutOfTurn(state, taken))
        return
    assert isinstance(after, Payout)
    assert after.state is following
    assert after.holds
    ends = following in (PayoutState.PAID, PayoutState.RETURNED, PayoutState.DROPPED)
    assert (after.ended_at is not None) == ends
    assert after.has_left == (following in LEFT)


def test_what_left_comes_to_no_account_twice() -> None:
    """Ordered once, and returned once: no way leads back."""
    for (state, taken), following in PAYOUT_LIFE.items():
        assert following is not PayoutState.SENT or state is PayoutState.PROPOSED
        assert state not in (PayoutState.RETURNED, PayoutState.DROPPED), taken
