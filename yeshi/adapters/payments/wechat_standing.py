"""What WeChat Pay tells of an order, as where its payment stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from yeshi.base.errors import PaymentRefused
from yeshi.base.money import Money
from yeshi.flow.ports.providers import Paid, PaymentStanding

# What WeChat Pay takes within the country.
YUAN = "CNY"
# What goes back was paid before.
_PAID = frozenset({"SUCCESS", "REFUND"})
_OVER = frozenset({"CLOSED", "REVOKED", "PAYERROR"})


def wechat_standing(told: Mapping[str, Any]) -> PaymentStanding:
    """Where an order stands; PaymentRefused where money came that no order can be paid with."""
    state = told.get("trade_state")
    if state in _OVER:
        return PaymentStanding(Paid.NEVER)
    if state not in _PAID:
        return PaymentStanding(Paid.NOT_YET)
    ours, amount = told.get("out_trade_no"), told.get("amount")
    if not isinstance(amount, dict):
        amount = {}
    came, fen = amount.get("currency", YUAN), amount.get("total")
    if came != YUAN:
        raise PaymentRefused(f"WeChat Pay took {came} for {ours}, and the city has {YUAN}")
    if not isinstance(fen, int) or isinstance(fen, bool) or fen <= 0:
        raise PaymentRefused(f"WeChat Pay does not tell how much came for {ours}")
    return PaymentStanding(Paid.YES, Money(fen, YUAN))
