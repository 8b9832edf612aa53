"""Amounts as Stripe counts them, which for some currencies is not as ISO 4217 does."""

from __future__ import annotations

from yeshi.base.errors import PaymentRefused
from yeshi.base.money import Money, digits_of, unit_fen

# By https://docs.stripe.com/currencies: krónur and shillings with two decimals that are always 0,
# ariary with none.
_DECIMALS = {"ISK": 2, "MGA": 0, "UGX": 2}
# Of three decimals the last is always 0, by what card networks can carry.
_IN_TENS = frozenset({"BHD", "JOD", "KWD", "OMR", "TND"})
# How Stripe would count these it does not say, as it takes none of them.
_NOT_TAKEN = frozenset({"IQD", "LYD", "UYI"})


def counted(amount: Money) -> int:
    """The amount as Stripe counts it; PaymentRefused for what it cannot take to the last fen."""
    currency = amount.currency
    if currency in _NOT_TAKEN:
        raise PaymentRefused(f"Stripe takes no {currency}")
    number, rest = divmod(amount.fen * _unit(currency), unit_fen(currency))
    if rest or (currency in _IN_TENS and number % 10):
        raise PaymentRefused(f"Stripe cannot take {amount}: it has no such small parts of it")
    return number


def uncounted(number: int, currency: str) -> Money:
    """The amount that Stripe counts so; PaymentRefused for what is no whole fen."""
    fen, rest = divmod(number * unit_fen(currency), _unit(currency))
    if rest:
        raise PaymentRefused(f"Stripe tells of {number} {currency}, which is no whole amount")
    return Money(fen, currency)


def _unit(currency: str) -> int:
    """How many a unit of the currency is at Stripe."""
    return int(10 ** _DECIMALS.get(currency, digits_of(currency)))
