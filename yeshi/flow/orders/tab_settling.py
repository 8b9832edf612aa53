"""Settling a table: guests pay lines from their phones, stalls take cash, or nobody pays."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from yeshi.base.limits import LINES_MAX
from yeshi.base.money import Money, total
from yeshi.base.refused import Invalid, Refused, Unknown
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.orders.cooking import keep
from yeshi.flow.orders.seating import is_guest
from yeshi.flow.ports import Answer, Done
from yeshi.orders import tab_paying
from yeshi.orders.at_table import PaidAlready, TabChanged
from yeshi.orders.guest_wishes import GUESTS_MAX
from yeshi.orders.lifecycle import TicketState
from yeshi.orders.order import Order
from yeshi.orders.progress import Progress
from yeshi.orders.tab import Tab
from yeshi.orders.tab_paying import LineAt, amount_of, may_be_paid
from yeshi.people.actor import admit_customer, admit_to
from yeshi.people.person import COUNTER


def pay_lines(
    engine: Engine, key: str, customer: str, tab_id: str, lines: Sequence[LineAt], amount: Money
) -> Answer:
    """Have a guest pay those lines of their table from their wallet; `amount`: as it was shown.

    All of them, or none: what somebody else has paid meanwhile is not paid twice.
    """

    def act(turn: Turn) -> Answer:
        refused = admit_customer(turn.by, customer)
        tab = None if refused else turn.work.tabs.lock(tab_id)
        if refused:
            return refused
        if tab is None or not is_guest(turn, tab, customer):
            return Refused(Unknown("tab", tab_id))
        refused = engine.payments.authorise(turn.work, customer, amount)
        return refused or _pay(turn, tab, lines, amount, customer)

    asked = (customer, tab_id, amount, *(one.written for one in lines))
    return engine.perform(key, "pay_lines", act, asked=asked)


def take_cash(
    engine: Engine, key: str, merchant: str, tab_id: str, lines: Sequence[LineAt], amount: Money
) -> Answer:
    """Enter that a stall was paid those lines of its own in cash; `amount`: as it was shown."""

    def act(turn: Turn) -> Answer:
        tab = _of_stall(turn, merchant, tab_id)
        if isinstance(tab, Refused):
            return tab
        if any(one.merchant != merchant for one in lines):
            return Refused(Invalid("line", "choice"))
        return _pay(turn, tab, lines, amount, None)

    asked = (merchant, tab_id, amount, *(one.written for one in lines))
    return engine.perform(key, "take_cash", act, asked=asked)


def left_unpaid(engine: Engine, key: str, merchant: str, tab_id: str) -> Answer:
    """Enter that guests went away without paying what that stall had brought: it is its loss."""

    def act(turn: Turn) -> Answer:
        tab = _of_stall(turn, merchant, tab_id)
        if isinstance(tab, Refused):
            return tab
        gone = 0
        for order in _orders(turn, tab.orders):
            ticket = order.ticket(merchant)
            served = ticket is not None and ticket.state is TicketState.HANDED
            if ticket is not None and served and order.is_tab and ticket.unpaid:
                answer = keep(turn, tab_paying.forgo(order, merchant, turn.now))
                if isinstance(answer, Refused):
                    return answer
                gone += 1
        return Done({"tab": tab.id}) if gone else Refused(PaidAlready(merchant))

    return engine.perform(key, "left_unpaid", act, asked=(merchant, tab_id))


def payable(order: Order, merchant: str | None = None) -> list[LineAt]:
    """The lines of the order that can be paid now: of that merchant alone, if one is named."""
    return [
        LineAt(order.id, ticket.merchant, place)
        for ticket in order.live_tickets
        if may_be_paid(order, ticket) and merchant in (None, ticket.merchant)
        for place, line in enumerate(ticket.lines)
        if line.paid is None
    ]


def _pay(
    turn: Turn, tab: Tab, lines: Sequence[LineAt], amount: Money, customer: str | None
) -> Answer:
    if not 0 < len(set(lines)) == len(lines) <= LINES_MAX * GUESTS_MAX:
        return Refused(Invalid("line", "choice"))
    named = list(dict.fromkeys(one.order for one in lines))
    if not set(named) <= set(tab.orders):
        return Refused(Invalid("line", "choice"))
    of = {id_: [one for one in lines if one.order == id_] for id_ in named}
    orders = _orders(turn, named)
    comes_to = _sum(orders, lambda order: amount_of(order, of[order.id]), amount.currency)
    if isinstance(comes_to, Refused):
        return comes_to
    steps: list[Progress] = []
    for order in orders:
        paid = tab_paying.pay(order, of[order.id], customer)
        if isinstance(paid, Refused):
            return paid
        steps.append(paid)
    if comes_to != amount:
        return Refused(TabChanged(amount.fen, comes_to.fen, amount.currency))
    for step in steps:
        keep(turn, step)
    return Done({"tab": tab.id})


def _sum(
    orders: Iterable[Order], of: Callable[[Order], Money | Refused], currency: str
) -> Money | Refused:
    found = [of(order) for order in orders]
    refused = next((one for one in found if isinstance(one, Refused)), None)
    return refused or total((one for one in found if isinstance(one, Money)), currency)


def _orders(turn: Turn, ids: Iterable[str]) -> list[Order]:
    """Those orders, kept from others, in one sequence for all who lock several."""
    return [turn.work.orders.must_lock(one) for one in sorted(ids)]


def _of_stall(turn: Turn, merchant: str, tab_id: str) -> Tab | Refused:
    """The tab, where that stall has brought something to it."""
    refused = admit_to(turn.by, Unknown("merchant", merchant), *COUNTER)
    if refused:
        return refused
    tab = turn.work.tabs.lock(tab_id)
    orders = turn.work.orders.get_many(tab.orders).values() if tab else ()
    if tab is None or all(one.ticket(merchant) is None for one in orders):
        return Refused(Unknown("tab", tab_id))
    return tab
