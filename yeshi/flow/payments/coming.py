"""What a stall or a courier is owed, when it comes, and what was paid out before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from yeshi.base.money import Money, total
from yeshi.base.names import Name
from yeshi.flow.engine import Engine
from yeshi.flow.payments.owing import owed_to, proposed_already
from yeshi.flow.payments.whose import name_of
from yeshi.flow.ports import Work
from yeshi.payments.payout import Payout, PayoutState
from yeshi.payments.proposing import LeftOut, Owed, left_out
from yeshi.payments.rules import PayoutRules

SHOWN = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """What an account is owed and when it comes.

    `why`: why it is not paid out as it stands. `paid_on`: the day on which it is paid out next,
    None where the city pays by hand; `there_on`: when it is there. `proposed`: what of it stands in
    a list that waits for somebody's word; `on_its_way`: what has left, and is not there yet.
    """

    owed: Owed
    rules: PayoutRules
    why: LeftOut | None
    paid_on: date | None
    there_on: date | None
    proposed: Money
    on_its_way: Money


@dataclass(frozen=True, slots=True)
class PaidOut:
    """What comes, and the latest payouts."""

    coming: Coming
    payouts: tuple[Payout, ...]


def coming(engine: Engine, account: str) -> Coming:
    """What the account is owed, and when it comes."""
    with engine.store.read() as work:
        return _coming(engine, work, account, work.payouts.of_account(account, SHOWN))


def paid_out(engine: Engine, account: str) -> PaidOut:
    """What comes, and the latest payouts, the last first; not those that were proposed only."""
    with engine.store.read() as work:
        latest = work.payouts.of_account(account, SHOWN)
        told = tuple(one for one in latest if one.has_left)
        return PaidOut(_coming(engine, work, account, latest), told)


def name(engine: Engine, account: str) -> Name:
    """What whoever is owed it is called."""
    with engine.store.read() as work:
        return name_of(work, account)


def _coming(engine: Engine, work: Work, account: str, latest: list[Payout]) -> Coming:
    terms = engine.terms
    rules, today = terms.payouts, terms.calendar.business_day(engine.clock.now())
    owed = owed_to(work, account, terms.currency)
    left = [one.amount for one in latest if one.state is PayoutState.SENT]
    paid_on = rules.next_after(today)
    return Coming(
        owed=owed,
        rules=rules,
        why=left_out(owed, rules),
        paid_on=paid_on,
        there_on=paid_on and rules.arrives_on(paid_on),
        proposed=proposed_already(work, account, terms.currency),
        on_its_way=total(left, terms.currency),
    )
