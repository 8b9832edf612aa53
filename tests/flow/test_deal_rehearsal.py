"""A rehearsal of a deal is kept within its bounds."""

from __future__ import annotations

import pytest

from tests.market.deals import threshold
from tests.records import EVENING
from yeshi.flow.deal_rehearsal import MORE_PERCENT_MAX, DealRehearsal


@pytest.mark.parametrize(
    ("more", "holds"),
    [(0, True), (MORE_PERCENT_MAX, True), (-1, False), (MORE_PERCENT_MAX + 1, False)],
)
def test_no_more_guests_than_one_may_assume(more: int, holds: bool) -> None:
    """Nor fewer than come anyway."""
    one = DealRehearsal(
        id="r", merchant="a", asked_at=EVENING, deal=threshold((3000, 500)), more_percent=more,
        errand="e",
    )  # fmt: skip
    assert one.holds is holds
