"""A refund: what of a payment goes back through the provider that took it; its life as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from yeshi.base.money import Money
from yeshi.base.refused import Reason, Refused


class RefundState(StrEnum):
    """Where a refund stands; the money has left its customer's account when it is asked for."""

    ASKED = "asked"
    SENT = "sent"
    DONE = "done"
    FAILED = "failed"
    OTHERWISE = "otherwise"


class RefundStep(StrEnum):
    """What may happen to a refund."""

    SEND = "send"
    FINISH = "finish"
    FAIL = "fail"
    ASK_AGAIN = "ask_again"
    PAY_OTHERWISE = "pay_otherwise"


REFUND_LIFE: Mapping[tuple[RefundState, RefundStep], RefundState] = {
    (RefundState.ASKED, RefundStep.SEND): RefundState.SENT,
    (RefundState.ASKED, RefundStep.FINISH): RefundState.DONE,
    (RefundState.ASKED, RefundStep.FAIL): RefundState.FAILED,
    (RefundState.SENT, RefundStep.FINISH): RefundState.DONE,
    (RefundState.SENT, RefundStep.FAIL): RefundState.FAILED,
    # What failed an operator has tried again, or gives back by another way.
    (RefundState.FAILED, RefundStep.ASK_AGAIN): RefundState.ASKED,
    (RefundState.FAILED, RefundStep.PAY_OTHERWISE): RefundState.OTHERWISE,
}
ON_ITS_WAY = frozenset({RefundState.ASKED, RefundState.SENT})
REFUND_OVER = frozenset({RefundState.DONE, RefundState.OTHERWISE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Refund:
    """So much of the payment `intent`, on its way back, asked for the so-manieth time.

    `why`: why it failed, or how it was paid otherwise.
    """

    id: str
    intent: str
    customer: str
    provider: str
    amount: Money
    asked_at: datetime
    state: RefundState = RefundState.ASKED
    order: str | None = None
    why: str = ""
    ended_at: datetime | None = None
    asking: int = 1

    @property
    def name(self) -> str:
        """By which its provider knows it: another one each time, as what failed once stays so."""
        return self.id if self.asking == 1 else f"{self.id}-{self.asking}"

    @property
    def holds(self) -> bool:
        """Whether it gives something back, and says why where it did not come by its provider."""
        explained = self.state in (RefundState.FAILED, RefundState.OTHERWISE)
        return (
            self.amount.fen > 0
            and self.asking > 0
            and bool(self.why) == explained
            and (self.ended_at is not None) == (self.state in REFUND_OVER)
        )


@dataclass(frozen=True, slots=True)
class RefundOutOfTurn(Reason):
    """The step cannot follow the state of the refund."""

    state: str
    step: str


def refund_after(
    refund: Refund, taken: RefundStep, now: datetime, why: str = ""
) -> Refund | Refused:
    """The refund after the step, or why the step cannot follow."""
    following = REFUND_LIFE.get((refund.state, taken))
    if following is None:
        return Refused(RefundOutOfTurn(refund.state, taken))
    ended_at = now if following in REFUND_OVER else None
    asking = refund.asking + (taken is RefundStep.ASK_AGAIN)
    return replace(refund, state=following, why=why, ended_at=ended_at, asking=asking)
