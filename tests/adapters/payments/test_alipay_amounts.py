"""Fen are written as yuan and read back as the same fen, each of them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yeshi.adapters.payments.alipay_amounts import of_yuan, yuan
from yeshi.base.errors import PaymentRefused
from yeshi.base.money import Money


@given(st.integers(1, 10**10))
def test_each_amount_comes_back_as_it_went(fen: int) -> None:
    """With two decimals, never rounded."""
    written = yuan(Money(fen, "CNY"))
    assert Decimal(written) * 100 == fen
    assert len(written.partition(".")[2]) == 2
    assert of_yuan(written) == Money(fen, "CNY")


@pytest.mark.parametrize(
    ("told", "fen"), [("20", 2000), ("20.5", 2050), ("0.01", 1), ("88.88", 8888), (7, 700)]
)
def test_what_is_written_shorter_is_the_same(told: object, fen: int) -> None:
    """As numbers lose their zeros."""
    assert of_yuan(told) == Money(fen, "CNY")


@pytest.mark.parametrize(
    "told", [None, "", "0", "0.00", "-1", "1.001", "1,00", "1e2", "¥1", " 1", "١", "NaN", "1."]
)
def test_what_is_no_amount_is_for_somebody_to_look_at(told: object) -> None:
    """It is not guessed."""
    with pytest.raises(PaymentRefused, match="how much"):
        of_yuan(told)


def test_nothing_and_other_money_is_not_asked_for() -> None:
    """Alipay counts in yuan."""
    for wrong in (Money(0, "CNY"), Money(-1, "CNY"), Money(100, "USD"), Money(100, "JPY")):
        with pytest.raises(PaymentRefused):
            yuan(wrong)
