"""Seating: guests choose at a table, each from their own phone, and move with what they have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from yeshi.base.refused import Invalid, Refused, Unknown
from yeshi.events.record import Event
from yeshi.events.tables import TabClosed, TabMoved, TabOpened, TabWanted
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.ports import Answer, Done
from yeshi.flow.shopping import all_of
from yeshi.market.table import DiningTable
from yeshi.orders.guest_wishes import GUESTS_MAX, beyond_list
from yeshi.orders.lifecycle import ENDED
from yeshi.orders.tab import FORGOTTEN_AFTER, Tab, TableFull, TableTaken
from yeshi.people.actor import admit_customer, admit_to
from yeshi.people.person import COUNTER

# So many a round, and so long are those kept who sat at a table.
A_ROUND = 500
KEPT_AFTER_LEAVING = timedelta(days=1)


def want(
    engine: Engine, key: str, customer: str, table_id: str, basket: Mapping[str, int]
) -> Answer:
    """Have a guest at that table want this (a selection as it is written → quantity).

    Who wants something for the first time sits down with it; the answer names the `tab`.
    """

    def act(turn: Turn) -> Answer:
        refused = admit_customer(turn.by, customer) or beyond_list(basket)
        if refused:
            return refused
        table = table_of(turn, table_id)
        if isinstance(table, Refused):
            return table
        tab = turn.work.tabs.must_lock(table.tab) if table.tab else None
        if tab is None:
            tab = _opened(turn, table)
        if customer not in tab.guests and len(tab.guests) >= GUESTS_MAX:
            return Refused(TableFull(GUESTS_MAX))
        wanting = tab.joined_by(customer, turn.now).wanting(customer, basket, turn.now)
        if wanting.wanted != tab.wanted or wanting.guests != tab.guests:
            turn.work.tabs.put(wanting)
            turn.emit(TabWanted(tab.id, tab.place))
        if wanting.orders and not wanting.wanted and _all_over(turn, wanting):
            close(turn, wanting)
        return Done({"tab": tab.id})

    asked = (customer, table_id, *(f"{one}={count}" for one, count in basket.items()))
    return engine.perform(key, "want", act, asked=asked)


def move(engine: Engine, key: str, customer: str, tab_id: str, table_id: str) -> Answer:
    """Have a guest take their tab along to another table of the same place."""

    def act(turn: Turn) -> Answer:
        refused = admit_customer(turn.by, customer)
        if refused:
            return refused
        tab = turn.work.tabs.lock(tab_id)
        if tab is None or tab.closed_at or not is_guest(turn, tab, customer):
            return Refused(Unknown("tab", tab_id))
        table = table_of(turn, table_id)
        return table if isinstance(table, Refused) else _move(turn, tab, table)

    return engine.perform(key, "move_tab", act, asked=(customer, tab_id, table_id))


def move_for(engine: Engine, key: str, merchant: str, tab_id: str, number: int) -> Answer:
    """Have a stall enter that its guests have gone to another of its tables."""

    def act(turn: Turn) -> Answer:
        refused = admit_to(turn.by, Unknown("merchant", merchant), *COUNTER)
        if refused:
            return refused
        tab = turn.work.tabs.lock(tab_id)
        if tab is None or tab.closed_at or tab.place != merchant:
            return Refused(Unknown("tab", tab_id))
        known = turn.work.tables.of_place(merchant)
        to = next((one for one in known if one.number == number and not one.gone), None)
        if to is None:
            return Refused(Invalid("table", "choice"))
        return _move(turn, tab, turn.work.tables.must_lock(to.id))

    return engine.perform(key, "move_tab_for", act, asked=(merchant, tab_id, number))


def table_of(turn: Turn, table_id: str) -> DiningTable | Refused:
    """The table to which a code leads, kept from others."""
    table = turn.work.tables.lock(table_id)
    return Refused(Unknown("table", table_id)) if table is None or table.gone else table


def is_guest(turn: Turn, tab: Tab, customer: str) -> bool:
    """Whether that customer, or the same person as another one, sits at the tab."""
    return any(one in tab.guests for one in all_of(turn.work, customer))


def close_when_over(turn: Turn, event: Event) -> None:
    """Free the table whose last order is over, if nobody there wants anything else."""
    order = turn.work.orders.must(event.subject)
    tab = turn.work.tabs.lock(order.at_table.tab) if order.at_table else None
    if tab is None or tab.closed_at or tab.wanted:
        return
    if _all_over(turn, tab):
        close(turn, tab)


def forgotten(engine: Engine) -> list[Tab]:
    """The tabs at which nothing happened for long, and nothing is left to be made or paid."""
    before = engine.clock.now() - FORGOTTEN_AFTER
    with engine.store.read() as work:
        old = work.tabs.unused_since(before, A_ROUND)
        orders = work.orders.get_many([id_ for one in old for id_ in one.orders])
    return [tab for tab in old if all(orders[id_].state in ENDED for id_ in tab.orders)]


def free(engine: Engine, tab: Tab) -> Answer:
    """Free the table of guests who went away without ordering, or with all of it paid."""

    def act(turn: Turn) -> Answer:
        found = turn.work.tabs.must_lock(tab.id)
        if found.used_at == tab.used_at and not found.closed_at and _all_over(turn, found):
            close(turn, found)
        return Done({"tab": tab.id})

    return engine.perform(f"free:{tab.id}:{tab.used_at.isoformat()}", "free_table", act)


def forget_old(turn: Turn) -> None:
    """Keep no more who sat at tables that were left a day ago; orders have what was paid."""
    since = turn.now - KEPT_AFTER_LEAVING
    while old := turn.work.tabs.closed_before(since, A_ROUND):
        turn.work.tabs.let_go([one.id for one in old])


def _all_over(turn: Turn, tab: Tab) -> bool:
    return all(one.state in ENDED for one in turn.work.orders.get_many(tab.orders).values())


def close(turn: Turn, tab: Tab) -> None:
    """Have nothing stand open at a table any more."""
    turn.work.tabs.put(replace(tab, wanted=(), closed_at=turn.now))
    for one in turn.work.tables.of_place(tab.place):
        if one.tab == tab.id:
            turn.work.tables.put(replace(turn.work.tables.must_lock(one.id), tab=None))
    turn.emit(TabClosed(tab.id, tab.place))


def _opened(turn: Turn, table: DiningTable) -> Tab:
    tab = Tab(
        id=turn.new_id("ta"), place=table.place, number=table.number,
        opened_at=turn.now, used_at=turn.now,
    )  # fmt: skip
    turn.work.tabs.add(tab)
    turn.work.tables.put(replace(table, tab=tab.id))
    turn.emit(TabOpened(tab.id, tab.place, tab.number))
    return tab


def _move(turn: Turn, tab: Tab, table: DiningTable) -> Answer:
    if table.tab == tab.id:
        return Done({"tab": tab.id})
    if table.place != tab.place:
        return Refused(Invalid("table", "choice"))
    there = turn.work.tabs.must_lock(table.tab) if table.tab else None
    if there and (there.orders or there.wanted):
        return Refused(TableTaken(table.number))
    if there:
        close(turn, there)
    for one in turn.work.tables.of_place(tab.place):
        if one.tab == tab.id:
            turn.work.tables.put(replace(turn.work.tables.must_lock(one.id), tab=None))
    turn.work.tables.put(replace(table, tab=tab.id))
    turn.work.tabs.put(replace(tab, number=table.number, used_at=turn.now))
    merchants = _take_orders(turn, tab, table.number)
    turn.emit(TabMoved(tab.id, tab.place, tab.number, table.number, merchants))
    return Done({"tab": tab.id})


def _take_orders(turn: Turn, tab: Tab, number: int) -> tuple[str, ...]:
    """Have what was ordered come to that table from now on; whose kitchens that concerns."""
    merchants: set[str] = set()
    for id_ in sorted(tab.orders):
        order = turn.work.orders.must_lock(id_)
        if order.at_table and order.state not in ENDED:
            at_table = replace(order.at_table, number=number)
            turn.work.orders.put(replace(order, at_table=at_table, version=order.version + 1))
            merchants.update(order.merchants)
    return tuple(sorted(merchants))
