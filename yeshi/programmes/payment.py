"""A stipend on its way: proposed by a milestone, approved by two people, within fund and plan."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from yeshi.base.money import Money
from yeshi.base.refused import Invalid, Reason, Refused

APPROVALS = 2
WHY_LENGTH_MAX = 200


class PaymentState(StrEnum):
    """Where a payment stands."""

    PROPOSED = "proposed"
    PAID = "paid"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """What a confirmed milestone is to be paid, in the plan of `year`."""

    id: str
    programme: str
    student: str
    milestone: str
    amount: Money
    year: int
    proposed_by: str
    approved_by: tuple[str, ...] = ()
    state: PaymentState = PaymentState.PROPOSED
    why: str = ""

    @property
    def is_paid(self) -> bool:
        """Whether it was paid, and not declined."""
        return self.state is PaymentState.PAID

    @property
    def holds(self) -> bool:
        """Whether this may be kept: two approved what is paid, none of them who proposed it."""
        return (
            self.amount.fen > 0
            and (self.state is not PaymentState.PAID or len(self.approved_by) >= APPROVALS)
            and self.proposed_by not in self.approved_by
        )


@dataclass(frozen=True, slots=True)
class Purse:
    """What a payment may be made from: the fund, and what the plan of its year has left."""

    held: Money
    plan_left: Money


@dataclass(frozen=True, slots=True)
class SecondPerson(Reason):
    """Someone else has to approve: not who confirmed the milestone, nor who approved before."""


@dataclass(frozen=True, slots=True)
class BeyondFund(Reason):
    """The fund holds less than is to be paid."""

    held_fen: int
    needed_fen: int
    currency: str


@dataclass(frozen=True, slots=True)
class BeyondPlan(Reason):
    """The plan of the year leaves less than is to be paid."""

    year: int
    left_fen: int
    needed_fen: int
    currency: str


@dataclass(frozen=True, slots=True)
class NotProposed(Reason):
    """The payment was paid or declined already."""

    state: str


def approve(payment: Payment, person: str, purse: Purse) -> Payment | Refused:
    """The payment after an approval: PAID with the second, if fund and plan bear it."""
    if payment.state is not PaymentState.PROPOSED:
        return Refused(NotProposed(payment.state.value))
    if person == payment.proposed_by or person in payment.approved_by:
        return Refused(SecondPerson())
    if purse.held < payment.amount:
        return Refused(BeyondFund(purse.held.fen, payment.amount.fen, payment.amount.currency))
    if purse.plan_left < payment.amount:
        return Refused(
            BeyondPlan(
                payment.year, purse.plan_left.fen, payment.amount.fen, payment.amount.currency
            )
        )
    approved = (*payment.approved_by, person)
    state = PaymentState.PAID if len(approved) == APPROVALS else PaymentState.PROPOSED
    return replace(payment, approved_by=approved, state=state)


def decline(payment: Payment, why: str) -> Payment | Refused:
    """The payment after it is declined, with the reason kept."""
    if payment.state is not PaymentState.PROPOSED:
        return Refused(NotProposed(payment.state.value))
    if not 0 < len(why.strip()) <= WHY_LENGTH_MAX:
        return Refused(Invalid("why", f"1…{WHY_LENGTH_MAX}"))
    return replace(payment, state=PaymentState.DECLINED, why=why.strip())
