"""Kitchens as actors: they answer an order, cook, and put it on the counter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from heapq import heappop, heappush
from typing import Protocol

from yeshi.events.later import OrderWished
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
    """A kitchen answers at `answer_at`: ready at `ready_at`, or never (None), with the reason.

    `takes_s`: what cooking takes in the end; None where it keeps to what it said.
    """

    answer_at: datetime
    ready_at: datetime | None
    why: str = ""
    takes_s: int | None = None


class Habits(Protocol):
    """How a city's kitchens behave."""

    def cook(self, order: str, merchant: str, placed_at: datetime) -> Cooks | None:
        """What the merchant does with the order; None: it does not answer at all."""
        ...


class Kitchens:
    """All kitchens of a city, behaving by its habits."""

    def __init__(
        self, engine: Engine, agenda: Agenda, habits: Habits, played: Played | None = None,
        hands: int = 0, hands_of: Mapping[str, int] | None = None,
    ) -> None:  # fmt: skip
        """`played`: as whom the cook of a stall acts; as the clock by default. `hands`: so many
        parts a stall has in hand at a time, and others wait; 0: as many as come; `hands_of`:
        those that have other ones."""
        self._as = played or unmasked(engine)
        self._agenda = agenda
        self._habits = habits
        self._hands, self._hands_of = hands, hands_of or {}
        self._free: dict[str, list[datetime]] = {}
        self._made: dict[tuple[str, str], datetime] = {}
        self._later: set[str] = set()

    def hear(self, recorded: Recorded) -> None:
        """Plan what the event calls for."""
        event = recorded.event
        if isinstance(event, OrderPlaced):
            for share in event.asked:
                self._plan_answer(event.order, share.merchant, recorded.at)
        elif isinstance(event, OrderWished):
            self._later.add(event.order)
        elif isinstance(event, TicketAccepted):
            made_at = self._made.pop((event.order, event.merchant), event.ready_at)
            if event.order in self._later:
                # What is for later is made for when it was said, not as soon as it was taken on.
                made_at = event.ready_at
            self._plan_ready(event.order, event.merchant, made_at)

    def resume(self, orders: Sequence[Order]) -> None:
        """Take up the orders that were under way."""
        for order in orders:
            if order.wished:
                self._later.add(order.id)
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
            return
        if cooks.takes_s is not None:
            self._made[order, merchant] = self._in_hand(merchant, cooks.answer_at, cooks.takes_s)
        cooking.accept(self._as(merchant), key, merchant, order, cooks.ready_at)

    def _in_hand(self, merchant: str, at: datetime, takes_s: int) -> datetime:
        """When it is made: begun once the stall has a hand for it."""
        free = self._free.setdefault(merchant, [])
        hands = self._hands_of.get(merchant, self._hands)
        begun = at if len(free) < hands or not hands else max(at, heappop(free))
        made_at = begun + timedelta(seconds=takes_s)
        if hands:
            heappush(free, made_at)
        return made_at

    def _put_out(self, order: str, merchant: str) -> None:
        # Whoever runs the stall by hand may have been quicker: then this is refused.
        void(cooking.ready(self._as(merchant), f"ready:{order}:{merchant}", merchant, order))


def void(_: object) -> None:
    """Let an answer go: the record tells what came of the command."""
