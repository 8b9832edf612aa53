"""An order of WeChat Pay's is paid when it says so, in yuan, and to which amount."""

from __future__ import annotations

from typing import Any

import pytest

from yeshi.adapters.payments.wechat_standing import wechat_standing
from yeshi.base.errors import PaymentRefused
from yeshi.base.money import Money
from yeshi.flow.ports.providers import Paid, PaymentStanding

AMOUNT = {"total": 2000, "payer_total": 1900, "currency": "CNY", "payer_currency": "CNY"}


def order(state: str | None, amount: Any = AMOUNT) -> dict[str, Any]:
    """As an order is answered, which somebody paid with a coupon of WeChat Pay's."""
    return {"out_trade_no": "pi-one", "trade_state": state, "amount": amount}


@pytest.mark.parametrize(
    ("state", "paid"),
    [
        ("NOTPAY", Paid.NOT_YET), ("USERPAYING", Paid.NOT_YET), ("ACCEPT", Paid.NOT_YET),
        (None, Paid.NOT_YET),
        ("CLOSED", Paid.NEVER), ("REVOKED", Paid.NEVER), ("PAYERROR", Paid.NEVER),
    ],
)  # fmt: skip
def test_what_is_not_paid_is_open_or_over(state: str | None, paid: Paid) -> None:
    """By each state that WeChat Pay publishes, and one that it may add."""
    assert wechat_standing(order(state)) == PaymentStanding(paid)


@pytest.mark.parametrize("state", ["SUCCESS", "REFUND"])
def test_what_came_is_what_the_order_is_of(state: str) -> None:
    """Whoever pays a part of it; what goes back was paid before."""
    told = PaymentStanding(Paid.YES, Money(2000, "CNY"))
    assert wechat_standing(order(state)) == told
    assert wechat_standing(order(state, {"total": 2000})) == told


@pytest.mark.parametrize(
    "amount",
    [
        {"total": 2000, "currency": "HKD"}, {"currency": "CNY"}, {"total": 0}, {"total": "2000"},
        {"total": True}, None, [],
    ],
)  # fmt: skip
def test_money_that_pays_no_order_is_nobodys_to_guess(amount: Any) -> None:
    """Somebody looks at it."""
    with pytest.raises(PaymentRefused, match="pi-one"):
        wechat_standing(order("SUCCESS", amount))
