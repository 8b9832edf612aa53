"""The life of an order and of a ticket is what is drawn here, and nothing else."""

from __future__ import annotations

from itertools import product

import pytest

from yeshi.base.refused import Refused
from yeshi.events.fulfilment import Fulfilment
from yeshi.orders.lifecycle import (
    ENDED,
    ORDER_LIVES,
    UNDER_WAY,
    OrderState,
    OrderStep,
    OutOfTurn,
    TicketState,
    TicketStep,
    after,
    ticket_after,
)

# Under each step the state that follows; a dot where the step is refused.
ORDERS = {
    Fulfilment.DELIVERY: """
             accept    ready  collect    deliver    settle   reject    cancel     strand     fail    refund
placed       accepted  .      .          .          .        rejected  cancelled  .          .       .
accepted     .         ready  .          .          .        .         .          cancelled  failed  .
ready        .         .      collected  .          .        .         .          cancelled  failed  .
collected    .         .      .          delivered  .        .         .          .          failed  .
delivered    .         .      .          .          settled  .         .          .          .       .
settled      .         .      .          .          .        .         .          .          .       .
rejected     .         .      .          .          .        .         .          .          .       refunded
cancelled    .         .      .          .          .        .         .          .          .       refunded
failed       .         .      .          .          .        .         .          .          .       refunded
refunded     .         .      .          .          .        .         .          .          .       .
""",
    Fulfilment.PICK_UP: """
             accept    ready  collect    deliver    settle   reject    cancel     strand     fail    refund
placed       accepted  .      .          .          .        rejected  cancelled  .          .       .
accepted     .         ready  .          .          .        .         .          cancelled  .       .
ready        .         .      collected  .          .        .         .          .          failed  .
collected    .         .      .          .          settled  .         .          .          .       .
delivered    .         .      .          .          .        .         .          .          .       .
settled      .         .      .          .          .        .         .          .          .       .
rejected     .         .      .          .          .        .         .          .          .       refunded
cancelled    .         .      .          .          .        .         .          .          .       refunded
failed       .         .      .          .          .        .         .          .          .       refunded
refunded     .         .      .          .          .        .         .          .          .       .
""",
    Fulfilment.TABLE: """
             accept    ready  collect    deliver    settle   reject    cancel     strand     fail    refund
placed       accepted  .      .          .          .        rejected  cancelled  .          .       .
accepted     .         ready  .          .          .        .         .          cancelled  .       .
ready        .         .      collected  .          .        .         .          .          failed  .
collected    .         .      .          .          settled  .         .          .          failed  .
delivered    .         .      .          .          .        .         .          .          .       .
settled      .         .      .          .          .        .         .          .          .       .
rejected     .         .      .          .          .        .         .          .          .       refunded
cancelled    .         .      .          .          .        .         .          .          .       refunded
failed       .         .      .          .          .        .         .          .          .       refunded
refunded     .         .      .          .          .        .         .          .          .       .
""",
}
TICKETS = {
    Fulfilment.DELIVERY: """
             accept    ready  reject    lapse   delay     alter     hand    leave  forgo
placed       accepted  .      rejected  lapsed  .         placed    .       .      .
accepted     .         ready  .         .       accepted  accepted  .       .      .
ready        .         .      .         .       .         .         .       .      .
rejected     .         .      .         .       .         .         .       .      .
lapsed       .         .      .         .       .         .         .       .      .
handed       .         .      .         .       .         .         .       .      .
left         .         .      .         .       .         .         .       .      .
unpaid       .         .      .         .       .         .         .       .      .
""",
    Fulfilment.PICK_UP: """
             accept    ready  reject    lapse   delay     alter     hand    leave  forgo
placed       accepted  .      rejected  lapsed  .         placed    .       .      .
accepted     .         ready  .         lapsed  accepted  accepted  .       .      .
ready        .         .      .         .       .         .         handed  left   unpaid
rejected     .         .      .         .       .         .         .       .      .
lapsed       .         .      .         .       .         .         .       .      .
handed       .         .      .         .       .         .         .       .      .
left         .         .      .         .       .         .         .       .      .
unpaid       .         .      .         .       .         .         .       .      .
""",
    Fulfilment.TABLE: """
             accept    ready  reject    lapse   delay     alter     hand    leave  forgo
placed       accepted  .      rejected  lapsed  .         placed    .       .      .
accepted     .         ready  .         lapsed  accepted  accepted  .       .      .
ready        .         .      .         .       .         .         handed  left   unpaid
rejected     .         .      .         .       .         .         .       .      .
lapsed       .         .      .         .       .         .         .       .      .
handed       .         .      .         .       .         .         .       .      unpaid
left         .         .      .         .       .         .         .       .      .
unpaid       .         .      .         .       .         .         .       .      .
""",
}


def drawn(table: str) -> dict[tuple[str, str], str]:
    """Each state and step of a drawn table with what follows."""
    head, *rows = (row.split() for row in table.strip().splitlines())
    return {
        (state, step): following
        for state, *cells in rows
        for step, following in zip(head, cells, strict=True)
    }


@pytest.mark.parametrize(
    ("fulfilment", "state", "step"), list(product(Fulfilment, OrderState, OrderStep))
)
def test_each_step_of_an_order_in_each_state(
    fulfilment: Fulfilment, state: OrderState, step: OrderStep
) -> None:
    """What follows, or a refusal that says the state and the step."""
    following = drawn(ORDERS[fulfilment])[state, step]
    out_of_turn = Refused(OutOfTurn("order", state, step))
    expected = out_of_turn if following == "." else OrderState(following)
    assert after(state, step, fulfilment) == expected


@pytest.mark.parametrize(
    ("fulfilment", "state", "step"), list(product(Fulfilment, TicketState, TicketStep))
)
def test_each_step_of_a_ticket_in_each_state(
    fulfilment: Fulfilment, state: TicketState, step: TicketStep
) -> None:
    """What follows, or a refusal that says the state and the step."""
    following = drawn(TICKETS[fulfilment])[state, step]
    out_of_turn = Refused(OutOfTurn("ticket", state, step))
    expected = out_of_turn if following == "." else TicketState(following)
    assert ticket_after(state, step, fulfilment) == expected


@pytest.mark.parametrize("fulfilment", list(Fulfilment))
def test_every_life_ends(fulfilment: Fulfilment) -> None:
    """From each state that it comes to an end can be reached, and no step leads out of an end."""
    life = ORDER_LIVES[fulfilment]
    reach = set(ENDED)
    for _ in OrderState:
        reach |= {state for (state, _), following in life.items() if following in reach}
    assert reach == {OrderState.PLACED, *life.values()}
    assert not [state for state, _ in life if state in ENDED]


@pytest.mark.parametrize("fulfilment", list(Fulfilment))
def test_an_order_is_under_way_ended_or_waits_for_its_refund(fulfilment: Fulfilment) -> None:
    """What is neither is one refund from its end."""
    assert not UNDER_WAY & ENDED
    for state in set(OrderState) - UNDER_WAY - ENDED:
        assert after(state, OrderStep.REFUND, fulfilment) is OrderState.REFUNDED


@pytest.mark.parametrize("fulfilment", list(Fulfilment))
def test_no_life_comes_back_to_a_state_that_it_left(fulfilment: Fulfilment) -> None:
    """So that each event of an order's life happens once."""
    later: dict[OrderState, set[OrderState]] = {state: set() for state in OrderState}
    for _ in OrderState:
        for (state, _), following in ORDER_LIVES[fulfilment].items():
            later[state] |= {following} | later[following]
    assert not [state for state in OrderState if state in later[state]]
