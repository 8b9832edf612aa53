"""A complaint: what of an order was not as it should be, and where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated

from yeshi.base.limits import SAYING_LENGTH_MAX
from yeshi.base.money import Money
from yeshi.base.names import Name
from yeshi.base.personal import Personal
from yeshi.base.refused import Reason, Refused
from yeshi.events.complaints import BackTo, Bears
from yeshi.orders.order import Order

# As long as anybody knows what was in the bag; and as long as one thinks over an answer.
COMPLAINED_WITHIN = timedelta(hours=72)
APPEALED_WITHIN = timedelta(hours=48)
PICTURES_MAX = 9
SAID_LENGTH_MAX = SAYING_LENGTH_MAX


class Trouble(StrEnum):
    """What was wrong with it."""

    MISSING = "missing"
    WRONG = "wrong"
    SPOILED = "spoiled"
    SPILLED = "spilled"
    COLD = "cold"


# Who bears it, as long as nobody decides otherwise. What went wrong on the way no stall can answer
# for: its complaint goes to the control room at once.
BORNE_BY: Mapping[Trouble, Bears] = {
    Trouble.MISSING: Bears.STALL,
    Trouble.WRONG: Bears.STALL,
    Trouble.SPOILED: Bears.STALL,
    Trouble.SPILLED: Bears.WAY,
    Trouble.COLD: Bears.WAY,
}


class ComplaintState(StrEnum):
    """Where a complaint stands.

    `ASKED`: the stall is to answer. `REFERRED`: the control room is to decide.
    """

    ASKED = "asked"
    AGREED = "agreed"
    DECLINED = "declined"
    REFERRED = "referred"
    UPHELD = "upheld"
    DISMISSED = "dismissed"


class ComplaintStep(StrEnum):
    """What may happen to a complaint."""

    AGREE = "agree"
    DECLINE = "decline"
    APPEAL = "appeal"
    UPHOLD = "uphold"
    DISMISS = "dismiss"


COMPLAINT_LIFE: Mapping[tuple[ComplaintState, ComplaintStep], ComplaintState] = {
    (ComplaintState.ASKED, ComplaintStep.AGREE): ComplaintState.AGREED,
    (ComplaintState.ASKED, ComplaintStep.DECLINE): ComplaintState.DECLINED,
    (ComplaintState.ASKED, ComplaintStep.UPHOLD): ComplaintState.UPHELD,
    (ComplaintState.ASKED, ComplaintStep.DISMISS): ComplaintState.DISMISSED,
    (ComplaintState.AGREED, ComplaintStep.APPEAL): ComplaintState.REFERRED,
    (ComplaintState.DECLINED, ComplaintStep.APPEAL): ComplaintState.REFERRED,
    (ComplaintState.REFERRED, ComplaintStep.UPHOLD): ComplaintState.UPHELD,
    (ComplaintState.REFERRED, ComplaintStep.DISMISS): ComplaintState.DISMISSED,
}
# What waits for the control room, or may be decided by it before the stall has answered.
UNDECIDED = frozenset({ComplaintState.ASKED, ComplaintState.REFERRED})


@dataclass(frozen=True, slots=True)
class AnsweredAlready(Reason):
    """It was answered or decided before, so that this cannot follow."""

    complaint: str


@dataclass(frozen=True, slots=True)
class ComplainedLine:
    """So many of the line of that number in the stall's part; `asked`: what was paid for them.

    `voucher`: what a campaign paid of them besides.
    """

    number: int
    name: Name
    quantity: int
    asked: Money
    voucher: Money

    @property
    def counts(self) -> range:
        """How many of it may be given back."""
        return range(self.quantity + 1)


@dataclass(frozen=True, slots=True)
class ShownTrouble:
    """A photo of it, by the name under which it lies and how wide its forms are, in points."""

    name: Annotated[str, Personal("picture")]
    widths: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint:
    """What of a stall's part of an order was not as it should be.

    `asked`: what was paid for it; `voucher`: what a campaign paid of it besides. `due_at`: until
    when the stall answers. `granted`: what the customer got of it; `from_stall`: what the stall
    bears, with what goes to the campaign; `handed_out`: of what was granted, the cash that they
    have. `payer`: who had paid it and has it back, where that is not who complains. `answer` is the
    stall's, `appeal` the customer's, `why` the control room's.
    """

    id: str
    order: str
    merchant: str
    customer: str
    zone: str
    lines: tuple[ComplainedLine, ...]
    trouble: Trouble
    words: Annotated[str, Personal("word")]
    pictures: tuple[ShownTrouble, ...]
    asked: Money
    voucher: Money
    campaign: str | None
    to: BackTo
    made_at: datetime
    due_at: datetime
    state: ComplaintState
    granted: Money
    from_stall: Money
    handed_out: Money
    answer: Annotated[str, Personal("word")] = ""
    answered_at: datetime | None = None
    appeal: Annotated[str, Personal("word")] = ""
    appealed_at: datetime | None = None
    bears: Bears | None = None
    why: str = ""
    decided_at: datetime | None = None
    payer: str | None = None

    @property
    def holds(self) -> bool:
        """Whether this may be kept: nobody gets more than was paid, nor fetches more than that."""
        return (
            len(self.lines) > 0
            and self.asked.fen > 0
            and self.voucher.fen >= 0
            and 0 <= self.handed_out.fen <= self.granted.fen <= self.asked.fen
            and 0 <= self.from_stall.fen <= self.asked.fen + self.voucher.fen
            and (self.handed_out.fen == 0 or self.to is BackTo.OFFICE)
        )

    @property
    def paid_by(self) -> str:
        """Who had paid it, and has back what is granted."""
        return self.payer or self.customer

    @property
    def left(self) -> Money:
        """What was asked for and not granted."""
        return self.asked - self.granted

    @property
    def to_hand_out(self) -> Money:
        """The cash that waits at the office."""
        waits = self.granted - self.handed_out
        return waits if self.to is BackTo.OFFICE else waits * 0

    @property
    def is_of_several(self) -> bool:
        """Whether it is of several pieces, so that a part of it can be given back."""
        return sum(one.quantity for one in self.lines) > 1

    @property
    def waits_for_stall(self) -> bool:
        """Whether the stall is to answer."""
        return self.state is ComplaintState.ASKED

    @property
    def waits_for_control(self) -> bool:
        """Whether the control room is to decide."""
        return self.state is ComplaintState.REFERRED

    @property
    def is_undecided(self) -> bool:
        """Whether the control room may decide."""
        return self.state in UNDECIDED

    @property
    def is_upheld(self) -> bool:
        """Whether the control room gave it back."""
        return self.state is ComplaintState.UPHELD

    @property
    def is_dismissed(self) -> bool:
        """Whether the control room gave nothing more back."""
        return self.state is ComplaintState.DISMISSED

    @property
    def usually_borne_by(self) -> Bears:
        """Who bears it, as long as nobody decides otherwise."""
        return BORNE_BY[self.trouble]

    @property
    def may_be_appealed_until(self) -> datetime | None:
        """Until when its customer may go to the control room; None where they cannot."""
        may = (self.state, ComplaintStep.APPEAL) in COMPLAINT_LIFE
        if not may or not self.left or self.answered_at is None:
            return None
        return self.answered_at + APPEALED_WITHIN

    def may_be_appealed(self, now: datetime) -> bool:
        """Whether its customer may go to the control room now."""
        until = self.may_be_appealed_until
        return until is not None and now < until

    @property
    def tells(self) -> bool:
        """Whether anything personal stands in it."""
        return bool(self.words or self.pictures or self.answer or self.appeal)


def complaint_after(complaint: Complaint, step: ComplaintStep) -> ComplaintState | Refused:
    """The complaint's state after `step`, or why it cannot follow."""
    following = COMPLAINT_LIFE.get((complaint.state, step))
    if following is None:
        return Refused(AnsweredAlready(complaint.id))
    return following


def troubles_of(order: Order) -> tuple[Trouble, ...]:
    """What can have been wrong with the order: of what its customer collected, nothing on a way."""
    return tuple(
        one for one in Trouble if order.courier is not None or BORNE_BY[one] is Bears.STALL
    )


def untold(complaint: Complaint) -> Complaint:
    """The complaint as it is kept when its time is over: the sums, and nothing said or shown."""
    return replace(complaint, words="", pictures=(), answer="", appeal="")
