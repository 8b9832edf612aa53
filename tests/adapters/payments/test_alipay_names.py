"""Our ids are told to Alipay in its letters, and are the same when they come back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yeshi.adapters.payments.alipay_names import named, unnamed
from yeshi.base.errors import PaymentRefused
from yeshi.base.ids import make_id


@given(st.text())
def test_each_id_comes_back(source: str) -> None:
    """And has no hyphen on its way."""
    id_ = make_id("pay", source)
    assert named(id_).replace("_", "").isalnum()
    assert unnamed(named(id_)) == id_


@pytest.mark.parametrize("wrong", ["", "pay_1", "pay 1", "支付", "a" * 65, "pay-1\n"])
def test_what_could_be_taken_for_another_is_not_told(wrong: str) -> None:
    """No id of ours is such."""
    with pytest.raises(PaymentRefused):
        named(wrong)


@pytest.mark.parametrize("wrong", [None, "", "a-b", "a b", 7, "a" * 65])
def test_what_cannot_be_ours_is_nobodys(wrong: object) -> None:
    """Another shop may use the same account."""
    assert unnamed(wrong) is None
