"""Where a payment stands: what its provider answers or tells, and what time has made of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from yeshi.base.refused import Refused, Unknown
from yeshi.events.payments import PaymentExpired, PaymentFailed, PaymentReceived
from yeshi.flow import errands
from yeshi.flow.engine import Engine, Look, Turn
from yeshi.flow.errand import ErrandTerms
from yeshi.flow.errands import ErrandKind, Lane
from yeshi.flow.ports import Answer, Done
from yeshi.flow.ports.providers import Paid, PaymentNotice, PaymentStanding
from yeshi.payments.intent import IntentStep, PaymentIntent, closed, received

EXPIRED_AT_ONCE = 200
# A provider that says nothing by itself is asked: soon at first, then ever more seldom.
LOOKED_FIRST_S = 5.0
LOOKED_LAST_S = 60.0
CLOSED_BY_PROVIDER = "provider_closed"


@dataclass(frozen=True, slots=True)
class ToLook:
    """Which payment is looked after, for which time in a row."""

    payment: str
    number: int


@dataclass(frozen=True, slots=True)
class ToClose:
    """Which payment is to be taken no more, asked for which time."""

    payment: str
    number: int


def enter_standing(turn: Turn, intent: PaymentIntent, standing: PaymentStanding) -> bool:
    """Enter what is known of an intent, which is locked; whether it is known for good.

    What came is entered once, whoever tells it, however often and late.
    """
    if standing.paid is Paid.NOT_YET:
        return intent.is_received
    if standing.paid is Paid.NEVER:
        after = closed(intent, IntentStep.FAIL, standing.why or CLOSED_BY_PROVIDER)
        if not isinstance(after, Refused):
            turn.work.payment_intents.put(after)
            turn.emit(PaymentFailed(intent.id, intent.customer, after.why))
        return True
    amount = standing.amount or intent.amount
    came = received(intent, amount, turn.now)
    if not isinstance(came, Refused):
        turn.work.payment_intents.put(came)
        turn.emit(PaymentReceived(intent.id, intent.customer, intent.provider, amount))
    return True


def look_later(turn: Turn, payment: str, number: int = 1) -> None:
    """Have it looked after how the payment stands, later each time."""
    wait_s = min(LOOKED_LAST_S, LOOKED_FIRST_S * 2.0 ** min(number - 1, 10))
    errands.write(turn, LOOKING, ToLook(payment, number), timedelta(seconds=wait_s))


def _looked(turn: Turn, given: ToLook, standing: PaymentStanding) -> None:
    intent = turn.work.payment_intents.must_lock(given.payment)
    is_known = enter_standing(turn, intent, standing)
    # Once it is over, whoever closes it asks on.
    if not is_known and intent.is_open:
        look_later(turn, given.payment, given.number + 1)


def _closed(turn: Turn, given: ToClose, standing: PaymentStanding) -> None:
    intent = turn.work.payment_intents.must_lock(given.payment)
    if not enter_standing(turn, intent, standing):
        close_intent(turn, given.payment, given.number + 1)


# A provider that is down is asked until it answers: what was paid there is somebody's money.
def _changes(given: ToLook | ToClose) -> dict[str, list[str]]:
    return {"payment_intents": [given.payment]}


LOOKING: ErrandKind[ToLook, PaymentStanding] = ErrandKind(
    name="look_at_payment",
    given=ToLook,
    terms=ErrandTerms(tries=12, wait_s_first=5, wait_s_max=120, limit_s=20),
    lane=Lane.PAYING,
    about=lambda given: given.payment,
    changes=_changes,
    on_done=_looked,
)
CLOSING: ErrandKind[ToClose, PaymentStanding] = ErrandKind(
    name="close_payment",
    given=ToClose,
    terms=ErrandTerms(tries=200, wait_s_first=5, wait_s_max=3600, limit_s=20),
    lane=Lane.PAYING,
    about=lambda given: given.payment,
    changes=_changes,
    on_done=_closed,
)


def close_intent(turn: Turn, payment: str, number: int = 1) -> None:
    """Have the provider take it no more, and say what it took before; for which time in a row."""
    wait_s = 0.0 if number == 1 else min(3600.0, LOOKED_LAST_S * 2.0 ** min(number - 2, 10))
    errands.write(turn, CLOSING, ToClose(payment, number), timedelta(seconds=wait_s))


def hear(
    engine: Engine, key: str, provider: str, notice: PaymentNotice, looks: tuple[Look, ...] = ()
) -> Answer:
    """Enter what a provider told unasked, once it is known to be its own.

    `looks`: what is looked at where that payment came, so that what many of them need is read
    together; a provider waits for its thanks, and for nothing else.
    """

    def act(turn: Turn) -> Answer:
        intent = turn.work.payment_intents.lock(notice.intent)
        # It may tell of what it took for somebody else.
        if intent is None or intent.provider != provider:
            return Refused(Unknown("payment", notice.intent))
        enter_standing(turn, intent, notice.standing)
        return Done({"payment": intent.id})

    standing = notice.standing
    asked = (provider, notice.intent, standing.paid, standing.amount)
    return engine.perform(key, "hear_of_payment", act, looks, asked, unhurried=True)


def intents_over(engine: Engine) -> list[PaymentIntent]:
    """The intents that were not paid in time."""
    with engine.store.read() as work:
        return work.payment_intents.over(engine.clock.now(), EXPIRED_AT_ONCE)


def expire_intent(engine: Engine, over: PaymentIntent) -> Answer:
    """Let go of what was not paid in time, and have its provider take it no more."""

    def act(turn: Turn) -> Answer:
        intent = turn.work.payment_intents.must_lock(over.id)
        return let_expire(turn, intent) or Done({"payment": over.id})

    return engine.perform(f"expire:{over.id}", "expire_payment", act)


def let_expire(turn: Turn, intent: PaymentIntent) -> Refused | None:
    """Have an intent, which is locked, be paid no more; refused where it is over already."""
    after = closed(intent, IntentStep.EXPIRE)
    if isinstance(after, Refused):
        return after
    turn.work.payment_intents.put(after)
    turn.emit(PaymentExpired(intent.id, intent.customer))
    close_intent(turn, intent.id)
    return None
