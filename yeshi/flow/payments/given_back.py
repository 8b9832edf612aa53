"""What became of a refund: the provider's answer, and what an operator does where it failed."""

from __future__ import annotations

from datetime import timedelta

from yeshi.base.limits import beyond_reason
from yeshi.base.refused import Refused, Unknown
from yeshi.events.payments import RefundDone, RefundFailed, RefundPaidOtherwise
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.payments.paying_out import PAYMASTER
from yeshi.flow.ports import Answer, Done
from yeshi.flow.ports.providers import Paid
from yeshi.payments.refund import REFUND_OVER, Refund, RefundStep, refund_after
from yeshi.people.actor import admit
from yeshi.people.person import CITY

# Where a provider took it on and is not done.
LOOKED_AT_AGAIN = timedelta(minutes=10)
REFUSED_BY_PROVIDER = "provider_refused"


def answer_refund(
    turn: Turn, refund_id: str, paid: Paid, why: str = REFUSED_BY_PROVIDER
) -> timedelta | None:
    """Enter what the provider said of a refund; after how long it is asked again, if it is."""
    refund = turn.work.refunds.must_lock(refund_id)
    if refund.state in REFUND_OVER:
        return None
    if paid is Paid.NOT_YET:
        _stepped(turn, refund, RefundStep.SEND)
        return LOOKED_AT_AGAIN
    of = (refund.intent, refund.customer)
    if paid is Paid.YES and _stepped(turn, refund, RefundStep.FINISH):
        provider, amount = refund.provider, refund.amount
        turn.emit(RefundDone(*of, refund=refund.id, provider=provider, amount=amount))
    if paid is Paid.NEVER and _stepped(turn, refund, RefundStep.FAIL, why):
        turn.emit(RefundFailed(*of, refund=refund.id, why=why))
    return None


def pay_otherwise(engine: Engine, key: str, refund_id: str, why: str) -> Answer:
    """Enter that a refund which its provider does not give was given in cash at the office."""

    def act(turn: Turn) -> Answer:
        refused = admit(turn.by, CITY, *PAYMASTER) or beyond_reason(why)
        if refused:
            return refused
        refund = turn.work.refunds.lock(refund_id)
        if refund is None:
            return Refused(Unknown("refund", refund_id))
        after = refund_after(refund, RefundStep.PAY_OTHERWISE, turn.now, why)
        if isinstance(after, Refused):
            return after
        turn.work.refunds.put(after)
        turn.emit(
            RefundPaidOtherwise(
                refund.intent, refund.customer, refund=refund.id, amount=refund.amount, why=why
            )
        )
        return Done({"refund": refund_id})

    return engine.perform(key, "pay_refund_otherwise", act, asked=(refund_id, why))


def _stepped(turn: Turn, refund: Refund, taken: RefundStep, why: str = "") -> bool:
    """Whether the refund took the step: an answer that comes late, or twice, is no fault."""
    after = refund_after(refund, taken, turn.now, why)
    if isinstance(after, Refused):
        return False
    turn.work.refunds.put(after)
    return True
