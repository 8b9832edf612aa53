"""Guests at tables, as actors: they sit down, eat what is brought, and pay each their own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random

from yeshi.base.money import Money
from yeshi.base.refused import Refused
from yeshi.base.selection import selection_of
from yeshi.events.collecting import OrderReceived
from yeshi.events.fulfilment import Fulfilment
from yeshi.events.orders import OrderPlaced, TicketReady
from yeshi.events.record import Recorded
from yeshi.flow.engine import Engine
from yeshi.flow.orders import collecting, ordering, seating, sending, tab_settling
from yeshi.flow.orders.sending import TableRound
from yeshi.flow.orders.tab_seen import tabs_of_stall
from yeshi.flow.stalls.tables import tables_of
from yeshi.orders.lifecycle import OrderState, TicketState
from yeshi.orders.order import Order
from yeshi.orders.tab_paying import LineAt, amount_of
from yeshi.twin.actors.agenda import Agenda, Rank
from yeshi.twin.actors.demand import POCKET_FEN, Intent
from yeshi.twin.actors.kitchens import void
from yeshi.twin.actors.parts import Played, unmasked

# A dish is brought at once, and eaten in good company.
BRINGS_S, EATS_S = (15, 120), (900, 2700)
# Most pay each their own, some one for all, some in cash; hardly anybody goes without paying.
EACH, ONE, CASH = 0.55, 0.85, 0.99
# Who goes without paying is missed some time later.
MISSED_S = 1800


class Diners:
    """All who sit at tables in a city; the same intent always brings the same company."""

    def __init__(
        self, engine: Engine, agenda: Agenda, seed: int, guests: Played | None = None,
        cooks: Played | None = None,
    ) -> None:  # fmt: skip
        """`guests`, `cooks`: as whom they act; as the clock by default."""
        self._engine = engine
        self._agenda = agenda
        self._seed = seed
        self._guests, self._cooks = guests or unmasked(engine), cooks or unmasked(engine)
        self._expected: set[str] = set()

    def expect(self, intent: Intent) -> None:
        """Enter the intent in the agenda."""
        self._agenda.enter(intent.at, Rank.CUSTOMER, lambda: self._sit(intent))

    def hear(self, recorded: Recorded) -> None:
        """Plan what the event calls for."""
        event = recorded.event
        if isinstance(event, OrderPlaced) and event.fulfilment is Fulfilment.TABLE:
            self._expected.add(event.order)
        elif isinstance(event, TicketReady) and event.order in self._expected:
            self._bring(event.order, event.merchant, recorded.at)
        elif isinstance(event, OrderReceived) and event.order in self._expected:
            self._finish(event.order, recorded.at)

    def resume(self, orders: Sequence[Order]) -> None:
        """Take up the orders that were under way."""
        for order in orders:
            if order.at_table is None:
                continue
            self._expected.add(order.id)
            for ticket in order.tickets:
                if ticket.state is TicketState.READY and ticket.made_at:
                    self._bring(order.id, ticket.merchant, ticket.made_at)
            if order.state is OrderState.COLLECTED and order.collected_at:
                self._finish(order.id, order.collected_at)

    def _sit(self, intent: Intent) -> None:
        """Sit down at a free table of the market, or of the stall, and order from two phones."""
        table = self._table(intent)
        if table is None:
            return
        company = [intent.customer, f"{intent.customer}-2"]
        for number, guest in enumerate(company):
            named = f"sits:{intent.key}:{number}"
            pocket = Money(POCKET_FEN, self._engine.terms.currency)
            acting = self._guests(guest)
            ordering.top_up(acting, f"{named}:wallet", guest, pocket)
            theirs = dict(list(intent.wanted.items())[number :: len(company)])
            if theirs:
                void(seating.want(acting, named, guest, table, theirs))
        asked, sender = TableRound(), self._guests(intent.customer)
        void(sending.send(sender, f"sends:{intent.key}", intent.customer, table, asked))

    def _table(self, intent: Intent) -> str | None:
        with self._engine.store.read() as work:
            named = [selection_of(written).item for written in intent.wanted]
            stalls = {one.merchant for one in work.items.get_many(named).values()}
            known = work.merchants.get_many(sorted(stalls))
        markets = {one.market for one in known.values()}
        places = [one for one in (*sorted(stalls), *markets) if one and len(stalls) == 1]
        places = places or [one for one in markets if one and len(markets) == 1]
        free = [
            table.id for one in places for table in tables_of(self._engine, one) if not table.tab
        ]
        chance = Random(f"{self._seed}:table:{intent.key}")
        return chance.choice(free) if free else None

    def _bring(self, order: str, merchant: str, ready_at: datetime) -> None:
        chance = Random(f"{self._seed}:brings:{order}:{merchant}")
        at = ready_at + timedelta(seconds=chance.randrange(*BRINGS_S))
        key = f"brought:{order}:{merchant}"
        # Whoever runs the stall by hand may have been quicker: then this is refused.
        self._agenda.enter(
            at, Rank.KITCHEN,
            lambda: void(collecting.hand_over(self._cooks(merchant), key, merchant, order)),
        )  # fmt: skip

    def _finish(self, order: str, served_at: datetime) -> None:
        chance = Random(f"{self._seed}:eats:{order}")
        at, how = served_at + timedelta(seconds=chance.randrange(*EATS_S)), chance.random()
        if how >= CASH:
            at += timedelta(seconds=MISSED_S)
        self._agenda.enter(at, Rank.CUSTOMER, lambda: self._settle(order, how))

    def _settle(self, order_id: str, how: float) -> None:
        with self._engine.store.read() as work:
            order = work.orders.get(order_id)
            tab = work.tabs.get(order.at_table.tab) if order and order.at_table else None
        if order is None or tab is None or tab.closed_at:
            return
        if how < ONE:
            payers = tab.guests if how < EACH else tab.guests[:1]
            for number, guest in enumerate(payers, 1):
                self._pay(order, guest, number if how < EACH else None)
        else:
            for merchant in order.merchants:
                self._at_counter(order, tab.id, merchant, how)

    def _pay(self, order: Order, guest: str, number: int | None) -> None:
        """Have a guest pay what is theirs, or all of it (None), of what is left to pay."""
        lines = [
            LineAt(order.id, ticket.merchant, place)
            for ticket in order.live_tickets
            for place, line in enumerate(ticket.lines)
            if line.paid is None and number in (None, line.guest)
        ]
        if not lines or order.at_table is None:
            return
        amount = amount_of(order, lines)
        if isinstance(amount, Refused):
            return
        key, tab = f"pays:{order.id}:{guest}", order.at_table.tab
        void(tab_settling.pay_lines(self._guests(guest), key, guest, tab, lines, amount))

    def _at_counter(self, order: Order, tab: str, merchant: str, how: float) -> None:
        """Have the stall take its part in cash, or miss its guests."""
        acting = self._cooks(merchant)
        if how >= CASH:
            void(tab_settling.left_unpaid(acting, f"gone:{order.id}:{merchant}", merchant, tab))
            return
        for one in tabs_of_stall(self._engine, merchant):
            lines = [line.at for line in one.payable if one.tab.id == tab]
            if lines:
                key = f"cash:{order.id}:{merchant}"
                void(tab_settling.take_cash(acting, key, merchant, tab, lines, one.amount))
