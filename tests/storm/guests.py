"""Guests who come themselves: to the counter, or to a table; and who say that something was wrong."""

from __future__ import annotations

from collections.abc import Sequence

from tests.storm.city import CUSTOMERS, STALLS, StormCity, fen
from tests.storm.tapping import Act, Draws, Say, one, pick
from yeshi.base.money import Money
from yeshi.base.sure import there
from yeshi.events.complaints import Bears
from yeshi.events.orders import PaidBy
from yeshi.flow.orders import (
    collecting,
    complaining,
    redressing,
    seating,
    sending,
    tab_settling,
)
from yeshi.flow.orders.calling_off import call_off_order
from yeshi.flow.orders.complaining import RedressAsked
from yeshi.flow.orders.sending import TableRound
from yeshi.flow.ports import Work
from yeshi.market.table import DiningTable
from yeshi.orders.complaining import TroubleTold
from yeshi.orders.complaint import UNDECIDED, Complaint, ComplaintState, Trouble
from yeshi.orders.lifecycle import TicketState
from yeshi.orders.order import Order
from yeshi.orders.redress import Ruling
from yeshi.orders.tab import Tab
from yeshi.orders.tab_paying import LineAt

# The market and the restaurant that have tables.
SEATING = ("m", "r")


def tables(work: Work) -> list[DiningTable]:
    """All tables of the city, by place and number."""
    return [table for place in SEATING for table in work.tables.of_place(place)]


def want(city: StormCity, work: Work, d: Draws) -> Act:
    """Somebody at a table wants so many of something, or nothing any more."""
    table, customer = pick(tables(work), d[1]), pick(CUSTOMERS, d[0])
    stalls = [stall for stall, market in STALLS if table.place in (stall, market)]
    basket = {f"{pick(stalls, d[2])}{1 + d[3] % 2}": 1 + d[4] % 3}
    if d[5] % 3 == 0:
        basket[f"{pick(stalls, d[5])}1"] = 1
    chosen = basket if d[6] % 9 else {}
    return one(lambda engine, key: seating.want(engine, key, customer, table.id, chosen))


def send(city: StormCity, work: Work, d: Draws) -> Act:
    """Somebody sends what is wanted at a table: all or their own, paid now or at the end."""
    table, customer = pick(tables(work), d[1]), pick(CUSTOMERS, d[0])
    tab = work.tabs.get(table.tab) if table.tab else None
    if tab and tab.guests and d[2] % 6:
        customer = pick(tab.guests, d[0])
    how = TableRound(d[3] % 3 == 0, way=pick((None, PaidBy.TAB, PaidBy.TAB, PaidBy.WALLET), d[4]))
    return one(lambda engine, key: sending.send(engine, key, customer, table.id, how))


def sit_elsewhere(city: StormCity, work: Work, d: Draws) -> Act | None:
    """Guests go to another table, with what they have: said by them or by the stall."""
    table, tab = pick(tables(work), d[0]), _tab(work, d)
    if tab is None:
        return None
    customer = pick(tab.guests or CUSTOMERS, d[2])
    if d[3] % 3 == 0:
        stall = tab.place if d[4] % 4 else pick(STALLS, d[4])[0]
        return one(lambda engine, key: seating.move_for(engine, key, stall, tab.id, table.number))
    return one(lambda engine, key: seating.move(engine, key, customer, tab.id, table.id))


def pay_part(city: StormCity, work: Work, d: Draws) -> Act | None:
    """A guest, at the table or not, pays lines of it from their wallet: each line paid or not."""
    half = [one for one in work.orders.unanswered() if tab_settling.payable(one)]
    if half and d[5] % 2:
        return _regretted(work, pick(half, d[1]), d)
    tab = _tab(work, d)
    orders = _orders(work, tab)
    if tab is None or not orders:
        return None
    lines, amount = _lines(orders, None, d)
    customer = pick(tab.guests or CUSTOMERS, d[2]) if d[3] % 8 else pick(CUSTOMERS, d[2])
    return one(
        lambda engine, key: tab_settling.pay_lines(engine, key, customer, tab.id, lines, amount)
    )


def _regretted(work: Work, order: Order, d: Draws) -> Act:
    """Somebody pays what one stall has taken on; who sent it takes back what another has not."""
    tab = work.tabs.must(there(order.at_table, "a table").tab)
    lines, amount = _lines([order], None, d)
    payer = pick(tab.guests or (order.customer,), d[2])

    def act(say: Say) -> None:
        say(
            "pay",
            lambda engine, key: tab_settling.pay_lines(engine, key, payer, tab.id, lines, amount),
        )
        say("regret", lambda engine, key: call_off_order(engine, key, order.customer, order.id))

    return act


