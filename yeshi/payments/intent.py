"""An intent to pay: what a customer is to pay through a provider; its life as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from yeshi.base.money import Money
from yeshi.base.refused import Reason, Refused

# So long what is to be paid is kept for who pays it.
HELD_FOR = timedelta(minutes=15)


class IntentState(StrEnum):
    """Where an intent stands."""

    CREATED = "created"
    WAITING = "waiting"
    PAID = "paid"
    FAILED = "failed"
    EXPIRED = "expired"
    PART_REFUNDED = "part_refunded"
    REFUNDED = "refunded"


class IntentStep(StrEnum):
    """What may happen to an intent."""

    OFFER = "offer"
    PAY = "pay"
    FAIL = "fail"
    EXPIRE = "expire"
    REFUND_PART = "refund_part"
    REFUND_ALL = "refund_all"


INTENT_LIFE: Mapping[tuple[IntentState, IntentStep], IntentState] = {
    (IntentState.CREATED, IntentStep.OFFER): IntentState.WAITING,
    (IntentState.CREATED, IntentStep.FAIL): IntentState.FAILED,
    (IntentState.CREATED, IntentStep.EXPIRE): IntentState.EXPIRED,
    (IntentState.WAITING, IntentStep.FAIL): IntentState.FAILED,
    (IntentState.WAITING, IntentStep.EXPIRE): IntentState.EXPIRED,
    # Money that has come has come, whatever was thought of it before.
    (IntentState.CREATED, IntentStep.PAY): IntentState.PAID,
    (IntentState.WAITING, IntentStep.PAY): IntentState.PAID,
    (IntentState.FAILED, IntentStep.PAY): IntentState.PAID,
    (IntentState.EXPIRED, IntentStep.PAY): IntentState.PAID,
    (IntentState.PAID, IntentStep.REFUND_PART): IntentState.PART_REFUNDED,
    (IntentState.PAID, IntentStep.REFUND_ALL): IntentState.REFUNDED,
    (IntentState.PART_REFUNDED, IntentStep.REFUND_PART): IntentState.PART_REFUNDED,
    (IntentState.PART_REFUNDED, IntentStep.REFUND_ALL): IntentState.REFUNDED,
}
OPEN_INTENTS = frozenset({IntentState.CREATED, IntentState.WAITING})
CLOSED_UNPAID = frozenset({IntentState.FAILED, IntentState.EXPIRED})
RECEIVED = frozenset({IntentState.PAID, IntentState.PART_REFUNDED, IntentState.REFUNDED})


class Handing(StrEnum):
    """How a customer is brought to pay: at an address, by a code, or by a form on the page."""

    ADDRESS = "address"
    CODE = "code"
    FORM = "form"


@dataclass(frozen=True, slots=True)
class PaymentOffer:
    """What a provider needs a customer to have in order to pay: an address, a code, or a secret for
    the provider's form; `reference`: by which the provider knows the payment."""

    reference: str
    handing: Handing
    value: str


class TakingUp(StrEnum):
    """What of an intent that was paid becomes of it: it waits to be taken up, was, or goes back."""

    NOT_YET = "not_yet"
    TAKEN_UP = "taken_up"
    SENT_BACK = "sent_back"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentIntent:
    """What a customer is to pay for a quote through a provider.

    `until`: how long what is quoted is kept for them. `offer`: how they pay, once the provider has
    said it. `received`: what came, which need not be what was asked. `returned`: what of it went
    back, or is on its way. `taking`: what became of it once it was paid; `order`: which order.
    `why`: what the provider said where it failed, in a word of ours.
    """

    id: str
    customer: str
    quote: str
    provider: str
    amount: Money
    made_at: datetime
    until: datetime
    state: IntentState = IntentState.CREATED
    offer: PaymentOffer | None = None
    received: Money | None = None
    returned: Money | None = None
    taking: TakingUp = TakingUp.NOT_YET
    order: str | None = None
    paid_at: datetime | None = None
    why: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it may still be paid in time."""
        return self.state in OPEN_INTENTS

    @property
    def is_received(self) -> bool:
        """Whether money came for it."""
        return self.state in RECEIVED

    @property
    def is_as_asked(self) -> bool:
        """Whether what came is what was asked."""
        return self.received == self.amount

    @property
    def left(self) -> Money:
        """What can go back of what came."""
        nothing = Money(0, self.amount.currency)
        return (self.received or nothing) - (self.returned or nothing)

    @property
    def holds(self) -> bool:
        """Whether this may be kept: what was paid has come, and no more goes back than that."""
        return (
            self.amount.fen > 0
            and (self.received is not None) == self.is_received == (self.paid_at is not None)
            and (self.order is not None) == (self.taking is TakingUp.TAKEN_UP)
            and (self.is_received or self.taking is TakingUp.NOT_YET)
            and (self.returned is None or (self.is_received and self.left.fen >= 0))
            and (self.state is not IntentState.WAITING or self.offer is not None)
            and (self.state is not IntentState.REFUNDED or self.left.fen == 0)
        )


@dataclass(frozen=True, slots=True)
class IntentOutOfTurn(Reason):
    """The step cannot follow the state of the payment."""

    state: str
    step: str


def intent_after(intent: PaymentIntent, taken: IntentStep) -> IntentState | Refused:
    """The state after the step, or why the step cannot follow."""
    following = INTENT_LIFE.get((intent.state, taken))
    return following or Refused(IntentOutOfTurn(intent.state, taken))


def offered(intent: PaymentIntent, offer: PaymentOffer) -> PaymentIntent | Refused:
    """The intent once its provider has said how it is paid."""
    state = intent_after(intent, IntentStep.OFFER)
    return state if isinstance(state, Refused) else replace(intent, state=state, offer=offer)


def received(intent: PaymentIntent, amount: Money, now: datetime) -> PaymentIntent | Refused:
    """The intent once so much came for it; what came once does not come again."""
    state = intent_after(intent, IntentStep.PAY)
    if isinstance(state, Refused):
        return state
    return replace(intent, state=state, received=amount, paid_at=now, why="")


def closed(intent: PaymentIntent, taken: IntentStep, why: str = "") -> PaymentIntent | Refused:
    """The intent that failed, or was not paid in time."""
    state = intent_after(intent, taken)
    return state if isinstance(state, Refused) else replace(intent, state=state, why=why)


def sent_back(intent: PaymentIntent, amount: Money) -> PaymentIntent | Refused:
    """The intent of which so much goes back through its provider."""
    left = intent.left - amount
    if left.fen < 0 or amount.fen <= 0:
        return Refused(MoreThanCame(intent.left.fen, amount.fen, amount.currency))
    taken = IntentStep.REFUND_PART if left else IntentStep.REFUND_ALL
    state = intent_after(intent, taken)
    if isinstance(state, Refused):
        return state
    returned = (intent.returned or Money(0, amount.currency)) + amount
    return replace(intent, state=state, returned=returned)


@dataclass(frozen=True, slots=True)
class MoreThanCame(Reason):
    """More is to go back than has come and is left of it."""

    left_fen: int
    amount_fen: int
    currency: str
