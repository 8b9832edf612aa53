"""What is owed is paid out or left with a reason, to the fen."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as some

from tests.builders import EVENING
from tests.flow.kept_records import PAYEE
from yeshi.base.money import Money
from yeshi.payments.proposing import LeftOut, Owed, left_out, propose
from yeshi.payments.rules import PayoutRules


def fen(amount: int) -> Money:
    """So many fen."""
    return Money(amount, "CNY")


OWED = Owed("merchant:a", fen(1000), fen(0), PAYEE)
OWEDS = some.builds(
    Owed,
    account=some.sampled_from([f"merchant:{one}" for one in "abcdef"]),
    amount=some.integers(-100, 10_000).map(fen),
    kept=some.integers(0, 8_000).map(fen),
    payee=some.sampled_from([None, PAYEE]),
    came_back_at=some.sampled_from(
        [None, EVENING - timedelta(days=1), EVENING, EVENING + timedelta(days=1)]
    ),
)


@given(some.lists(OWEDS), some.integers(0, 5000))
def test_each_is_paid_or_left_and_nobody_more_than_is_free(oweds: list[Owed], least: int) -> None:
    """Whoever is owed anything stands in one of the two lists."""
    owed = {one.account: one for one in oweds}
    proposal = propose(owed, PayoutRules(least=fen(least)))
    paid = [one.account for one, _ in proposal.paid]
    left = [one.account for one, _ in proposal.left]
    assert sorted(paid + left) == sorted(one.account for one in owed.values() if one.amount.fen > 0)
    for one, payee in proposal.paid:
        assert max(1, least) <= one.free.fen <= one.amount.fen
        assert payee == one.payee
        assert one.came_back_at is None or payee.since > one.came_back_at


def test_why_somebody_is_left_out() -> None:
    """The first reason that they could mend."""
    rules = PayoutRules(least=fen(500))
    cases = {
        LeftOut.NO_PAYEE: replace(OWED, payee=None),
        LeftOut.CAME_BACK: replace(OWED, came_back_at=EVENING),
        LeftOut.CARRIES_CASH: replace(OWED, kept=fen(1000)),
        LeftOut.TOO_LITTLE: replace(OWED, kept=fen(501)),
    }
    for why, one in cases.items():
        assert propose({one.account: one}, rules).left == ((one, why),)
    assert propose({OWED.account: OWED}, rules).paid == ((OWED, PAYEE),)


def test_nothing_owed_is_not_left_for_cash_or_for_more() -> None:
    """Who is owed nothing reads of no cash that they never carried, and of no sum to reach."""
    nothing = replace(OWED, amount=fen(0))
    assert left_out(nothing, PayoutRules(least=fen(500))) is None
    assert left_out(replace(nothing, payee=None), PayoutRules()) is LeftOut.NO_PAYEE
