"""Redress: what comes of a complaint, by whom it is borne, and which money moves for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from yeshi.base.limits import beyond_reason
from yeshi.base.money import Money, between, total
from yeshi.base.refused import Invalid, Reason, Refused
from yeshi.base.sure import there
from yeshi.events.complaints import (
    Bears,
    ComplaintAgreed,
    ComplaintAppealed,
    ComplaintDeclined,
    ComplaintDismissed,
    ComplaintHandedOut,
    ComplaintPaid,
    ComplaintUpheld,
)
from yeshi.events.record import Event
from yeshi.orders.complaint import (
    APPEALED_WITHIN,
    SAID_LENGTH_MAX,
    ComplainedLine,
    Complaint,
    ComplaintState,
    ComplaintStep,
    complaint_after,
)
from yeshi.orders.order import Order
from yeshi.orders.sharing import Commission, shares


@dataclass(frozen=True, slots=True)
class NothingGranted(Reason):
    """Nothing of it would be given back: then it is declined instead."""


@dataclass(frozen=True, slots=True)
class TooLateToAppeal(Reason):
    """It was answered longer ago than one may go to the control room, or all was given back."""

    hours: int


@dataclass(frozen=True, slots=True)
class NothingToHandOut(Reason):
    """No cash of it waits at the office."""


@dataclass(frozen=True, slots=True)
class FeeTaken:
    """What a stall sold on its part and the commission on that; of how much it has borne already.

    The commission follows the sale: of all that is given back, just as much comes back as was
    taken, however many times a part of it is.
    """

    sold: Money
    fee: Money
    borne: Money

    def back(self, more: Money) -> Money:
        """The commission on so much more."""
        return self._of(self.borne + more) - self._of(self.borne)

    def _of(self, part: Money) -> Money:
        if not self.sold:
            return self.fee
        return self.fee.split((part.fen, (self.sold - part).fen))[0]


@dataclass(frozen=True, slots=True)
class Redress:
    """A complaint after a step, and what happened."""

    complaint: Complaint
    events: tuple[Event, ...]


def fee_taken(order: Order, complaint: Complaint, commission: Commission,
              all_of_order: Sequence[Complaint]) -> FeeTaken:  # fmt: skip
    """The commission on the stall's part; `all_of_order`: all complaints about the order."""
    merchant = complaint.merchant
    shared = (one for one in shares(order, commission) if one.merchant == merchant)
    share = there(next(shared, None), f"share of {merchant} in {order.id}")
    borne = (one.from_stall for one in all_of_order if one.merchant == merchant)
    return FeeTaken(share.sold, share.fee, total(borne, share.sold.currency))


def agree(
    complaint: Complaint,
    fee: FeeTaken,
    now: datetime,
    quantities: Mapping[int, int] | None = None,
    answer: str = "",
) -> Redress | Refused:
    """The complaint after its stall gives back all of it, or so many of each line by its number."""
    state = _answered(complaint, ComplaintStep.AGREE, answer)
    if isinstance(state, Refused):
        return state
    amount = complaint.asked
    if quantities is not None:
        part = _part(complaint, quantities)
        if isinstance(part, Refused):
            return part
        amount = part
    paid, event = _pay(complaint, amount, Bears.STALL, fee)
    agreed = replace(paid, state=state, answer=answer, answered_at=now)
    told = ComplaintAgreed(*_named(complaint), granted=amount, by_itself=False)
    return Redress(agreed, (told, event))


def agree_by_itself(complaint: Complaint, fee: FeeTaken, now: datetime) -> Redress | Refused:
    """The complaint after its stall said nothing in time: all of it is given back."""
    agreed = agree(complaint, fee, now)
    if isinstance(agreed, Refused):
        return agreed
    told = ComplaintAgreed(*_named(complaint), granted=complaint.asked, by_itself=True)
    return replace(agreed, events=(told, *agreed.events[1:]))


def decline(complaint: Complaint, answer: str, now: datetime) -> Redress | Refused:
    """The complaint after its stall gives nothing back, and says why."""
    if not answer:
        return Refused(Invalid("reply", f"1…{SAID_LENGTH_MAX}"))
    state = _answered(complaint, ComplaintStep.DECLINE, answer)
    if isinstance(state, Refused):
        return state
    declined = replace(complaint, state=state, answer=answer, answered_at=now)
    return Redress(declined, (ComplaintDeclined(*_named(complaint)),))


