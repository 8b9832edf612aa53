"""A payout: what is owed to an account, on its way to whom it is paid out to; its life as data."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from yeshi.base.money import Money
from yeshi.base.refused import Reason, Refused
from yeshi.payments.payee import Payee


class PayoutState(StrEnum):
    """Where a payout stands; it leaves the account it is owed to when it is sent."""

    PROPOSED = "proposed"
    HELD = "held"
    DROPPED = "dropped"
    SENT = "sent"
    PAID = "paid"
    RETURNED = "returned"


class PayoutStep(StrEnum):
    """What may happen to a payout."""

    HOLD = "hold"
    RELEASE = "release"
    DROP = "drop"
    SEND = "send"
    CONFIRM = "confirm"
    RETURN = "return"


PAYOUT_LIFE: dict[tuple[PayoutState, PayoutStep], PayoutState] = {
    (PayoutState.PROPOSED, PayoutStep.HOLD): PayoutState.HELD,
    (PayoutState.HELD, PayoutStep.RELEASE): PayoutState.PROPOSED,
    (PayoutState.PROPOSED, PayoutStep.DROP): PayoutState.DROPPED,
    (PayoutState.HELD, PayoutStep.DROP): PayoutState.DROPPED,
    (PayoutState.PROPOSED, PayoutStep.SEND): PayoutState.SENT,
    (PayoutState.SENT, PayoutStep.CONFIRM): PayoutState.PAID,
    (PayoutState.SENT, PayoutStep.RETURN): PayoutState.RETURNED,
    # A bank may send back what it had said was there.
    (PayoutState.PAID, PayoutStep.RETURN): PayoutState.RETURNED,
}
# With a reason.
EXPLAINED = frozenset({PayoutState.HELD, PayoutState.RETURNED})
LEFT = frozenset({PayoutState.SENT, PayoutState.PAID, PayoutState.RETURNED})
# What waits for somebody's word, and keeps others from proposing the same money.
WAITING = frozenset({PayoutState.PROPOSED, PayoutState.HELD})


@dataclass(frozen=True, slots=True, kw_only=True)
class Payout:
    """So much of what is owed to `account`, within a run of that day, to the payee of then.

    `why`: why it is held, or came back. `ended_at`: when it was there, came back or was dropped.
    """

    id: str
    run: str
    day: date
    account: str
    payee: Payee
    amount: Money
    state: PayoutState = PayoutState.PROPOSED
    why: str = ""
    ended_at: datetime | None = None

    @property
    def has_left(self) -> bool:
        """Whether the money has left the account, for good or until it came back."""
        return self.state in LEFT

    @property
    def holds(self) -> bool:
        """Whether it pays something, and says why it is held or came back."""
        return self.amount.fen > 0 and (self.state in EXPLAINED) == bool(self.why)


@dataclass(frozen=True, slots=True)
class PayoutOutOfTurn(Reason):
    """The step cannot follow the state of the payout."""

    state: str
    step: str


def step(payout: Payout, taken: PayoutStep, now: datetime, why: str = "") -> Payout | Refused:
    """The payout after the step, or why the step cannot follow."""
    following = PAYOUT_LIFE.get((payout.state, taken))
    if following is None:
        return Refused(PayoutOutOfTurn(payout.state, taken))
    over = following in (PayoutState.PAID, PayoutState.RETURNED, PayoutState.DROPPED)
    return replace(payout, state=following, why=why, ended_at=now if over else None)


@dataclass(frozen=True, slots=True)
class PayeeChanged(Reason):
    """It is said since, in another way, to whom this account is paid out."""

    account: str


@dataclass(frozen=True, slots=True)
class OwedLess(Reason):
    """Less is owed to the account by now than is to be paid out."""

    account: str
    owed_fen: int
    amount_fen: int
    currency: str
