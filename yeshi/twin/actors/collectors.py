"""Customers who collect, as actors: they come to the counter once it is ready, or never."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random

from yeshi.events.fulfilment import Fulfilment
from yeshi.events.orders import OrderPlaced, TicketReady
from yeshi.events.record import Recorded
from yeshi.flow.engine import Engine
from yeshi.flow.orders import collecting
from yeshi.orders.lifecycle import TicketState
from yeshi.orders.order import Order
from yeshi.twin.actors.agenda import Agenda, Rank
from yeshi.twin.actors.kitchens import void
from yeshi.twin.actors.parts import Played, unmasked

# Most are told on the way, some forget.
COMES_S, NEVER = (60, 720), 0.02


class Collectors:
    """All who collect in a city; the same order is always fetched after the same while."""

    def __init__(
        self, engine: Engine, agenda: Agenda, seed: int, played: Played | None = None
    ) -> None:
        """`played`: as whom the cook of a stall hands over; as the clock by default."""
        self._as = played or unmasked(engine)
        self._agenda = agenda
        self._seed = seed
        self._expected: set[str] = set()

    def hear(self, recorded: Recorded) -> None:
        """Plan what the event calls for."""
        event = recorded.event
        if isinstance(event, OrderPlaced) and event.fulfilment is Fulfilment.PICK_UP:
            self._expected.add(event.order)
        elif isinstance(event, TicketReady) and event.order in self._expected:
            self._come(event.order, event.merchant, recorded.at)

    def resume(self, orders: Sequence[Order]) -> None:
        """Take up the orders that were under way."""
        for order in orders:
            if order.pick_up is None:
                continue
            self._expected.add(order.id)
            for ticket in order.tickets:
                if ticket.state is TicketState.READY and ticket.made_at:
                    self._come(order.id, ticket.merchant, ticket.made_at)

    def _come(self, order: str, merchant: str, ready_at: datetime) -> None:
        chance = Random(f"{self._seed}:collects:{order}")
        if chance.random() < NEVER:
            return
        comes_at = ready_at + timedelta(seconds=chance.randrange(*COMES_S))
        self._agenda.enter(comes_at, Rank.CUSTOMER, lambda: self._collect(order, merchant))

    def _collect(self, order: str, merchant: str) -> None:
        # Whoever runs the stall by hand may have been quicker: then this is refused.
        key = f"collected:{order}:{merchant}"
        void(collecting.hand_over(self._as(merchant), key, merchant, order))
