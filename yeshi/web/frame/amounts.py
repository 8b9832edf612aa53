"""Amounts as people write them."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from yeshi.base.money import Money
from yeshi.base.refused import Invalid, Refused

YUAN_MAX = 10**10


def amount_of(text: str, currency: str) -> Money | Refused:
    """Yuan with at most two decimals, such as `1,200.50` or `¥3`; or what cannot be read."""
    written = text.strip().replace(",", "").replace("，", "").removeprefix("¥")
    try:
        yuan = Decimal(written)
    except InvalidOperation:
        return Refused(Invalid("amount", text or "–"))
    if not yuan.is_finite() or not 0 <= yuan <= YUAN_MAX or yuan * 100 != int(yuan * 100):
        return Refused(Invalid("amount", text))
    return Money(int(yuan * 100), currency)
