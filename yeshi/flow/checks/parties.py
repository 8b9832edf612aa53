"""Parties: of an order that ended each got what was told, and who paid in vain has it back.

Asked of the books alone: what the order's transfers came to for each account. The money table is
not looked into, so that a fault in it shows. What came of complaints afterwards, its own check has.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from yeshi.events.orders import OrderRefunded, OrderSettled, PaidBy
from yeshi.events.record import Recorded
from yeshi.flow.checks.broken import BrokenRule, Check, differing
from yeshi.flow.ports import Work
from yeshi.ledger import accounts
from yeshi.ledger.accounts import AccountKind
from yeshi.orders.lifecycle import TicketState
from yeshi.orders.order import Order

Ended = OrderSettled | OrderRefunded
# For what is moved long after an order has ended.
AFTERWARDS = frozenset({"complaint", "fee_back", "complaint_cash"})


class PartiesCheck(Check):
    """Customers paid the bill less what came back, all others got what their events say."""

    def __init__(self) -> None:
        super().__init__()
        self._ended: list[Ended] = []

    def _take_in(self, recorded: Recorded) -> None:
        if isinstance(recorded.event, Ended):
            self._ended.append(recorded.event)

    def past(self, work: Work) -> Iterator[BrokenRule]:
        """Parties of ended orders that got more or less than they should."""
        yield from super().past(work)
        ids = list(dict.fromkeys(event.order for event in self._ended))
        orders, got = work.orders.get_many(ids), _got(work, ids)
        for event in self._ended:
            if event.order in orders:
                yield from _of_order(event, orders[event.order], got[event.order])
        self._ended = []


def _got(work: Work, ids: list[str]) -> dict[str, Counter[str]]:
    """By order what each account got, in fen, by the transfers."""
    got: dict[str, Counter[str]] = {id_: Counter() for id_ in ids}
    for one in work.ledger.of_orders(ids) if ids else ():
        if one.movement.why in AFTERWARDS:
            continue
        of_order = got[one.order or ""]
        of_order[one.movement.debit] -= one.movement.amount.fen
        of_order[one.movement.credit] += one.movement.amount.fen
    return got


def _of_order(event: Ended, order: Order, got: Counter[str]) -> Iterator[BrokenRule]:
    should = _settled(event) if isinstance(event, OrderSettled) else _refunded(event)
    if isinstance(event, OrderSettled):
        paid = (order.bill.total - order.returned).fen
        if event.tills:
            # Cash that merchants took at their counters is theirs as far as the sale goes.
            for one in event.tills:
                should[accounts.till(one.merchant)] -= (one.taken - one.kept).fen
                should[accounts.merchant(one.merchant)] -= one.kept.fen
                paid -= one.taken.fen
        # Cash is the city's, wherever it is: with its courier until it is handed in.
        in_cash = order.way is PaidBy.CASH and event.courier
        payer = accounts.cash(in_cash) if in_cash else accounts.wallet(order.customer)
        for wallet, fen in _at_table(order).items():
            should[wallet] -= fen
            paid -= fen
        paid -= _by_group(order)
        should[payer] -= paid
        if order.campaign:
            spent = order.bill.voucher - order.voucher_returned
            should[accounts.campaign(order.campaign)] -= spent.fen
    should.update(_of_group(order))
    for ticket in order.tickets:
        # Nobody came and paid: the platform does; but what a table leaves is the stall's loss.
        if ticket.state is TicketState.UNPAID and not order.is_tab:
            should[accounts.merchant(ticket.merchant)] += ticket.sold.fen
            should[accounts.UNPAID] -= ticket.sold.fen
    for name in sorted(should.keys() | got.keys()):
        if accounts.account(name, "").kind is not AccountKind.ESCROW:
            yield from differing("party", f"{name} of {event.order}", got[name], should[name])


def _at_table(order: Order) -> Counter[str]:
    """What guests paid of it at their table from their wallets, by account, in fen."""
    paid: Counter[str] = Counter()
    for ticket in order.live_tickets:
        for line in ticket.lines:
            if line.paid and line.paid.customer:
                paid[accounts.wallet(line.paid.customer)] += line.amount.fen
    return paid


def _by_group(order: Order) -> int:
    """What a group has paid of it in the end, in fen."""
    shares = order.of_group.shares if order.of_group else ()
    return sum((one.paid - one.back).fen for one in shares)


def _of_group(order: Order) -> Counter[str]:
    """What an order that several paid took from what was held of them, and gave them back."""
    moved: Counter[str] = Counter()
    if order.of_group and order.is_paid_by_several:
        moved[accounts.group(order.of_group.id)] -= order.bill.total.fen
        for one in order.of_group.shares:
            moved[accounts.wallet(one.customer)] += one.back.fen
    return moved


def _settled(event: OrderSettled) -> Counter[str]:
    """What each account gets in fen, when an order is delivered."""
    got: Counter[str] = Counter()
    for share in event.shares:
        got[accounts.merchant(share.merchant)] += (share.sold - share.fee - share.given).fen
        got[accounts.FEES] += share.fee.fen
        if share.programme:
            got[accounts.programme(share.programme)] += share.given.fen
    if event.programme:
        got[accounts.programme(event.programme)] += event.donation.fen
    if event.courier is not None:
        got[accounts.courier(event.courier)] += event.courier_pay.fen
        got[accounts.courier(event.courier)] += event.tip.fen if event.tip else 0
    got[accounts.DELIVERY] += (event.delivery_fee - event.courier_pay).fen
    return got


def _refunded(event: OrderRefunded) -> Counter[str]:
    """What each account gets in fen, when an order came to nothing: who paid for it, nothing."""
    got: Counter[str] = Counter()
    for one in event.compensated:
        got[accounts.merchant(one.merchant)] += one.amount.fen
        got[accounts.UNPAID if event.unpaid else accounts.CARE] -= one.amount.fen
    if event.courier is not None:
        got[accounts.courier(event.courier)] += event.courier_pay.fen
        got[accounts.DELIVERY] -= event.courier_pay.fen
    return got
