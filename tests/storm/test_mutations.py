"""Faults that are put into the code by hand are found, each within a thousand seeds."""

from __future__ import annotations

import pytest

from tests.storm.mutations import MUTATIONS, SEEDS_MAX, hunt
from tests.storm.night import play
from tests.storm.pool import each

QUICK = (
    "lost_refund", "doubled_pay", "settled_twice", "courier_left_on_a_closed_route",
    "seats_of_others_are_free", "answered_again", "given_back_under_new_names",
)  # fmt: skip


@pytest.mark.parametrize("name", QUICK)
def test_a_fault_is_found_and_gone_again(name: str) -> None:
    """In the first nights; and without it they find nothing."""
    with MUTATIONS[name]():
        assert any(play(seed) for seed in range(5))
    assert play(0) is None


@pytest.mark.parametrize("name", list(MUTATIONS))
def test_a_fault_can_still_be_put_in(name: str) -> None:
    """What it changes is there, under the name that it has now."""
    with MUTATIONS[name]():
        pass


@pytest.mark.slow
@pytest.mark.timeout(3000)
def test_every_fault_is_found() -> None:
    """At least ten of them, in a thousand seeds at most."""
    assert len(MUTATIONS) >= 10
    missed = [name for name, found in each(list(MUTATIONS), hunt) if found is None]
    assert not missed, f"not found in {SEEDS_MAX} seeds: {missed}"
