"""Customers as actors: they fill their wallet, ask a quote, and order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from yeshi.base.calendar import next_quarter
from yeshi.base.money import Money
from yeshi.base.refused import Refused
from yeshi.flow.engine import Engine
from yeshi.flow.orders import ordering, quoting
from yeshi.flow.orders.quoting import AtCounter, OnTop, Wish
from yeshi.flow.ports import Done
from yeshi.ledger import accounts
from yeshi.orders.checkout import Quote
from yeshi.orders.notes import NOTHING_SAID, OrderNotes
from yeshi.orders.order import Destination
from yeshi.twin.actors.agenda import Agenda, Rank
from yeshi.twin.actors.parts import Played

POCKET_FEN = 50_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Intent:
    """What somebody will want at a moment; `key` tells it from all others.

    `eager`: from 0; the lower, the less it takes to make them order. `collects`: at the counter,
    not brought to the destination; `sits`: at a table. `tip_fen`: what they give who brings it,
    `notes`: what they say. `later_s`: in so many seconds at the soonest; None: as soon as can be.
    """

    key: str
    at: datetime
    customer: str
    wanted: Mapping[str, int]
    destination: Destination
    donate: bool = False
    eager: float = 0.0
    collects: bool = False
    sits: bool = False
    tip_fen: int = 0
    notes: OrderNotes = NOTHING_SAID
    later_s: int | None = None


class Tastes(Protocol):
    """Whether a quote is worth it."""

    def agree(self, intent: Intent, quote: Quote) -> bool:
        """Whether the customer orders at that price."""
        ...


@dataclass(slots=True, kw_only=True)
class Customers:
    """The customers of a city; `placed` maps intents to orders, `turned_away` to refusals.

    `played`: as whom a customer acts; as the clock by default.
    """

    engine: Engine
    agenda: Agenda
    tastes: Tastes | None = None
    played: Played | None = None
    placed: dict[str, str] = field(default_factory=dict)
    turned_away: dict[str, Refused] = field(default_factory=dict)

    def expect(self, intent: Intent) -> None:
        """Enter the intent in the agenda."""
        self.agenda.enter(intent.at, Rank.CUSTOMER, lambda: self._order(intent))

    def _order(self, intent: Intent) -> None:
        engine = self.played(intent.customer) if self.played else self.engine
        round_up = self.engine.terms.round_up if intent.donate else None
        to = AtCounter() if intent.collects else intent.destination
        tip = Money(intent.tip_fen, self.engine.terms.currency) if intent.tip_fen else None
        wish = Wish(intent.customer, intent.wanted, to, round_up, OnTop(tip=tip))
        quoted = quoting.ask_quote(engine, f"quote:{intent.key}", wish, self._wished_for(intent))
        if isinstance(quoted, Refused):
            self.turned_away[intent.key] = quoted
            return
        quote_id = quoted.data["quote"]
        with self.engine.store.begin() as work:
            quote = work.quotes.must(quote_id)
            balance = work.ledger.balance(accounts.wallet(intent.customer))
        if self.tastes is not None and not self.tastes.agree(intent, quote):
            return
        _fill_wallet(engine, intent, quote.bill.total - balance)
        named = f"place:{intent.key}"
        answer = ordering.place(engine, named, intent.customer, quote_id, intent.notes)
        if isinstance(answer, Done):
            self.placed[intent.key] = answer.data["order"]
        else:
            self.turned_away[intent.key] = answer

    def _wished_for(self, intent: Intent) -> datetime | None:
        if intent.later_s is None:
            return None
        return next_quarter(self.engine.clock.now() + timedelta(seconds=intent.later_s))


def _fill_wallet(engine: Engine, intent: Intent, short: Money) -> None:
    # A whole pocketful at a time; a dear basket may need several.
    for fill in range(-(-short.fen // POCKET_FEN) if short.fen > 0 else 0):
        pocket = Money(POCKET_FEN, short.currency)
        ordering.top_up(engine, f"fill:{intent.key}:{fill}", intent.customer, pocket)
