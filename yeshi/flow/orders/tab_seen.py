"""What a table sees of its tab, and a stall of the tables it brings to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from yeshi.base.money import Money, total
from yeshi.base.refused import Refused, Unknown
from yeshi.events.orders import PaidBy
from yeshi.flow.engine import Engine
from yeshi.flow.orders.basket_seen import LineSeen, lines_seen
from yeshi.flow.orders.deals_seen import deals_on
from yeshi.flow.orders.paying import ways_at_table
from yeshi.flow.orders.tab_settling import payable
from yeshi.flow.ports import Work
from yeshi.flow.shopping import all_of
from yeshi.market.merchant import Market, Merchant
from yeshi.market.table import DiningTable
from yeshi.orders.lifecycle import ENDED
from yeshi.orders.lines import Line
from yeshi.orders.order import Order, Ticket
from yeshi.orders.tab import Tab
from yeshi.orders.tab_paying import LineAt


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """At which table somebody sits, or with which group they order (its id is `table` then, which
    has no number), with what they want there and have not sent."""

    table: str
    number: int
    place: str
    of_market: bool
    tab: str | None
    basket: dict[str, int]
    of_group: bool = False

    @property
    def page(self) -> str:
        """The path of the page of all who sit there."""
        return f"/together/{self.table}" if self.of_group else "/table"

    @property
    def menu(self) -> str:
        """The path of the menu there."""
        return f"/{'markets' if self.of_market else 'stalls'}/{self.place}"


@dataclass(frozen=True, slots=True)
class GuestWants:
    """What a guest of the table wants, which is not sent yet."""

    guest: int
    lines: tuple[LineSeen, ...]

    def amount(self, currency: str) -> Money:
        """What it costs: nothing is packed at a table."""
        return total((one.line.price * one.quantity for one in self.lines if one.most), currency)


@dataclass(frozen=True, slots=True, kw_only=True)
class LineOnTab:
    """A line that was ordered; `mine`: by whoever looks; `is_paid`: by anybody, when it was ordered
    or since; `may_pay`: nobody has, and it can be."""

    at: LineAt
    line: Line
    ticket: Ticket
    mine: bool
    is_paid: bool
    may_pay: bool

    @property
    def guest(self) -> int:
        """Whose it is; 0 of what was paid when it was ordered, by one for all."""
        return self.line.guest

    @property
    def state(self) -> str:
        """How far it is: its part's state, or that it is paid."""
        return self.ticket.state.value


@dataclass(frozen=True, slots=True, kw_only=True)
class TabSeen:
    """A table with all that stands open there; `me`: which guest looks, None who has not sat down.

    `wanted`: not sent yet. `lines`: of what was ordered and not given back, by order. `dealt`: what
    the stalls' deals take off all that is wanted, `mine_dealt` off what whoever looks wants alone.
    """

    table: DiningTable
    tab: Tab | None
    me: int | None
    market: Market | None
    merchants: dict[str, Merchant]
    wanted: tuple[GuestWants, ...]
    orders: tuple[Order, ...]
    lines: tuple[LineOnTab, ...]
    ways: tuple[PaidBy, ...]
    currency: str
    dealt: Money
    mine_dealt: Money

    @property
    def to_send(self) -> Money:
        """What all want comes to."""
        found = total((one.amount(self.currency) for one in self.wanted), self.currency)
        return found - self.dealt

    @property
    def mine_to_send(self) -> Money:
        """What whoever looks wants comes to."""
        mine = (one.amount(self.currency) for one in self.wanted if one.guest == self.me)
        return total(mine, self.currency) - self.mine_dealt

    @property
    def others_want(self) -> bool:
        """Whether somebody else wants something too."""
        return any(one.guest != self.me for one in self.wanted)

    @property
    def unpaid(self) -> tuple[LineOnTab, ...]:
        """What can be paid now."""
        return tuple(one for one in self.lines if one.may_pay)

    @property
    def mine_unpaid(self) -> tuple[LineOnTab, ...]:
        """What whoever looks wanted, and can be paid now."""
        return tuple(one for one in self.unpaid if one.mine)

    @property
    def left(self) -> Money:
        """What the table has still to pay, once all of it is taken on."""
        return total((one.unpaid for one in self.orders), self.currency)

    def sum_of(self, lines: tuple[LineOnTab, ...]) -> Money:
        """What those lines come to."""
        return total((one.line.amount for one in lines), self.currency)


@dataclass(frozen=True, slots=True)
class TabOfStall:
    """A tab as a stall has it: its own part of it, and what of that can be paid."""

    tab: Tab
    lines: tuple[LineOnTab, ...]
    unpaid: Money

    @property
    def payable(self) -> tuple[LineOnTab, ...]:
        """What it may be paid now."""
        return tuple(one for one in self.lines if one.may_pay)

    @property
    def amount(self) -> Money:
        """What that comes to."""
        return total((one.line.amount for one in self.payable), self.unpaid.currency)

    def sum_of(self, lines: tuple[LineOnTab, ...]) -> Money:
        """What those lines come to."""
        return total((one.line.amount for one in lines), self.unpaid.currency)

    @property
    def is_served(self) -> bool:
        """Whether something unpaid is on the table, so that its guests may have gone."""
        return any(one.may_pay and one.ticket.handed_at for one in self.lines)


