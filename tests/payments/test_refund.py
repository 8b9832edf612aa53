"""A refund is over once, by its provider or otherwise."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from yeshi.base.money import Money
from yeshi.base.refused import Refused
from yeshi.payments.refund import (
    ON_ITS_WAY,
    REFUND_OVER,
    Refund,
    RefundState,
    RefundStep,
    refund_after,
)

AT = datetime(2026, 11, 24, 20, tzinfo=UTC)
REFUND = Refund(
    id="rf", intent="pay", customer="c", provider="stripe", amount=Money(100, "CNY"), asked_at=AT
)
WHY = {RefundStep.FAIL: "provider_refused", RefundStep.PAY_OTHERWISE: "came to the office"}


@given(st.lists(st.sampled_from([*RefundStep]), max_size=12))
def test_what_is_over_stays_over(steps: list[RefundStep]) -> None:
    """And what is not is on its way, or has failed and says why."""
    refund = REFUND
    for step in steps:
        after = refund_after(refund, step, AT, WHY.get(step, ""))
        if isinstance(after, Refused):
            continue
        assert refund.state not in REFUND_OVER
        assert after.holds
        refund = after
    assert refund.state in ON_ITS_WAY | REFUND_OVER | {RefundState.FAILED}
