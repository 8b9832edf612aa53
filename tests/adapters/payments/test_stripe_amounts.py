"""What Stripe counts in other parts than ISO 4217 is never off by a hundred, nor rounded."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yeshi.adapters.payments.stripe_amounts import counted, uncounted
from yeshi.base.errors import PaymentRefused
from yeshi.base.money import DIGITS, Money

# By https://docs.stripe.com/currencies, "Zero-decimal currencies" and "Special cases". Shillings of
# Uganda stand in both: the rule of the special case counts.
ZERO = {
    "BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA", "PYG", "RWF", "VND", "VUV", "XAF",
    "XOF", "XPF",
}  # fmt: skip
THREE = {"BHD", "JOD", "KWD", "OMR", "TND"}
TAKEN = sorted(ZERO | THREE | {"ISK", "UGX", "HUF", "TWD", "CNY", "USD"})


@pytest.mark.parametrize(
    ("fen", "currency", "number"),
    [
        (1250, "CNY", 1250), (500, "JPY", 500), (5, "ISK", 500), (5, "UGX", 500),
        (1045, "HUF", 1045), (80045, "TWD", 80045), (5120, "KWD", 5120), (700, "MGA", 7),
    ],
)  # fmt: skip
def test_amounts_are_counted_as_stripe_says(fen: int, currency: str, number: int) -> None:
    """Its own examples."""
    assert counted(Money(fen, currency)) == number
    assert uncounted(number, currency) == Money(fen, currency)


@pytest.mark.parametrize(
    ("fen", "currency"),
    [(5124, "KWD"), (1, "TND"), (150, "MGA"), (1000, "IQD"), (1000, "LYD"), (10, "UYI")],
)
def test_what_stripe_cannot_take_is_refused_and_not_rounded(fen: int, currency: str) -> None:
    """An order is paid to the last fen, or not at all."""
    with pytest.raises(PaymentRefused, match=currency):
        counted(Money(fen, currency))


def test_a_part_that_is_no_fen_is_refused() -> None:
    """As half a króna."""
    with pytest.raises(PaymentRefused, match="ISK"):
        uncounted(550, "ISK")


@given(st.integers(1, 10**12), st.sampled_from(TAKEN))
def test_what_is_counted_is_told_as_it_was(fen: int, currency: str) -> None:
    """Or refused; never another amount."""
    amount = Money(fen, currency)
    try:
        number = counted(amount)
    except PaymentRefused:
        assert currency == "MGA" or currency in THREE
    else:
        assert uncounted(number, currency) == amount


def test_every_currency_of_other_decimals_is_told_apart() -> None:
    """A currency that is added to the house's list is looked up at Stripe too."""
    assert set(DIGITS) - ZERO - THREE == {"IQD", "ISK", "LYD", "UGX", "UYI"}
