"""The life of an order is the table, and nothing else."""

from itertools import product

import pytest

from yeshi.base.refused import Refused
from yeshi.orders.lifecycle import ENDED, ORDER_LIFE, OrderState, OrderStep, OutOfTurn, after


@pytest.mark.parametrize(("state", "step"), list(product(OrderState, OrderStep)))
def test_a_step_out_of_turn_is_refused_with_its_reason(state: OrderState, step: OrderStep) -> None:
    """Every pair is either in the table or refused."""
    expected = ORDER_LIFE.get((state, step), Refused(OutOfTurn("order", state, step)))
    assert after(state, step) == expected


def test_every_life_ends() -> None:
    """From each state an end can be reached, and no step leads out of an end."""
    reach = set(ENDED)
    for _ in OrderState:
        reach |= {state for (state, _), following in ORDER_LIFE.items() if following in reach}
    assert reach == set(OrderState)
    assert not [state for state, _ in ORDER_LIFE if state in ENDED]
