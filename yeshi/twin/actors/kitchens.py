"""Kitchens as actors: they answer an order, cook, and put it on the counter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from yeshi.events.orders import OrderPlaced, TicketAccepted
from yeshi.events.record import Recorded
from yeshi.flow.engine import Engine
from yeshi.flow.orders import cooking
from yeshi.orders.lifecycle import TicketState
from yeshi.orders.order import Order
from yeshi.twin.actors.agenda import Agenda, Rank
from yeshi.twin.actors.parts import Played, unmasked


@dataclass(frozen=True, slots=True)
class Cooks:
    """A kitchen answers at `answer_at`: ready at `ready_at`, or never (None), with the reason."""

    answer_at: datetime
    ready_at: datetime | None
    why: str = ""


class Habits(Protocol):
    """How a city's kitchens behave."""

    def cook(self, order: str, merchant: str, placed_at: datetime) -> Cooks | None:
        """What the merchant does with the order; None: it does not answer at all."""
        ...


class Kitchens:
    """All kitchens of a city, behaving by its habits."""

    def __init__(
        self, engine: Engine, agenda: Agenda, habits: Habits, played: Played | None = None
    ) -> None:
        """`played`: as whom the cook of a stall acts; as the clock by default."""
        self._as = played or unmasked(engine)
        self._agenda = agenda
        self._habits = habits

    def hear(self, recorded: Recorded) -> None:
        """Plan what the event calls for."""
        event = recorded.event
        if isinstance(event, OrderPlaced):
            for share in event.asked:
                self._plan_answer(event.order, share.merchant, recorded.at)
        elif isinstance(event, TicketAccepted):
            self._plan_ready(event.order, event.merchant, event.ready_at)

    def resume(self, orders: Sequence[Order]) -> None:
        """Take up the orders that were under way."""
        for order in orders:
            for ticket in order.tickets:
                if ticket.state is TicketState.PLACED:
                    self._plan_answer(order.id, ticket.merchant, order.placed_at)
                elif ticket.state is TicketState.ACCEPTED and ticket.ready_at is not None:
                    self._plan_ready(order.id, ticket.merchant, ticket.ready_at)

    def _plan_answer(self, order: str, merchant: str, placed_at: datetime) -> None:
        cooks = self._habits.cook(order, merchant, placed_at)
        if cooks is not None:
            answer_at = max(cooks.answer_at, placed_at)
            self._agenda.enter(
                answer_at, Rank.KITCHEN, lambda: self._answer(order, merchant, cooks)
            )

    def _plan_ready(self, order: str, merchant: str, ready_at: datetime) -> None:
        self._agenda.enter(
            ready_at,
            Rank.KITCHEN,
            lambda: self._put_out(order, merchant),
        )

    def _answer(self, order: str, merchant: str, cooks: Cooks) -> None:
        key = f"answer:{order}:{merchant}"
        if cooks.ready_at is None:
            cooking.reject(self._as(merchant), key, merchant, order, cooks.why)
        else:
            cooking.accept(self._as(merchant), key, merchant, order, cooks.ready_at)

    def _put_out(self, order: str, merchant: str) -> None:
        # Whoever runs the stall by hand may have been quicker: then this is refused.
        void(cooking.ready(self._as(merchant), f"ready:{order}:{merchant}", merchant, order))


def void(_: object) -> None:
    """Let an answer go: the record tells what came of the command."""
