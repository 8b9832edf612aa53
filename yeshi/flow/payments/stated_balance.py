"""What a bank says that an account holds at a day's end, beside what the books say of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time, timedelta

from yeshi.base.calendar import Calendar
from yeshi.base.money import Money, total
from yeshi.flow.payments.passing_on import Arrivals
from yeshi.flow.ports import Work
from yeshi.ledger.accounts import BANK
from yeshi.ledger.passed_on import PassedOnState
from yeshi.ledger.reconciliation import BookedEntry
from yeshi.ledger.stated import StatedClosing, StatedEntry

Matched = Sequence[tuple[BookedEntry, StatedEntry]]


def booked_at_bank(
    work: Work, closing: StatedClosing, matched: Matched, arriving: Arrivals, calendar: Calendar
) -> Money:
    """What the city's account at the bank holds at that day's end by the books, by the bank's days.

    A bank's row is entered days after it was made: what this file matches to a day up to then
    counts, whenever it was entered, and so does what was passed on and arrived.
    """
    ends = calendar.at(closing.day + timedelta(days=1), time())
    held = work.ledger.held_before(BANK, ends) * -1
    arrived = {one.id for one, _ in arriving}
    late = [
        ours.amount
        for ours, row in matched
        if row.day <= closing.day and ours.at >= ends and ours.id not in arrived
    ]
    late += [one.amount for one, row in arriving if one.is_under_way and row.day <= closing.day]
    late += [
        one.amount
        for one in work.passed_on.over_since(ends)
        if one.state is PassedOnState.ARRIVED and one.arrived_on and one.arrived_on <= closing.day
    ]
    return total(late, held.currency) + held
