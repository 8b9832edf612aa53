"""A kitchen's board: in which pile each of its tickets lies."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from yeshi.base.money import Money
from yeshi.orders.attention import SEEN_MAX
from yeshi.orders.handing_over import to_take
from yeshi.orders.later import counts_from, sleeps
from yeshi.orders.lifecycle import LEFT_COUNTER, OrderState, TicketState
from yeshi.orders.order import Order, Ticket
from yeshi.orders.pace import minutes_for

# A ticket is the kitchen's to do only while its order is in one of these states: an order may be
# called off, or given back, while its tickets stay as they were.
_STILL_TO_DO = {
    TicketState.PLACED: (OrderState.PLACED,),
    TicketState.ACCEPTED: (OrderState.PLACED, OrderState.ACCEPTED),
    TicketState.READY: (OrderState.PLACED, OrderState.ACCEPTED, OrderState.READY),
}

# Of what is done with, so many stay in sight.
_LATEST = 5


@dataclass(frozen=True, slots=True)
class Job:
    """One kitchen's part of an order."""

    order: Order
    ticket: Ticket

    @property
    def to_take(self) -> Money | None:
        """The cash to be paid for it when it is collected; None of what was paid otherwise."""
        return to_take(self.order, self.ticket)

    @property
    def unpaid(self) -> Money:
        """What the table at which it is has still to pay of it."""
        return self.ticket.unpaid if self.order.is_tab else self.ticket.sold * 0

    @property
    def has_left_counter(self) -> bool:
        """Whether its customer has it, or did not come for it in time."""
        return self.ticket.state in LEFT_COUNTER

    @property
    def by_itself(self) -> bool:
        """Whether it was taken on by nobody, in the moment in which it was ordered."""
        return self.ticket.taken_at == self.order.placed_at


@dataclass(frozen=True, slots=True)
class Board:
    """A kitchen's jobs: unanswered, being made, waiting on the counter, and done with.

    `later`: what was taken on and sleeps until its time comes, the soonest first.
    """

    fresh: tuple[Job, ...]
    cooking: tuple[Job, ...]
    waiting: tuple[Job, ...]
    past: tuple[Job, ...]
    later: tuple[Job, ...] = ()

    @property
    def latest(self) -> tuple[Job, ...]:
        """What the kitchen was done with last, the latest first."""
        return self.past[:_LATEST]

    @property
    def earlier(self) -> tuple[Job, ...]:
        """What it was done with before that."""
        return self.past[_LATEST:]

    @property
    def unseen(self) -> tuple[str, ...]:
        """The orders that nobody at the stall was shown yet, so many as are told at once."""
        ids = (one.order.id for one in self.fresh if one.ticket.seen_at is None)
        return tuple(islice(ids, SEEN_MAX))

    @property
    def begun(self) -> tuple[Job, ...]:
        """What was for later, and is to be made now."""
        return tuple(one for one in self.cooking if one.order.wished)

    @property
    def by_itself(self) -> tuple[Job, ...]:
        """What is being made though nobody at the stall took it on."""
        return tuple(one for one in self.cooking if one.by_itself)

    def minutes_for(self, ticket: Ticket, cook_s: int) -> int:
        """Whole minutes until the part is likely made, by what the kitchen made lately."""
        # What was made to a time says nothing of how long it takes.
        made = (one for one in (*self.waiting, *self.past) if one.order.wished is None)
        return minutes_for(ticket, (one.ticket for one in made), cook_s)


def board_of(orders: Iterable[Order], merchant: str) -> Board:
    """The board of `merchant`; each of its tickets lies in one pile, in the order of `orders`."""
    piles: dict[TicketState | None, list[Job]] = {}
    later: list[Job] = []
    for order in orders:
        ticket = order.ticket(merchant)
        if ticket is not None and ticket.state is TicketState.ACCEPTED and sleeps(order):
            later.append(Job(order, ticket))
        elif ticket is not None:
            to_do = order.state in _STILL_TO_DO.get(ticket.state, ())
            piles.setdefault(ticket.state if to_do else None, []).append(Job(order, ticket))
    states = (TicketState.PLACED, TicketState.ACCEPTED, TicketState.READY, None)
    fresh, cooking, waiting, past = (tuple(piles.get(state, ())) for state in states)
    later.sort(key=lambda one: counts_from(one.order))
    return Board(fresh, cooking, waiting, past, tuple(later))