def at_counter(city: StormCity, work: Work, d: Draws) -> Act | None:
    """A stall takes cash for what it brought to a table, or enters that its guests are gone."""
    tab = _tab(work, d)
    orders = _orders(work, tab)
    if tab is None or not orders:
        return None
    stall = pick(pick(orders, d[2]).tickets, d[3]).merchant if d[4] % 9 else pick(STALLS, d[4])[0]
    if d[5] % 4 == 0:
        return one(lambda engine, key: tab_settling.left_unpaid(engine, key, stall, tab.id))
    lines, amount = _lines(orders, stall, d)
    return one(
        lambda engine, key: tab_settling.take_cash(engine, key, stall, tab.id, lines, amount)
    )


def hand_over(city: StormCity, work: Work, d: Draws) -> Act | None:
    """A stall hands over what it made to who collects it, or brings it to its table."""
    found = [
        (order.id, ticket.merchant)
        for order in work.orders.under_way()
        if not order.is_brought or d[5] % 12 == 0
        for ticket in order.tickets
        if ticket.state is TicketState.READY or d[6] % 9 == 0
    ]
    if not found:
        return None
    order_id, merchant = pick(found[:4], d[0])
    return one(lambda engine, key: collecting.hand_over(engine, key, merchant, order_id))


def complain(city: StormCity, work: Work, d: Draws) -> Act | None:
    """A customer says that something of an order was wrong: mostly of one that they got."""
    got = [found for found in work.orders.all() if found.is_settled or d[7] % 9 == 0]
    if not got:
        return None
    found = pick(sorted(got, key=lambda order: (order.placed_at, order.id)), d[0])
    ticket = pick(found.tickets, d[1])
    counts = {number: (d[2] + number) % 3 for number in range(len(ticket.lines))}
    customer = found.customer if d[3] % 6 else pick(CUSTOMERS, d[3])
    told = TroubleTold(ticket.merchant, counts, pick(tuple(Trouble), d[4]), "wrong")
    asking = RedressAsked(told)
    return one(lambda engine, key: complaining.complain(engine, key, customer, found.id, asking))


def redress(city: StormCity, work: Work, d: Draws) -> Act | None:
    """A stall, the customer or the control room go on with a complaint, in turn or not."""
    found = _complaint(work, d)
    if found is None:
        return None
    merchant = found.merchant if d[2] % 8 else pick(STALLS, d[2])[0]
    counts = {line.number: d[3] % (line.quantity + 1) for line in found.lines}
    some = fen(1 + d[4] * 3) if d[4] % 2 else found.left
    ruling = Ruling(some, pick(tuple(Bears), d[5]), "seen")
    id_ = found.id
    if found.state is ComplaintState.ASKED and d[6] % 5:
        if d[6] % 2:
            return one(lambda engine, key: redressing.decline(engine, key, merchant, id_, "no"))
        part = counts if d[6] % 4 else None
        return one(lambda engine, key: redressing.agree(engine, key, merchant, id_, part))
    if found.state not in UNDECIDED and d[6] % 3 == 0:
        return one(lambda engine, key: redressing.hand_out(engine, key, id_, "fetched"))
    if found.state not in UNDECIDED:
        return one(
            lambda engine, key: complaining.appeal(
                engine, key, found.customer, found.order, id_, "once more"
            )
        )
    if d[6] % 7 == 0:
        return one(lambda engine, key: redressing.dismiss(engine, key, id_, "seen"))
    return one(lambda engine, key: redressing.uphold(engine, key, id_, ruling))


def _tab(work: Work, d: Draws) -> Tab | None:
    """What stands open at a table; seldom what stood there before."""
    ids = [table.tab for table in tables(work) if table.tab]
    if d[7] % 8 == 0:
        ids = sorted({order.at_table.tab for order in work.orders.all() if order.at_table})
    return work.tabs.get(pick(ids, d[1])) if ids else None


def _orders(work: Work, tab: Tab | None) -> list[Order]:
    return [work.orders.must(id_) for id_ in tab.orders] if tab else []


def _lines(orders: Sequence[Order], merchant: str | None, d: Draws) -> tuple[list[LineAt], Money]:
    """Some lines of those orders with what they come to: mostly those that can be paid."""
    lines = [at for order in orders for at in tab_settling.payable(order, merchant)]
    if not lines or d[6] % 7 == 0:
        lines = [
            LineAt(order.id, ticket.merchant, place)
            for order in orders
            for ticket in order.tickets
            for place in range(len(ticket.lines))
        ]
    some = lines if d[6] % 3 == 0 else lines[d[5] % len(lines) :][: 1 + d[4] % 3]
    amount = sum(_amount(order, at) for at in some for order in orders if order.id == at.order)
    return some, fen(amount + (d[5] % 11 == 0))


def _amount(order: Order, at: LineAt) -> int:
    ticket = order.ticket(at.merchant)
    return ticket.lines[at.place].amount.fen if ticket else 0


def _complaint(work: Work, d: Draws) -> Complaint | None:
    ids = [order.id for order in work.orders.all()]
    found = sorted(work.complaints.of_orders(ids), key=lambda made: (made.made_at, made.id))
    undecided = [one for one in found if one.state in UNDECIDED]
    return pick(undecided if undecided and d[1] % 3 else found, d[0]) if found else None
