"""Escrow: what was taken in for an order is held while it is under way, and gone with its end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from yeshi.events.orders import OrderPlaced, OrderRefunded, OrderSettled
from yeshi.events.record import Recorded
from yeshi.flow.checks.broken import BrokenRule, Check, differing
from yeshi.flow.ports import Work
from yeshi.ledger.accounts import AccountKind, account
from yeshi.ledger.postings import movements
from yeshi.ledger.transfers import Movement
from yeshi.orders.progress import held


class EscrowCheck(Check):
    """What entered escrow for an order left it with the end; until then just that is there."""

    def __init__(self) -> None:
        super().__init__()
        self._held: Counter[str] = Counter()
        self._ended: dict[str, None] = {}
        self._touched: dict[str, None] = {}

    def _take_in(self, recorded: Recorded) -> None:
        event = recorded.event
        if not event.kind.startswith(("order.", "ticket.")):
            return
        self._held[event.subject] += _into_escrow(movements(event))
        if isinstance(event, OrderSettled | OrderRefunded):
            self._ended[event.subject] = None
        if isinstance(event, OrderPlaced) or event.subject in self._held:
            self._touched[event.subject] = None

    def past(self, work: Work) -> Iterator[BrokenRule]:
        """Ended orders for which something is still held, or more went out than came in."""
        booked = _booked(work, self._ended)
        for order in self._ended:
            yield from differing("escrow.ended", order, self._held.pop(order, 0), 0)
            yield from differing("escrow.ended", order, booked[order], 0)
            self._touched.pop(order, None)
        self._ended = {}

    def present(self, work: Work) -> Iterator[BrokenRule]:
        """Orders under way for which is held what the order does not say, and the whole of it."""
        under_way = work.orders.under_way()
        booked = _booked(work, self._touched)
        for order in under_way:
            owed = sum(amount.fen for amount in held(order))
            yield from differing("escrow.held", order.id, self._held[order.id], owed)
            if order.id in self._touched:
                yield from differing("escrow.booked", order.id, booked[order.id], owed)
        self._touched = {}
        whole = sum(amount.fen for order in under_way for amount in held(order))
        balances = work.ledger.balances().items()
        there = sum(balance.fen for name, balance in balances if _is_escrow(name))
        yield from differing("escrow.whole", "all under way", there, whole)


def _booked(work: Work, orders: Collection[str]) -> Counter[str]:
    """What the books hold for each of the orders, in fen."""
    fen: Counter[str] = Counter()
    for one in work.ledger.of_orders(list(orders)) if orders else ():
        fen[one.order or ""] += _into_escrow([one.movement])
    return fen


def _into_escrow(moved: Iterable[Movement]) -> int:
    return sum(one.amount.fen * (_is_escrow(one.credit) - _is_escrow(one.debit)) for one in moved)


def _is_escrow(name: str) -> bool:
    return account(name, "").kind is AccountKind.ESCROW
