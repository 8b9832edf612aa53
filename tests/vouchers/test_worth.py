"""What a voucher takes off: all of it or nothing, by threshold, budget and time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.records import EVENING, MINUTE, fen, named
from yeshi.base.refused import Reason, Refused
from yeshi.vouchers.campaign import Campaign
from yeshi.vouchers.worth import VoucherFromMore, VoucherNotNow, VoucherUsedUp, unworthy, worth

HOUR = 60


def campaign(threshold: int = 4000, off: int = 800) -> Campaign:
    """An hour of a campaign."""
    return Campaign(
        id="v",
        name=named("v"),
        threshold=fen(threshold),
        off=fen(off),
        begins_at=EVENING,
        ends_at=EVENING + HOUR * MINUTE,
    )


@pytest.mark.parametrize(
    ("items", "budget", "minutes", "expected"),
    [
        pytest.param(4000, 800, 0, 800, id="at the threshold, at the beginning, the last voucher"),
        pytest.param(3999, 800, 0, 0, id="a fen below the threshold"),
        pytest.param(4000, 799, 0, 0, id="a fen short in the budget"),
        pytest.param(4000, 0, 0, 0, id="the budget is spent"),
        pytest.param(4000, 800, -1, 0, id="before it begins"),
        pytest.param(4000, 800, HOUR - 1, 800, id="the last minute"),
        pytest.param(4000, 800, HOUR, 0, id="the end itself is over"),
        pytest.param(100_000, 10**9, 30, 800, id="never more than it takes off"),
    ],
)
def test_worth(items: int, budget: int, minutes: int, expected: int) -> None:
    """Each bound, on it and beside it."""
    now = EVENING + minutes * MINUTE
    assert worth(campaign(), fen(items), fen(budget), now) == fen(expected)


@pytest.mark.parametrize(
    ("items", "budget", "minutes", "reason"),
    [
        (4000, 800, 0, None),
        (3950, 800, 0, VoucherFromMore("v", 50, "CNY")),
        (4000, 799, 0, VoucherUsedUp("v")),
        (4000, 800, -1, VoucherNotNow("v")),
        (100, 0, HOUR, VoucherNotNow("v")),
    ],
)
def test_why_it_takes_nothing_off(
    items: int, budget: int, minutes: int, reason: Reason | None
) -> None:
    """What cannot be mended is said before what a larger order would mend."""
    found = unworthy(campaign(), fen(items), fen(budget), EVENING + minutes * MINUTE)
    assert found == (Refused(reason) if reason else None)


def test_an_order_is_never_worth_less_than_nothing() -> None:
    """Where more comes off than the items cost, the items are free."""
    assert worth(campaign(threshold=100, off=800), fen(500), fen(800), EVENING) == fen(500)


@given(st.integers(0, 10_000), st.integers(1, 10_000), st.integers(0, 20_000), st.integers(0, 9999))
def test_it_takes_off_all_or_nothing_and_never_beyond_items_or_budget(
    threshold: int, off: int, items: int, budget: int
) -> None:
    """Whatever the sums."""
    value = worth(campaign(threshold, off), fen(items), fen(budget), EVENING)
    assert value.fen in {0, min(off, items)}
    assert value <= fen(budget)
    assert value <= fen(items)
    if value:
        assert threshold <= items
