"""The piles of a kitchen's board, for every state of an order and of a ticket."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import product

import pytest

from tests.orders.orders import an_order
from yeshi.orders.board import board_of
from yeshi.orders.lifecycle import OrderState, TicketState
from yeshi.orders.progress import with_ticket

# Every other pair lies with what is done with.
TO_DO = {
    (OrderState.PLACED, TicketState.PLACED): "fresh",
    (OrderState.PLACED, TicketState.ACCEPTED): "cooking",
    (OrderState.ACCEPTED, TicketState.ACCEPTED): "cooking",
    (OrderState.PLACED, TicketState.READY): "waiting",
    (OrderState.ACCEPTED, TicketState.READY): "waiting",
    (OrderState.READY, TicketState.READY): "waiting",
}


@pytest.mark.parametrize(("state", "ticket"), list(product(OrderState, TicketState)))
def test_a_ticket_lies_in_one_pile(state: OrderState, ticket: TicketState) -> None:
    """By the state of the ticket, while the order is still to be made."""
    order = an_order(state, ("a", ticket), ("b", TicketState.PLACED))
    board = board_of([order], "a")
    for pile in ("fresh", "cooking", "waiting", "past"):
        jobs = getattr(board, pile)
        expected = TO_DO.get((state, ticket), "past") == pile
        assert [(job.order, job.ticket) for job in jobs] == [(order, order.ticket("a"))] * expected


def test_orders_of_others_are_not_on_the_board() -> None:
    """Only the merchant's own tickets are, in the order in which they came."""
    mine = [an_order(OrderState.PLACED, ("a", TicketState.PLACED)) for _ in range(3)]
    others = an_order(OrderState.PLACED, ("b", TicketState.PLACED))
    board = board_of([mine[0], others, mine[1], mine[2]], "a")
    assert [job.order for job in board.fresh] == mine
    assert board.cooking == board.waiting == board.past == ()


def test_of_what_is_done_with_the_latest_stay_in_sight() -> None:
    """Five of them; all others are there, and none twice."""
    orders = [an_order(OrderState.SETTLED, ("a", TicketState.READY)) for _ in range(7)]
    board = board_of(orders, "a")
    assert [job.order for job in board.latest] == orders[:5]
    assert board.latest + board.earlier == board.past


def test_what_nobody_took_on_is_told_while_it_is_made() -> None:
    """It was taken on in the moment in which it was ordered; what somebody took on was later."""
    made = [an_order(OrderState.ACCEPTED, ("a", TicketState.ACCEPTED)) for _ in range(2)]
    taken = [made[0].placed_at, made[1].placed_at + timedelta(seconds=4)]
    orders = [
        with_ticket(one, replace(one.tickets[0], taken_at=at))
        for one, at in zip(made, taken, strict=True)
    ]
    board = board_of(orders, "a")
    assert [job.order for job in board.by_itself] == orders[:1]
