"""Sending: what is wanted at a table goes to its kitchens, paid at once or at the end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from yeshi.base.limits import NOTE_LENGTH_MAX
from yeshi.base.money import Money
from yeshi.base.refused import Invalid, Refused, Unknown
from yeshi.base.selection import selection_of
from yeshi.events.orders import PaidBy
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.orders.collecting import closing_of
from yeshi.flow.orders.ordering import honour
from yeshi.flow.orders.paying import Paying, ways_at_table
from yeshi.flow.orders.quoting import ToTable, Wish, quote_of
from yeshi.flow.orders.seating import is_guest, table_of
from yeshi.flow.orders.sellers import Sellers, sellers_of
from yeshi.flow.ports import Answer, Done
from yeshi.orders.at_table import AtTable, TabChanged
from yeshi.orders.checkout import Quote
from yeshi.orders.guest_wishes import GuestWish, together
from yeshi.orders.notes import OrderNotes
from yeshi.orders.pick_up import KEPT_FOR
from yeshi.orders.tab import ROUNDS_MAX, NothingWanted, Tab
from yeshi.people.actor import admit_customer


@dataclass(frozen=True, slots=True)
class TableRound:
    """What a guest sends: all that is wanted at the table, or `mine` alone.

    `amount`: what it comes to, as it was shown. `way`: how it is paid; None: in the table's first.
    """

    mine: bool = False
    amount: Money | None = None
    way: PaidBy | None = None
    note: str = ""


def send(engine: Engine, key: str, customer: str, table_id: str, sending: TableRound) -> Answer:
    """Order what is wanted at the table; the answer names the order."""

    def act(turn: Turn) -> Answer:
        refused = admit_customer(turn.by, customer)
        if refused:
            return refused
        table = table_of(turn, table_id)
        if isinstance(table, Refused):
            return table
        tab = turn.work.tabs.must_lock(table.tab) if table.tab else None
        if tab is None or not is_guest(turn, tab, customer):
            return Refused(NothingWanted())
        if len(sending.note) > NOTE_LENGTH_MAX:
            return Refused(Invalid("note", f"> {NOTE_LENGTH_MAX}"))
        return _send(turn, engine, tab, customer, sending)

    return engine.perform(key, "send", act, asked=(customer, table_id, sending))


def _send(turn: Turn, engine: Engine, tab: Tab, customer: str, sending: TableRound) -> Answer:
    number = tab.number_of(customer)
    wanted = [one for one in tab.wanted if not sending.mine or one.guest == number]
    if not wanted:
        return Refused(NothingWanted())
    if len(tab.orders) >= ROUNDS_MAX:
        return Refused(Invalid("orders", f"> {ROUNDS_MAX}"))
    sellers = _sellers(turn, wanted)
    if isinstance(sellers, Refused):
        return sellers
    way = sending.way or _first_way(engine, sellers)
    at = AtTable(tab.id, tab.number, closing_of(turn, sellers))
    to = ToTable(at, tuple(wanted), way is PaidBy.TAB)
    quote = quote_of(turn, engine.travel, Wish(customer, together(wanted), to))
    if isinstance(quote, Refused):
        return quote
    shown, total = sending.amount, quote.bill.total
    if shown is not None and shown != total:
        return Refused(TabChanged(shown.fen, total.fen, total.currency))
    quote = _kept_open(quote)
    said = OrderNotes(to_stalls=dict.fromkeys(quote.basket.merchants, sending.note))
    placed = honour(turn, engine, quote, said, Paying(way))
    if isinstance(placed, Done):
        sent = tab.sent(str(placed.data["order"]), (one.guest for one in wanted), turn.now)
        turn.work.tabs.put(sent)
    return placed


def _sellers(turn: Turn, wanted: Sequence[GuestWish]) -> Sellers | Refused:
    named = list(dict.fromkeys(selection_of(one.written).item for one in wanted))
    items = turn.work.items.get_many(named)
    missing = next((one for one in named if one not in items), None)
    if missing is not None:
        return Refused(Unknown("item", missing))
    return sellers_of(turn.work, list(dict.fromkeys(items[one].merchant for one in named)))


def _first_way(engine: Engine, sellers: Sellers) -> PaidBy | None:
    first = any(one.pay_first for one in sellers.merchants.values())
    return next(iter(ways_at_table(engine, first)), None)


def _kept_open(quote: Quote) -> Quote:
    """The quote, for a table that is expected to be paid at least so long after it is served."""
    if quote.at_table is None:
        return quote
    until: datetime = max(quote.at_table.until, quote.promised_by + KEPT_FOR)
    return replace(quote, at_table=replace(quote.at_table, until=until))