def appeal(complaint: Complaint, words: str, now: datetime) -> Redress | Refused:
    """The complaint after its customer asks the control room to decide about what is left of it."""
    state = complaint_after(complaint, ComplaintStep.APPEAL)
    if isinstance(state, Refused):
        return state
    if not complaint.may_be_appealed(now):
        return Refused(TooLateToAppeal(int(APPEALED_WITHIN.total_seconds() // 3600)))
    if len(words) > SAID_LENGTH_MAX:
        return Refused(Invalid("words", f"0…{SAID_LENGTH_MAX}"))
    appealed = replace(complaint, state=state, appeal=words, appealed_at=now)
    return Redress(appealed, (ComplaintAppealed(*_named(complaint)),))


@dataclass(frozen=True, slots=True)
class Ruling:
    """What the control room decides: so much more, borne by whom, and why."""

    amount: Money
    bears: Bears
    why: str


def uphold(complaint: Complaint, ruling: Ruling, fee: FeeTaken, now: datetime) -> Redress | Refused:
    """The complaint after the control room gives back so much more of it."""
    state = beyond_reason(ruling.why) or complaint_after(complaint, ComplaintStep.UPHOLD)
    if isinstance(state, Refused):
        return state
    if not 0 < ruling.amount.fen <= complaint.left.fen:
        currency = complaint.asked.currency
        return Refused(Invalid("amount", between(1, max(1, complaint.left.fen), currency)))
    paid, event = _pay(complaint, ruling.amount, ruling.bears, fee)
    upheld = replace(paid, state=state, bears=ruling.bears, why=ruling.why, decided_at=now)
    told = ComplaintUpheld(
        *_named(complaint), granted=ruling.amount, bears=ruling.bears, why=ruling.why
    )
    return Redress(upheld, (told, event))


def dismiss(complaint: Complaint, why: str, now: datetime) -> Redress | Refused:
    """The complaint after the control room gives back nothing more of it."""
    state = beyond_reason(why) or complaint_after(complaint, ComplaintStep.DISMISS)
    if isinstance(state, Refused):
        return state
    dismissed = replace(complaint, state=state, why=why, decided_at=now)
    return Redress(dismissed, (ComplaintDismissed(*_named(complaint), why),))


def hand_out(complaint: Complaint, why: str) -> Redress | Refused:
    """The complaint after the office handed out the cash that waited for its customer."""
    refused = beyond_reason(why)
    if refused:
        return refused
    amount = complaint.to_hand_out
    if not amount:
        return Refused(NothingToHandOut())
    handed = replace(complaint, handed_out=complaint.handed_out + amount)
    return Redress(handed, (ComplaintHandedOut(*_named(complaint), amount=amount, why=why),))


def _answered(complaint: Complaint, step: ComplaintStep, answer: str) -> ComplaintState | Refused:
    """Its state after its stall has answered so, or why it cannot."""
    if len(answer) > SAID_LENGTH_MAX:
        return Refused(Invalid("reply", f"0…{SAID_LENGTH_MAX}"))
    return complaint_after(complaint, step)


def _part(complaint: Complaint, quantities: Mapping[int, int]) -> Money | Refused:
    by_number = {one.number: one for one in complaint.lines}
    amounts = []
    for number, count in quantities.items():
        line = by_number.get(number)
        if line is None or not 0 <= count <= line.quantity:
            return Refused(Invalid("line", "choice"))
        amounts.append(_of_line(line, count))
    amount = total(amounts, complaint.asked.currency)
    return amount if amount else Refused(NothingGranted())


def _of_line(line: ComplainedLine, count: int) -> Money:
    return total(line.asked.split([1] * line.quantity)[:count], line.asked.currency)


def _pay(
    complaint: Complaint, amount: Money, bears: Bears, fee: FeeTaken
) -> tuple[Complaint, ComplaintPaid]:
    """The complaint with so much more granted; what the campaign paid of that goes back to it."""
    granted = complaint.granted + amount
    to_campaign = _of_voucher(complaint, granted) - _of_voucher(complaint, complaint.granted)
    from_stall = amount + to_campaign if bears is Bears.STALL else amount * 0
    event = ComplaintPaid(
        *_named(complaint),
        customer=complaint.paid_by,
        bears=bears,
        to=complaint.to,
        amount=amount,
        campaign=complaint.campaign,
        to_campaign=to_campaign,
        fee_back=fee.back(from_stall),
    )
    paid = replace(
        complaint, granted=granted, bears=bears, from_stall=complaint.from_stall + from_stall
    )
    return paid, event


def _of_voucher(complaint: Complaint, granted: Money) -> Money:
    """What of the campaign's money goes back when so much is granted."""
    left = complaint.asked - granted
    return complaint.voucher.split((granted.fen, left.fen))[0]


def _named(complaint: Complaint) -> tuple[str, str, str]:
    return complaint.id, complaint.order, complaint.merchant
