"""The likely reason of what does not agree, by what can be seen of it; somebody has to look."""

from __future__ import annotations

from enum import StrEnum

from yeshi.ledger.accounts import AccountKind, kind_of
from yeshi.ledger.discrepancy import KeptDiscrepancy
from yeshi.ledger.reconciliation import DiscrepancyKind

# What a provider keeps is rarely more than a twentieth.
FEE_AT_MOST = 20


class Likely(StrEnum):
    """Why it may be so."""

    NOT_STATED_YET = "not_stated_yet"
    BACK_NOT_STATED_YET = "back_not_stated_yet"
    NEVER_TOLD = "never_told"
    GIVEN_BACK_THERE = "given_back_there"
    FROM_PROVIDER = "from_provider"
    SENT_ELSEWHERE = "sent_elsewhere"
    TAKEN_TWICE = "taken_twice"
    GIVEN_TWICE = "given_twice"
    BOOKED_TWICE = "booked_twice"
    FEE_KEPT = "fee_kept"
    PART_ONLY = "part_only"
    MORE_CAME = "more_came"
    OTHER_CURRENCY = "other_currency"
    BOOKED_LATE = "booked_late"
    STATED_LATE = "stated_late"


def likely(one: KeptDiscrepancy) -> Likely:
    """What is looked at first."""
    if one.kind is DiscrepancyKind.WRONG_AMOUNT:
        return _of_amounts(one)
    came = one.amount.fen > 0
    if one.kind is DiscrepancyKind.MISSING:
        return Likely.NOT_STATED_YET if came else Likely.BACK_NOT_STATED_YET
    if one.kind is DiscrepancyKind.DOUBLED:
        if one.booked is not None:
            return Likely.BOOKED_TWICE
        return Likely.TAKEN_TWICE if came else Likely.GIVEN_TWICE
    if one.kind is DiscrepancyKind.WRONG_DAY:
        late = one.stated_on is not None and one.stated_on > one.since
        return Likely.STATED_LATE if late else Likely.BOOKED_LATE
    if kind_of(one.account) is AccountKind.PROVIDER:
        return Likely.NEVER_TOLD if came else Likely.GIVEN_BACK_THERE
    return Likely.FROM_PROVIDER if came else Likely.SENT_ELSEWHERE


def _of_amounts(one: KeptDiscrepancy) -> Likely:
    booked, stated = one.booked_amount, one.stated_amount
    if booked is None or stated is None or booked.currency != stated.currency:
        return Likely.OTHER_CURRENCY
    less = abs(booked.fen) - abs(stated.fen)
    if less < 0:
        return Likely.MORE_CAME
    return Likely.FEE_KEPT if less * FEE_AT_MOST <= abs(booked.fen) else Likely.PART_ONLY
