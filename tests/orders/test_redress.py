"""What comes of a complaint, who bears it, and that no fen is made or lost by it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.orders.complaints import NOW, complained, made_of, received
from tests.records import fen, line, ticket
from yeshi.base.refused import Invalid, Refused
from yeshi.events.complaints import (
    BackTo,
    Bears,
    ComplaintAgreed,
    ComplaintDeclined,
    ComplaintHandedOut,
    ComplaintPaid,
)
from yeshi.ledger import accounts
from yeshi.ledger.postings import movements
from yeshi.orders import redress
from yeshi.orders.complaint import (
    APPEALED_WITHIN,
    SAID_LENGTH_MAX,
    AnsweredAlready,
    Complaint,
    ComplaintState,
    Trouble,
)
from yeshi.orders.order import Ticket
from yeshi.orders.redress import (
    FeeTaken,
    NothingGranted,
    NothingToHandOut,
    Redress,
    Ruling,
    TooLateToAppeal,
    fee_taken,
)
from yeshi.orders.sharing import Commission, shares

SIX = Commission(600)
ORDER = received()
ONE = made_of(ORDER, {0: 1, 1: 1})
FEE = fee_taken(ORDER, ONE, SIX, [ONE])


def went(answer: Redress | Refused) -> Redress:
    """What came of a step that must not be refused."""
    assert isinstance(answer, Redress), answer
    return answer


def paid(after: Redress) -> ComplaintPaid:
    """What was paid by it."""
    return next(one for one in after.events if isinstance(one, ComplaintPaid))


def test_a_stall_that_agrees_gives_back_all_and_gets_its_commission() -> None:
    """16.50 and 30.00: 43.66 to the customer, 2.84 to the campaign, 2.79 of commission back."""
    after = went(redress.agree(ONE, FEE, NOW, answer="sorry"))
    assert after.complaint.state is ComplaintState.AGREED
    assert after.complaint.granted == ONE.asked == fen(4650 - 284)
    told = after.events[0]
    assert isinstance(told, ComplaintAgreed)
    assert not told.by_itself
    event = paid(after)
    assert (event.amount, event.to_campaign, event.fee_back) == (fen(4366), fen(284), fen(279))
    moved = [(one.debit, one.credit, one.amount.fen) for one in movements(event)]
    assert moved == [
        ("platform:till:a", "wallet:c", 4366),
        ("platform:till:a", "campaign:v", 284),
        ("platform:fees", "platform:till:a", 279),
    ]


def test_what_nobody_answered_is_agreed_to_by_itself() -> None:
    """And says so."""
    after = went(redress.agree_by_itself(ONE, FEE, NOW))
    told = after.events[0]
    assert isinstance(told, ComplaintAgreed)
    assert told.by_itself
    assert after.complaint.granted == ONE.asked
    assert redress.agree_by_itself(after.complaint, FEE, NOW) == Refused(AnsweredAlready(ONE.id))


def test_a_stall_may_give_back_a_part_by_line() -> None:
    """Of the lines that were asked for, and no more than of each."""
    after = went(redress.agree(ONE, FEE, NOW, {0: 1, 1: 0}))
    assert after.complaint.granted == ONE.lines[0].asked
    assert redress.agree(ONE, FEE, NOW, {0: 0}) == Refused(NothingGranted())
    for wrong in ({7: 1}, {0: 2}, {0: -1}):
        assert redress.agree(ONE, FEE, NOW, wrong) == Refused(Invalid("line", "choice"))
    long = "x" * (SAID_LENGTH_MAX + 1)
    assert redress.agree(ONE, FEE, NOW, None, long) == Refused(Invalid("reply", "0…300"))


def test_a_stall_that_declines_says_why_and_its_customer_may_go_on() -> None:
    """To the control room, within two days, about what is left."""
    assert redress.decline(ONE, "", NOW) == Refused(Invalid("reply", "1…300"))
    declined = went(redress.decline(ONE, "it was in the bag", NOW))
    assert isinstance(declined.events[0], ComplaintDeclined)
    late = NOW + APPEALED_WITHIN
    assert redress.appeal(declined.complaint, "", late) == Refused(TooLateToAppeal(48))
    appealed = went(redress.appeal(declined.complaint, "it was not", late - timedelta(seconds=1)))
    assert appealed.complaint.waits_for_control
    assert appealed.complaint.appeal == "it was not"
    again = redress.appeal(appealed.complaint, "", NOW)
    assert again == Refused(AnsweredAlready(ONE.id))
    whole = went(redress.agree(ONE, FEE, NOW)).complaint
    assert redress.appeal(whole, "", NOW) == Refused(TooLateToAppeal(48))


@pytest.mark.parametrize(
    ("bears", "account"),
    [
        (Bears.STALL, "platform:till:a"),
        (Bears.WAY, accounts.DELIVERY),
        (Bears.PLATFORM, accounts.CARE),
    ],
)
def test_whoever_is_to_bear_it_does(bears: Bears, account: str) -> None:
    """The commission comes back to a stall that bears it, and to no other."""
    after = went(redress.uphold(ONE, Ruling(fen(1000), bears, "seen on the photo"), FEE, NOW))
    event = paid(after)
    assert {one.debit for one in movements(event)} - {accounts.FEES} == {account}
    assert (event.fee_back.fen > 0) == (bears is Bears.STALL)
    assert after.complaint.from_stall.fen == (1000 + 65 if bears is Bears.STALL else 0)
    assert after.complaint.bears is bears


def test_a_ruling_is_of_what_is_left_and_has_a_reason() -> None:
    """Neither nothing nor more; a dismissal has a reason as well."""
    for amount in (0, -1, ONE.asked.fen + 1):
        ruling = Ruling(fen(amount), Bears.STALL, "why")
        assert redress.uphold(ONE, ruling, FEE, NOW) == Refused(
            Invalid("amount", f"0.01…{ONE.asked.plain()}")
        )
    reasonless = Ruling(fen(1), Bears.STALL, "")
    assert redress.uphold(ONE, reasonless, FEE, NOW) == Refused(Invalid("why", "1…200"))
    assert redress.dismiss(ONE, "", NOW) == Refused(Invalid("why", "1…200"))
    dismissed = went(redress.dismiss(ONE, "nothing is missing on the photo", NOW)).complaint
    assert (dismissed.state, dismissed.granted) == (ComplaintState.DISMISSED, fen(0))
    assert redress.dismiss(dismissed, "why", NOW) == Refused(AnsweredAlready(ONE.id))
    assert redress.decline(dismissed, "no", NOW) == Refused(AnsweredAlready(ONE.id))


def test_cash_waits_at_the_office_until_it_is_handed_out() -> None:
    """Once."""
    at_office = replace(ONE, to=BackTo.OFFICE)
    assert redress.hand_out(at_office, "passport") == Refused(NothingToHandOut())
    agreed = went(redress.agree(at_office, FEE, NOW))
    assert movements(paid(agreed))[0].credit == accounts.OFFICE
    handed = went(redress.hand_out(agreed.complaint, "showed the order"))
    (event,) = handed.events
    assert isinstance(event, ComplaintHandedOut)
    (moved,) = movements(event)
    assert (moved.debit, moved.credit) == (accounts.OFFICE, accounts.CASH_DESK)
    assert moved.amount == ONE.asked
    assert redress.hand_out(handed.complaint, "again") == Refused(NothingToHandOut())
    assert redress.hand_out(agreed.complaint, "") == Refused(Invalid("why", "1…200"))


def test_a_stall_that_sold_for_nothing_gets_all_of_its_commission() -> None:
    """Rather than nothing being divided."""
    assert FeeTaken(fen(0), fen(0), fen(0)).back(fen(0)) == fen(0)


@some.composite
def parts(draw: some.DrawFn) -> Ticket:
    """What a stall sold, with a voucher and a gift of it."""
    lines = tuple(
        line(f"a{n}", draw(some.integers(100, 5000)), draw(some.integers(0, 300)),
             draw(some.integers(1, 5)))
        for n in range(draw(some.integers(1, 4)))
    )  # fmt: skip
    part = replace(ticket("a", 1, given=100, programme="school"), lines=lines)
    return replace(part, voucher=fen(draw(some.integers(0, part.sold.fen // 2))))


def answered(draw: some.DrawFn, one: Complaint, fee: FeeTaken) -> list[Redress]:
    """What comes of a complaint, drawn: of a part of it, of all, or of nothing, and then of more."""
    found: list[Redress] = []
    if one.waits_for_stall and draw(some.booleans()):
        counts = {x.number: draw(some.integers(0, x.quantity)) for x in one.lines}
        partly = redress.agree(one, fee, NOW, counts)
        found.append(
            partly if isinstance(partly, Redress) else went(redress.decline(one, "no", NOW))
        )
        one = found[-1].complaint
        if not one.may_be_appealed(NOW) or draw(some.booleans()):
            return found
        one = went(redress.appeal(one, "", NOW)).complaint
        fee = replace(fee, borne=fee.borne + one.from_stall)
    amount = fen(draw(some.integers(1, one.left.fen)))
    ruling = Ruling(amount, draw(some.sampled_from(Bears)), "why")
    return [*found, went(redress.uphold(one, ruling, fee, NOW))]


@given(some.data())
def test_bill_payments_and_books_agree_to_the_fen(data: some.DataObject) -> None:
    """However many complaints, of whatever, answered however: nobody gets more than they paid.

    Each account has what the money table says, all of them together nothing; the campaign and the
    platform are given back no more than they had of it.
    """
    part = data.draw(parts())
    order = received(part)
    commission = Commission(data.draw(some.integers(0, 2500)))
    (share,) = shares(order, commission)
    books: Counter[str] = Counter()
    complaints: list[Complaint] = []
    granted: Counter[Bears] = Counter()
    fees = campaign = 0
    for number, bought in enumerate(part.lines):
        for _ in range(data.draw(some.integers(0, bought.quantity))):
            trouble = data.draw(some.sampled_from(Trouble))
            one = made_of(order, {number: 1}, complaints, trouble=trouble)
            complaints.append(one)
            fee = fee_taken(order, one, commission, complaints)
            steps = _steps(data, one, fee)
            for step in steps:
                complaints[-1] = step.complaint
                for event in step.events:
                    for moved in movements(event):
                        books[moved.debit] -= moved.amount.fen
                        books[moved.credit] += moved.amount.fen
                    if isinstance(event, ComplaintPaid):
                        granted[event.bears] += event.amount.fen + event.to_campaign.fen
                        fees += event.fee_back.fen
                        campaign += event.to_campaign.fen
    assert sum(books.values()) == 0
    assert books["wallet:c"] == sum(one.granted.fen for one in complaints)
    assert books["wallet:c"] <= (part.sold - part.voucher).fen
    assert books["campaign:v"] == campaign <= part.voucher.fen
    assert -books[accounts.FEES] == fees <= share.fee.fen
    assert -books["platform:till:a"] == granted[Bears.STALL] - fees
    assert -books[accounts.DELIVERY] == granted[Bears.WAY]
    assert -books[accounts.CARE] == granted[Bears.PLATFORM]
    assert all(one.holds for one in complaints)


def _steps(data: some.DataObject, one: Complaint, fee: FeeTaken) -> list[Redress]:
    return data.draw(some.composite(answered)(one, fee))


def test_all_that_is_given_back_takes_all_of_the_commission_back() -> None:
    """In whatever pieces."""
    order = received(replace(ticket("a", 1), lines=(line("a1", 333, quantity=7),)))
    complaints: list[Complaint] = []
    back = 0
    for _ in range(7):
        one = made_of(order, {0: 1}, complaints)
        complaints.append(one)
        after = went(redress.agree(one, fee_taken(order, one, SIX, complaints), NOW))
        complaints[-1] = after.complaint
        back += paid(after).fee_back.fen
    assert back == shares(order, SIX)[0].fee.fen
    assert complained().trouble is Trouble.MISSING