def seat_of(engine: Engine, customer: str, table_id: str) -> Seat | None:
    """Where whoever scanned that code sits; None where it leads nowhere."""
    with engine.store.read() as work:
        table = work.tables.get(table_id)
        if table is None or table.gone:
            return None
        tab = work.tabs.get(table.tab) if table.tab else None
        me = _me(work, tab, customer)
    return Seat(
        table=table.id, number=table.number, place=table.place,
        of_market=table.market is not None, tab=tab.id if tab and me else None,
        basket=tab.basket_of(tab.guests[me - 1]) if tab and me else {},
    )  # fmt: skip


def tab_of(engine: Engine, customer: str, table_id: str) -> TabSeen | Refused:
    """What stands open at the table to which that code leads."""
    with engine.store.read() as work:
        table = work.tables.get(table_id)
        if table is None or table.gone:
            return Refused(Unknown("table", table_id))
        tab = work.tabs.get(table.tab) if table.tab else None
        me = _me(work, tab, customer)
        found = work.orders.get_many(tab.orders) if tab else {}
        orders = tuple(found[one] for one in tab.orders if one in found) if tab else ()
        market = work.markets.get(table.market) if table.market else None
    wanted = _wanted(engine, tab)
    sellers = {table.merchant} if table.merchant else set()
    sellers |= {one.item.merchant for guest in wanted for one in guest.lines}
    sellers |= {ticket.merchant for order in orders for ticket in order.tickets}
    with engine.store.read() as work:
        merchants = work.merchants.get_many(sorted(sellers))
        dealt = _dealt(engine, work, wanted, merchants)
        mine_dealt = _dealt(engine, work, [one for one in wanted if one.guest == me], merchants)
    wants = {one.item.merchant for guest in wanted for one in guest.lines}
    first = any(one.pay_first for id_, one in merchants.items() if id_ in wants)
    return TabSeen(
        table=table, tab=tab, me=me, market=market, merchants=merchants, wanted=wanted,
        orders=orders, lines=_lines(orders, me), ways=ways_at_table(engine, first),
        currency=engine.terms.currency, dealt=dealt, mine_dealt=mine_dealt,
    )  # fmt: skip


def tabs_of_stall(engine: Engine, merchant: str) -> list[TabOfStall]:
    """The tabs on which that stall has something, at its own tables and at its market's."""
    with engine.store.read() as work:
        stall = work.merchants.get(merchant)
        places = [merchant, *([stall.market] if stall and stall.market else [])]
        tabs = [tab for place in places for tab in work.tabs.open_at(place)]
        orders = work.orders.get_many([id_ for tab in tabs for id_ in tab.orders])
    found = []
    for tab in tabs:
        ours = [orders[id_] for id_ in tab.orders if orders[id_].ticket(merchant)]
        open_ = [one for one in ours if one.state not in ENDED]
        if open_ or (tab.place == merchant and tab.guests):
            lines = tuple(one for one in _lines(open_, None) if one.at.merchant == merchant)
            unpaid = (one.ticket(merchant) for one in open_ if one.is_tab)
            due = total((one.unpaid for one in unpaid if one), engine.terms.currency)
            found.append(TabOfStall(tab, lines, due))
    return found


def _me(work: Work, tab: Tab | None, customer: str) -> int | None:
    """Which guest that customer is, or the same person as another one."""
    if tab is None:
        return None
    known = (tab.number_of(one) for one in all_of(work, customer))
    return next((one for one in known if one is not None), None)


def _wanted(engine: Engine, tab: Tab | None) -> tuple[GuestWants, ...]:
    if tab is None:
        return ()
    guests = sorted({one.guest for one in tab.wanted})
    return tuple(
        GuestWants(guest, tuple(lines_seen(engine, tab.basket_of(tab.guests[guest - 1]))))
        for guest in guests
    )


def _dealt(
    engine: Engine, work: Work, wanted: Sequence[GuestWants], stalls: Mapping[str, Merchant]
) -> Money:
    """What the stalls' deals take off it, as if it were sent now."""
    lines = [one for guest in wanted for one in guest.lines]
    found = deals_on(work, lines, stalls, engine.clock.now(), engine.terms.calendar)
    return total(found.off.values(), engine.terms.currency)


def _lines(orders: tuple[Order, ...] | list[Order], me: int | None) -> tuple[LineOnTab, ...]:
    return tuple(
        LineOnTab(
            at=at,
            line=line,
            ticket=ticket,
            mine=line.guest == me,
            is_paid=line.paid is not None or not order.is_tab,
            may_pay=at in can_be_paid,
        )
        for order in orders
        for can_be_paid in [frozenset(payable(order))]
        for ticket in order.live_tickets
        for place, line in enumerate(ticket.lines)
        for at in [LineAt(order.id, ticket.merchant, place)]
    )
