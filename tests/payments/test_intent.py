"""An intent's life is a table: whatever happens to it in whatever order, it adds up."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from yeshi.base.money import Money
from yeshi.base.refused import Refused
from yeshi.payments.intent import (
    CLOSED_UNPAID,
    INTENT_LIFE,
    OPEN_INTENTS,
    RECEIVED,
    Handing,
    IntentState,
    IntentStep,
    MoreThanCame,
    PaymentIntent,
    PaymentOffer,
    closed,
    offered,
    received,
    sent_back,
)

AT = datetime(2026, 11, 24, 20, tzinfo=UTC)
INTENT = PaymentIntent(
    id="pay", customer="c", quote="q", provider="stripe", amount=Money(1000, "CNY"), made_at=AT,
    until=AT + timedelta(minutes=15),
)  # fmt: skip
OFFER = PaymentOffer("ref", Handing.CODE, "code")


def test_each_state_is_of_one_kind_and_can_be_reached() -> None:
    """Open, closed without money, or with money; nothing that has come is ever unmade."""
    kinds = (OPEN_INTENTS, CLOSED_UNPAID, RECEIVED)
    assert sorted(state for kind in kinds for state in kind) == sorted(IntentState)
    assert set(INTENT_LIFE.values()) | {IntentState.CREATED} == set(IntentState)
    after_money = {to for (at, _), to in INTENT_LIFE.items() if at in RECEIVED}
    assert after_money <= RECEIVED


@given(st.lists(st.sampled_from([*IntentStep]) | st.integers(-5, 1500), max_size=12))
def test_whatever_happens_no_more_goes_back_than_came(happens: list[IntentStep | int]) -> None:
    """Steps out of turn are refused; numbers are sums that are to go back."""
    intent = INTENT
    for one in happens:
        after = _after(intent, one)
        if isinstance(after, Refused):
            continue
        assert after.holds
        assert after.left.fen >= 0
        assert not (intent.is_received and not after.is_received)
        intent = after


def _after(intent: PaymentIntent, one: IntentStep | int) -> PaymentIntent | Refused:
    if isinstance(one, int):
        return sent_back(intent, Money(one, "CNY"))
    if one is IntentStep.OFFER:
        return offered(intent, OFFER)
    if one is IntentStep.PAY:
        return received(intent, intent.amount, AT)
    if one in (IntentStep.FAIL, IntentStep.EXPIRE):
        return closed(intent, one, "why")
    return sent_back(intent, intent.left)


def test_what_goes_back_is_told_to_the_fen() -> None:
    """In parts, then the rest; then nothing more."""
    paid = received(INTENT, INTENT.amount, AT)
    assert isinstance(paid, PaymentIntent)
    part = sent_back(paid, Money(400, "CNY"))
    assert isinstance(part, PaymentIntent)
    assert (part.state, part.left) == (IntentState.PART_REFUNDED, Money(600, "CNY"))
    assert sent_back(part, Money(601, "CNY")) == Refused(MoreThanCame(600, 601, "CNY"))
    whole = sent_back(part, Money(600, "CNY"))
    assert isinstance(whole, PaymentIntent)
    assert whole.state is IntentState.REFUNDED
