"""What is left when a programme ends: students are paid, and the rest may be passed on."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from yeshi.base.money import Money, between, total
from yeshi.base.refused import Invalid, Reason, Refused
from yeshi.programmes.payment import Payment, PaymentState
from yeshi.programmes.programme import Programme, ended
from yeshi.programmes.student import Student


@dataclass(frozen=True, slots=True)
class StillOn(Reason):
    """The programme has not ended: its fund is its own."""

    programme: str


@dataclass(frozen=True, slots=True)
class ForAnotherField(Reason):
    """What was given for one field goes to another programme of the same field alone."""

    programme: str


@dataclass(frozen=True, slots=True)
class BeyondFree(Reason):
    """Of what the fund holds so much is free; the rest is owed to students."""

    free_fen: int
    needed_fen: int
    currency: str


@dataclass(frozen=True, slots=True)
class Left:
    """What a fund holds, and what of it students are owed at most."""

    held: Money
    owed: Money

    @property
    def free(self) -> Money:
        """What nobody is owed: nothing where the fund holds less than that."""
        return max(self.held - self.owed, Money(0, self.held.currency))


def left(held: Money, students: Collection[Student], payments: Collection[Payment]) -> Left:
    """What is left: owed is what is proposed, and each milestone that students may yet reach."""
    proposed = (one.amount for one in payments if one.state is PaymentState.PROPOSED)
    promised = (stipend.amount for one in students for stipend in one.owed)
    return Left(held, total((*proposed, *promised), held.currency))


def pass_on(source: Programme, to: Programme, amount: Money, fund: Left) -> Refused | None:
    """None where so much of an ended programme's fund may go to the other, else what hinders."""
    if source.ended_at is None:
        return Refused(StillOn(source.id))
    refused = ended(to)
    if refused:
        return refused
    if to.field is not source.field or to.id == source.id:
        return Refused(ForAnotherField(to.id))
    if amount.fen < 1:
        return Refused(Invalid("amount", between(1, max(1, fund.free.fen), amount.currency)))
    if amount > fund.free:
        return Refused(BeyondFree(fund.free.fen, amount.fen, amount.currency))
    return None
