"""A rehearsal may be kept whose assumption is within its bounds."""

from __future__ import annotations

from dataclasses import replace

from tests.builders import EVENING, terms
from yeshi.flow.rehearsal import ELASTICITY_MAX, Rehearsal


def test_an_assumption_beyond_its_bounds_is_not_kept() -> None:
    """Neither a demand that grows with prices, nor one that all prices move."""
    one = Rehearsal(
        id="rh", asked_at=EVENING, before=terms(), terms=terms(), elasticity=0, errand="er"
    )
    assert one.holds
    assert replace(one, elasticity=ELASTICITY_MAX).holds
    assert not replace(one, elasticity=-0.1).holds
    assert not replace(one, elasticity=ELASTICITY_MAX + 0.1).holds
