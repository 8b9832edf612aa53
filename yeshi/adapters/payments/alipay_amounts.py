"""Amounts as Alipay writes them: yuan with two decimals, as text."""

from __future__ import annotations

import re

from yeshi.base.errors import PaymentRefused
from yeshi.base.money import Money

CURRENCY = "CNY"
_YUAN = re.compile(r"([0-9]{1,12})(?:\.([0-9]{1,2}))?")


def yuan(amount: Money) -> str:
    """The amount as Alipay takes it; PaymentRefused for what is not in yuan."""
    if amount.currency != CURRENCY:
        raise PaymentRefused(f"Alipay takes no {amount.currency}")
    if amount.fen <= 0:
        raise PaymentRefused("Alipay takes no amount that is nothing")
    whole, rest = divmod(amount.fen, 100)
    return f"{whole}.{rest:02d}"


def of_yuan(told: object) -> Money:
    """What Alipay has written so; PaymentRefused for what is no amount to the fen."""
    found = _YUAN.fullmatch(str(told))
    fen = int(found[1]) * 100 + int((found[2] or "").ljust(2, "0")) if found else 0
    if fen <= 0:
        raise PaymentRefused("Alipay does not tell how much came")
    return Money(fen, CURRENCY)
