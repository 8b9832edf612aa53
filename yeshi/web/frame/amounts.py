"""Amounts as people read and write them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from yeshi.base.money import Money, digits_of, in_units, unit_fen
from yeshi.base.refused import Reason, Refused
from yeshi.base.sentences import sentences

UNITS_MAX = 10**10


@dataclass(frozen=True, slots=True)
class NotAnAmount(Reason):
    """What was written is no amount of the currency; one would be such as `example`."""

    written: str
    example: str


def mark_of(currency: str) -> str:
    """What stands before an amount of the currency."""
    return sentences("en").get(f"mark.{currency}", f"{currency} ")


def money(amount: Money) -> str:
    """The mark, and the amount with all its decimals, such as −¥1,200.50."""
    sign = "−" if amount.fen < 0 else ""
    return f"{sign}{mark_of(amount.currency)}{Money(abs(amount.fen), amount.currency).plain(',')}"


def whole(fen: float, currency: str, digits: int = 0) -> str:
    """An amount in fen as units, whole ones by default, for figures that are means."""
    return f"{mark_of(currency)}{fen / unit_fen(currency):,.{digits}f}"


def amount_of(text: str, currency: str) -> Money | Refused:
    """Units with the currency's decimals at most, such as `1,200.50` or `¥3`; or its fault."""
    written = text.strip().replace(",", "").replace("，", "").removeprefix(mark_of(currency))
    try:
        units = Decimal(written)
    except InvalidOperation:
        return _no_amount(text, currency)
    fen = units.scaleb(digits_of(currency)) if units.is_finite() else units
    if not units.is_finite() or not 0 <= units <= UNITS_MAX or fen != int(fen):
        return _no_amount(text, currency)
    return Money(int(fen), currency)


def _no_amount(text: str, currency: str) -> Refused:
    return Refused(NotAnAmount(text or "–", in_units(12, currency).plain()))
