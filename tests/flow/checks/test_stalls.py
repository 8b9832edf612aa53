"""A stall that is not as its events left it is found."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.flow.checks.cities import spoilt
from yeshi.base.money import Money
from yeshi.flow.ports import Work


def resume(work: Work) -> None:
    """Have a paused stall take orders."""
    work.merchants.put(replace(work.merchants.must("r"), taking=True))


def reprice(work: Work) -> None:
    """Sell at another price."""
    work.items.put(replace(work.items.must("b1"), price=Money(1, "CNY")))


@pytest.mark.parametrize(("change", "rule"), [(resume, "stall.taking"), (reprice, "stall.price")])
def test_what_no_event_changed_is_found(change: object, rule: str) -> None:
    """Behind its merchant's back."""
    assert spoilt(lambda work, _: change(work)) == {rule}  # type: ignore[operator]
