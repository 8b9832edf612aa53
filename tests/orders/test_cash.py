"""Who may pay in cash: not everybody, not everything, and only so much at once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.records import EVENING, fen, order_of, ticket
from yeshi.base.refused import Reason
from yeshi.events.orders import PaidBy
from yeshi.orders.cash import (
    CashBarred,
    CashLimits,
    CashNotTaken,
    CashStanding,
    PhoneNeeded,
    TooManyCashOrders,
    TooMuchCash,
    refuses_cash,
)
from yeshi.orders.lifecycle import OrderState

GOOD = CashStanding(id="c")
BARRED = CashStanding(id="c", barred_by="or", barred_at=EVENING)
LIMITS = CashLimits(2, fen(5000))
CASH = replace(order_of(ticket("a", 1000)), way=PaidBy.CASH)
GONE = replace(CASH, state=OrderState.SETTLED)
OTHER = replace(CASH, way=PaidBy.WALLET)


@pytest.mark.parametrize(
    ("standing", "limits", "total", "phone", "orders", "reason"),
    [
        (GOOD, LIMITS, 5000, "+1", (CASH, GONE, OTHER), None),
        (GOOD, LIMITS, 5001, "+1", (), TooMuchCash(5000, 5001, "CNY")),
        (GOOD, CashLimits(2, fen(0)), 99_999, "+1", (), None),
        (GOOD, LIMITS, 1, "+1", (CASH, CASH), TooManyCashOrders(2)),
        (GOOD, LIMITS, 1, "", (), PhoneNeeded()),
        (BARRED, LIMITS, 1, "+1", (), CashBarred()),
        (GOOD, CashLimits(0, fen(0)), 1, "+1", (), CashNotTaken()),
    ],
)
def test_cash_is_taken_within_its_limits(
    standing: CashStanding, limits: CashLimits, total: int, phone: str, orders: tuple,
    reason: Reason | None,
) -> None:  # fmt: skip
    """Of the customer's orders those count that are on their way and not paid yet."""
    refused = refuses_cash(standing, limits, fen(total), phone, orders)
    assert (refused and refused.reason) == reason


def test_who_is_barred_is_so_since_a_moment() -> None:
    """By one order."""
    assert GOOD.holds
    assert BARRED.holds
    assert not CashStanding(id="c", barred_by="or").holds
