"""What a run would pay out of what is owed, and why the rest is left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from yeshi.base.money import Money
from yeshi.payments.payee import Payee
from yeshi.payments.rules import PayoutRules

# So many are paid in one run; whom it leaves out, the next one has.
PAYOUTS_MAX = 2000


class LeftOut(StrEnum):
    """Why what is owed is not paid out now."""

    NO_PAYEE = "no_payee"
    CAME_BACK = "came_back"
    CARRIES_CASH = "carries_cash"
    TOO_LITTLE = "too_little"


@dataclass(frozen=True, slots=True)
class Owed:
    """What is owed to an account; `kept`: what of it is kept for cash that is carried."""

    account: str
    amount: Money
    kept: Money
    payee: Payee | None
    came_back_at: datetime | None = None

    @property
    def free(self) -> Money:
        """What could be paid out."""
        return self.amount - self.kept


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is paid out, and what is left with its reason; each by account."""

    paid: tuple[tuple[Owed, Payee], ...]
    left: tuple[tuple[Owed, LeftOut], ...]


def propose(owed: Mapping[str, Owed], rules: PayoutRules) -> Proposal:
    """All that can be paid out by the rules; who is owed nothing is neither paid nor left."""
    paid: list[tuple[Owed, Payee]] = []
    left: list[tuple[Owed, LeftOut]] = []
    for one in (owed[account] for account in sorted(owed)):
        if one.amount.fen <= 0:
            continue
        why = left_out(one, rules)
        if why is None and one.payee is not None:
            paid.append((one, one.payee))
        else:
            left.append((one, why or LeftOut.NO_PAYEE))
    return Proposal(tuple(paid), tuple(left))


def left_out(one: Owed, rules: PayoutRules) -> LeftOut | None:
    """Why so much is not paid out now, by the rules; None when it is, or where nothing is owed."""
    if one.payee is None:
        return LeftOut.NO_PAYEE
    # What came back would come back again, until it is said anew whom to pay.
    if one.came_back_at is not None and one.payee.since <= one.came_back_at:
        return LeftOut.CAME_BACK
    if one.amount.fen <= 0:
        return None
    if one.free.fen <= 0:
        return LeftOut.CARRIES_CASH
    return LeftOut.TOO_LITTLE if rules.is_little(one.free) else None
