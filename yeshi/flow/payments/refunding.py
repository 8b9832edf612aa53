"""Refunding: what of a payment goes back leaves its customer's account, and is sent off."""

from __future__ import annotations

from dataclasses import dataclass, replace

from yeshi.base.money import Money
from yeshi.base.refused import Refused, Unknown
from yeshi.events.payments import RefundAsked, RefundTriedAgain
from yeshi.flow import errands
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.errand import ErrandTerms, Fault
from yeshi.flow.errands import ErrandKind, Lane
from yeshi.flow.payments.given_back import answer_refund
from yeshi.flow.payments.paying_out import PAYMASTER
from yeshi.flow.ports import Answer, Done
from yeshi.flow.ports.providers import Paid
from yeshi.payments.intent import PaymentIntent, TakingUp, sent_back
from yeshi.payments.refund import Refund, RefundStep, refund_after
from yeshi.people.actor import admit
from yeshi.people.person import CITY


@dataclass(frozen=True, slots=True)
class ToGiveBack:
    """Which refund its provider is to be asked for."""

    refund: str


def _answered(turn: Turn, given: ToGiveBack, paid: Paid) -> None:
    again = answer_refund(turn, given.refund, paid)
    if again:
        errands.write(turn, GIVING_BACK, given, again)


def _failed(turn: Turn, given: ToGiveBack, fault: Fault, is_over: bool) -> None:
    if is_over:
        answer_refund(turn, given.refund, Paid.NEVER, fault.kind)


GIVING_BACK: ErrandKind[ToGiveBack, Paid] = ErrandKind(
    name="give_back",
    given=ToGiveBack,
    # About three days: what cannot be given back by then somebody has to look at.
    terms=ErrandTerms(tries=30, wait_s_first=5, wait_s_max=4 * 3600, limit_s=30),
    lane=Lane.PAYING,
    about=lambda given: given.refund,
    changes=lambda given: {"refunds": [given.refund]},
    on_done=_answered,
    on_failed=_failed,
)


def send_back(
    turn: Turn, intent: PaymentIntent, amount: Money, order: str | None = None
) -> Refused | None:
    """Have so much of the intent, which is locked, go back; refused where not so much is left.

    It is in the customer's account by then, and leaves it with this.
    """
    after = sent_back(intent, amount)
    if isinstance(after, Refused):
        return after
    if intent.taking is TakingUp.NOT_YET:
        after = replace(after, taking=TakingUp.SENT_BACK)
    turn.work.payment_intents.put(after)
    refund = Refund(
        id=turn.new_id("rf"), intent=intent.id, customer=intent.customer,
        provider=intent.provider, amount=amount, asked_at=turn.now, order=order,
    )  # fmt: skip
    turn.work.refunds.add(refund)
    turn.emit(RefundAsked(intent.id, intent.customer, refund=refund.id, amount=amount))
    errands.write(turn, GIVING_BACK, ToGiveBack(refund.id))
    return None


def refund_again(engine: Engine, key: str, refund_id: str) -> Answer:
    """Ask the provider once more for a refund that it did not give."""

    def act(turn: Turn) -> Answer:
        refused = admit(turn.by, CITY, *PAYMASTER)
        if refused:
            return refused
        refund = turn.work.refunds.lock(refund_id)
        if refund is None:
            return Refused(Unknown("refund", refund_id))
        after = refund_after(refund, RefundStep.ASK_AGAIN, turn.now)
        if isinstance(after, Refused):
            return after
        turn.work.refunds.put(after)
        turn.emit(RefundTriedAgain(refund.intent, refund.customer, refund=refund_id))
        errands.write(turn, GIVING_BACK, ToGiveBack(refund_id))
        return Done({"refund": refund_id})

    return engine.perform(key, "refund_again", act, asked=(refund_id,))
