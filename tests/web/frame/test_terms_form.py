"""The terms as a form: what is shown is what is read, and what is no number is named."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import terms
from yeshi.base.money import Money
from yeshi.base.refused import Refused
from yeshi.orders.sharing import Commission
from yeshi.web.frame.terms_form import DISPATCH_FIELDS, EVERY_FIELD, FIELDS, changed, shown


def typed(**others: str) -> dict[str, str]:
    """The form as it is shown, with some fields typed over."""
    return {name: value for name, _, value in shown(terms())} | others


@given(st.integers(0, 10_000), st.integers(0, 10**6), st.floats(30, 7200), st.integers(0, 7200))
def test_what_is_not_touched_stays_as_it_is(points: int, fen: int, s: float, wait: int) -> None:
    """However it is kept: a form sent as it was shown changes nothing."""
    kept = replace(
        terms(),
        commission=Commission(points),
        pay_per_hour=Money(fen, "CNY"),
        answer_within_s=s,
        fees=replace(terms().fees, wait_s=wait),
    )
    assert changed(kept, {name: value for name, _, value in shown(kept)}) == kept


def test_each_field_changes_its_own_part() -> None:
    """In the unit that it is told in."""
    after = changed(
        terms(),
        typed(commission="7.5", reach="20", wait="12", pay_per_order="8.20", answer_within="4"),
    )
    assert after == replace(
        terms(),
        commission=Commission(750),
        pay_per_order=Money(820, "CNY"),
        answer_within_s=240.0,
        fees=replace(terms().fees, reach_s=1200.0, wait_s=720),
    )


@pytest.mark.parametrize("field", FIELDS, ids=lambda one: one.name)
@pytest.mark.parametrize("said", ["", "six", "nan", "1e999", "-1"])
def test_what_is_no_number_is_refused(field, said: str) -> None:  # type: ignore[no-untyped-def]
    """In whatever field."""
    assert isinstance(changed(terms(), typed(**{field.name: said})), Refused)


def test_what_is_yes_or_no_is_chosen() -> None:
    """And what is kept in whole numbers or seconds stays so."""
    before = terms()
    typed = {name: value for name, _, value in shown(before, EVERY_FIELD)}
    assert changed(before, typed, EVERY_FIELD) == before
    said = typed | {"bundling": "no", "late_choice": "yes", "ride_most": "20", "turn": "0"}
    policy = replace(before.policy, bundling=False, updates=True, ride_s_max=1200.0, fairness_s=0.0)
    assert changed(before, said, EVERY_FIELD) == replace(before, policy=policy)
    for field in DISPATCH_FIELDS:
        assert isinstance(changed(before, typed | {field.name: "so"}, EVERY_FIELD), Refused)
