"""Opening: a provider is asked to take what a customer is to pay, and says how they pay it."""

from __future__ import annotations

from dataclasses import dataclass

from yeshi.base.refused import Refused
from yeshi.events.payments import PaymentBegun, PaymentFailed, PaymentOffered
from yeshi.flow import errands
from yeshi.flow.engine import Turn
from yeshi.flow.errand import ErrandTerms, Fault
from yeshi.flow.errands import ErrandKind, Lane
from yeshi.flow.payments.standing import close_intent, look_later
from yeshi.payments.intent import IntentStep, PaymentIntent, PaymentOffer, closed, offered

NOT_REACHED = "provider_not_reached"
NOT_TAKEN = "provider_refused"


@dataclass(frozen=True, slots=True)
class ToOpen:
    """Which payment a provider is asked to take."""

    payment: str


def _offered(turn: Turn, given: ToOpen, offer: PaymentOffer) -> None:
    intent = turn.work.payment_intents.must_lock(given.payment)
    after = offered(intent, offer)
    # Given up meanwhile: whoever closes it knows it by our id.
    if isinstance(after, Refused):
        return
    turn.work.payment_intents.put(after)
    turn.emit(PaymentOffered(intent.id, intent.customer))
    look_later(turn, intent.id)


def _failed(turn: Turn, given: ToOpen, fault: Fault, is_over: bool) -> None:
    if not is_over:
        return
    intent = turn.work.payment_intents.must_lock(given.payment)
    after = closed(intent, IntentStep.FAIL, NOT_TAKEN if fault.hopeless else NOT_REACHED)
    if not isinstance(after, Refused):
        turn.work.payment_intents.put(after)
        turn.emit(PaymentFailed(intent.id, intent.customer, after.why))
        # It may have been opened though nobody heard of it.
        close_intent(turn, intent.id)


# A customer waits for it: about half a minute, then they pay in another way.
OPENING: ErrandKind[ToOpen, PaymentOffer] = ErrandKind(
    name="open_payment",
    given=ToOpen,
    terms=ErrandTerms(tries=4, wait_s_first=2, wait_s_max=10, limit_s=20),
    lane=Lane.PAYING,
    about=lambda given: given.payment,
    changes=lambda given: {"payment_intents": [given.payment]},
    on_done=_offered,
    on_failed=_failed,
)


def begin_intent(turn: Turn, intent: PaymentIntent) -> None:
    """Keep a new intent, and have its provider asked for it."""
    turn.work.payment_intents.add(intent)
    turn.emit(PaymentBegun(intent.id, intent.customer, intent.provider, intent.amount))
    errands.write(turn, OPENING, ToOpen(intent.id))
