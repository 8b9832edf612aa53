"""The minutes that a kitchen takes are learnt from what it made."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.records import EVENING, MINUTE, ticket
from yeshi.orders.order import Ticket
from yeshi.orders.pace import minutes_for


def made(merchant: str, minutes: float) -> Ticket:
    """A part that took so long; its one dish is called by that word."""
    return replace(ticket(merchant, 900), taken_at=EVENING, made_at=EVENING + minutes * MINUTE)


@pytest.mark.parametrize(
    ("past", "minutes"),
    [
        ([], 10),
        ([made("a", 4)] * 2, 10),
        ([made("a", 4)] * 3, 4),
        ([made("a", 4), made("a", 6.2), made("a", 30)], 7),
        ([made("a", 4)] * 3 + [made("z", 20)] * 9, 4),
        ([made("a", 4)] * 2 + [made("z", 20)] * 9, 20),
        ([ticket("a", 900)] * 9, 10),
        ([made("a", 0)] * 3, 1),
        ([made("a", 900)] * 3, 240),
    ],
)
def test_the_median_of_parts_with_one_of_its_dishes(past: list[Ticket], minutes: int) -> None:
    """Of all parts where few had one; what the stall said of itself where there are none."""
    assert minutes_for(ticket("a", 900, 900), past, 600) == minutes
