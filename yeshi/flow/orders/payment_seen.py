"""What a customer sees of a payment through a provider: how it is paid, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from yeshi.base.money import Money, total
from yeshi.base.refused import Refused, Unknown
from yeshi.flow.engine import Engine
from yeshi.flow.shopping import is_own
from yeshi.payments.intent import PaymentIntent, PaymentOffer, TakingUp
from yeshi.payments.refund import ON_ITS_WAY, Refund, RefundState


@dataclass(frozen=True, slots=True)
class PaymentSeen:
    """A payment, and what of it goes back; `left_s`: how long it is kept."""

    intent: PaymentIntent
    refunds: tuple[Refund, ...]
    left_s: float

    @property
    def offer(self) -> PaymentOffer | None:
        """How it is paid, as long as it may be."""
        return self.intent.offer if self.intent.is_open else None

    @property
    def standing(self) -> str:
        """In one word what there is to say of it."""
        intent = self.intent
        if intent.taking is TakingUp.SENT_BACK:
            return "sent_back"
        if intent.order:
            return "ordered"
        return "looked_at" if intent.is_received else intent.state.value

    @property
    def on_its_way(self) -> Money:
        """What is on its way back."""
        return self._sum(*ON_ITS_WAY)

    @property
    def stuck(self) -> Money:
        """What its provider did not give back, and an operator will."""
        return self._sum(RefundState.FAILED)

    @property
    def given_back(self) -> Money:
        """What came back, through the provider or otherwise."""
        return self._sum(RefundState.DONE, RefundState.OTHERWISE)

    def _sum(self, *states: RefundState) -> Money:
        found = (one.amount for one in self.refunds if one.state in states)
        return total(found, self.intent.amount.currency)


def payment_seen(engine: Engine, payment: str) -> PaymentSeen | Refused:
    """A payment of whoever acts; to anybody else there is none."""
    now = engine.clock.now()
    with engine.store.read() as work:
        intent = work.payment_intents.get(payment)
        if intent is None or not is_own(work, engine.actor, intent.customer):
            return Refused(Unknown("payment", payment))
        refunds = tuple(work.refunds.of(payment))
    left = max(timedelta(0), intent.until - now)
    return PaymentSeen(intent, refunds, left.total_seconds())


def payment_of_order(engine: Engine, order: str) -> PaymentSeen | None:
    """With what an order of whoever acts was paid; None where it was paid otherwise."""
    with engine.store.read() as work:
        intent = work.payment_intents.of_order(order)
    seen = payment_seen(engine, intent.id) if intent else None
    return None if isinstance(seen, Refused) else seen
