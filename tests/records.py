"""Plain records for the tests of businesses: an evening, amounts, names and small orders."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from yeshi.base.money import Money
from yeshi.base.names import Name

EVENING = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def fen(amount: int) -> Money:
    """So many hundredths of a yuan."""
    return Money(amount, "CNY")


def named(word: str) -> Name:
    """The same word in both languages."""
    return Name(word, word)
