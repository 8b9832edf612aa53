"""Payments: what came and went back is booked once; what came is an order's or goes back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from yeshi.events.payments import (
    OfPayment,
    PaymentReceived,
    RefundAsked,
    RefundDone,
    RefundPaidOtherwise,
    VoucherKept,
    VoucherLetGo,
)
from yeshi.events.record import Recorded
from yeshi.flow.checks.broken import BrokenRule, Check, differing
from yeshi.flow.ports import Work
from yeshi.ledger import accounts
from yeshi.payments.intent import PaymentIntent, TakingUp
from yeshi.payments.refund import REFUND_OVER, Refund


class PaymentsCheck(Check):
    """Each intent is what the record tells of it, and what stands between is what is under way."""

    def __init__(self) -> None:
        super().__init__()
        self._came: Counter[str] = Counter()
        self._asked: Counter[str] = Counter()
        self._over: set[str] = set()
        self._kept: Counter[str] = Counter()
        self._payments: dict[str, None] = {}

    def _take_in(self, recorded: Recorded) -> None:
        """What came, what goes back, and what is kept of campaigns."""
        event = recorded.event
        if isinstance(event, OfPayment):
            self._payments[event.payment] = None
        if isinstance(event, PaymentReceived):
            self._came[event.payment] += event.amount.fen
        elif isinstance(event, RefundAsked):
            self._asked[event.payment] += event.amount.fen
        elif isinstance(event, RefundDone | RefundPaidOtherwise):
            if event.refund in self._over:
                self._wrong("refund.once", event.refund, "twice", "once")
            self._over.add(event.refund)
        elif isinstance(event, VoucherKept | VoucherLetGo):
            sign = 1 if isinstance(event, VoucherKept) else -1
            self._kept[event.payment] += sign * event.amount.fen

    def present(self, work: Work) -> Iterator[BrokenRule]:
        """Intents and refunds that are not as they were told, and what stands between amiss."""
        intents = work.payment_intents.get_many(list(self._payments))
        refunds = [one for id_ in self._payments for one in work.refunds.of(id_)]
        for id_ in self._payments:
            if id_ not in intents:
                yield BrokenRule("payment.there", id_, "none", "one")
            else:
                yield from self._of(work, intents[id_])
        for one in refunds:
            is_over = one.state in REFUND_OVER
            yield from differing("refund.over", one.id, is_over, one.id in self._over)
        yield from self._between(work, refunds)

    def _of(self, work: Work, intent: PaymentIntent) -> Iterator[BrokenRule]:
        received = intent.received.fen if intent.received else 0
        returned = intent.returned.fen if intent.returned else 0
        yield from differing("payment.came", intent.id, received, self._came[intent.id])
        yield from differing("payment.returned", intent.id, returned, self._asked[intent.id])
        if intent.taking is TakingUp.SENT_BACK:
            yield from differing("payment.sent_back", intent.id, returned, received)
        order = work.orders.get(intent.order) if intent.order else None
        if order is not None:
            asked = order.bill.total.fen
            yield from differing("payment.paid", intent.id, received, asked)
        if not intent.is_open:
            yield from differing("payment.kept", intent.id, self._kept[intent.id], 0)

    def _between(self, work: Work, refunds: Sequence[Refund]) -> Iterator[BrokenRule]:
        """What the books hold between city and providers."""
        going = sum(one.amount.fen for one in refunds if one.state not in REFUND_OVER)
        on_the_way = work.ledger.balance(accounts.REFUNDS).fen
        yield from differing("refunds.on_their_way", accounts.REFUNDS, on_the_way, going)
        kept = work.ledger.balance(accounts.VOUCHERS_KEPT).fen
        yield from differing("vouchers.kept", accounts.VOUCHERS_KEPT, kept, self._kept.total())
