"""What a campaign costs at most is the least of what its rules allow."""

from __future__ import annotations

import pytest

from tests.records import fen
from yeshi.vouchers.cost import cost_at_most
from yeshi.vouchers.rules import CodeKind, Rules, VoucherLimits


@pytest.mark.parametrize(
    ("rules", "codes", "most"),
    [
        (None, 0, None),
        (Rules(limits=VoucherLimits(own=1, own_day=1)), 0, None),
        (Rules(limits=VoucherLimits(day=10)), 0, 56_000),
        (Rules(limits=VoucherLimits(day_off=fen(5_000))), 0, 35_000),
        (Rules(limits=VoucherLimits(day=10, day_off=fen(5_000))), 0, 35_000),
        (Rules(code=CodeKind.EACH), 0, None),
        (Rules(code=CodeKind.EACH), 20, 16_000),
        (Rules(code=CodeKind.EACH, limits=VoucherLimits(day=1)), 20, 5_600),
        (Rules(code=CodeKind.ONE), 1, None),
    ],
)
def test_the_least_bound_counts(rules: Rules | None, codes: int, most: int | None) -> None:
    """Over seven days of a voucher of eight."""
    assert cost_at_most(rules, fen(800), 7, codes) == (None if most is None else fen(most))
