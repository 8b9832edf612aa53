"""Payouts: what is on its way is what the bank has not answered, and each leaves once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from yeshi.events.payouts import PayoutOrdered, PayoutPaid, PayoutReturned
from yeshi.events.record import Recorded
from yeshi.flow.checks.broken import BrokenRule, Check, differing
from yeshi.flow.ports import Work
from yeshi.ledger import accounts
from yeshi.payments.payout import PayoutState

_LEAVES_AS = {
    PayoutOrdered: PayoutState.SENT,
    PayoutPaid: PayoutState.PAID,
    PayoutReturned: PayoutState.RETURNED,
}


class PayoutsCheck(Check):
    """Each payout that left is kept as it was told last, and left once.

    The money table is not looked into, so that a fault in it shows.
    """

    def __init__(self) -> None:
        super().__init__()
        self._told: dict[str, PayoutState] = {}
        self._left: Counter[str] = Counter()

    def _take_in(self, recorded: Recorded) -> None:
        event = recorded.event
        if isinstance(event, PayoutOrdered | PayoutPaid | PayoutReturned):
            self._told[event.payout] = _LEAVES_AS[type(event)]
            self._left[event.payout] += isinstance(event, PayoutOrdered)

    def present(self, work: Work) -> Iterator[BrokenRule]:
        """Where one left twice, stands otherwise than was told, or the sum on its way differs."""
        for payout, times in self._left.items():
            yield from differing("payouts.left", payout, times, 1)
        kept = work.payouts.get_many(sorted(self._told))
        for payout, state in self._told.items():
            found = kept.get(payout)
            yield from differing("payouts.state", payout, found and found.state, state)
        way = sum(one.amount.fen for one in work.payouts.on_their_way())
        found_fen = work.ledger.balance(accounts.PAYOUTS).fen
        yield from differing("payouts.on_their_way", accounts.PAYOUTS, found_fen, way)
