"""What is paid out, as programs are told it: of an account's number they see the last four."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from yeshi.base.money import Money
from yeshi.base.names import Name
from yeshi.flow.payments.coming import PaidOut
from yeshi.flow.payments.desk import RunSeen
from yeshi.payments.payout import PayoutState
from yeshi.payments.payout_run import RunState
from yeshi.payments.proposing import LeftOut


@dataclass(frozen=True, slots=True, kw_only=True)
class PayoutTold:
    """A payout; `new`: it goes where none went before."""

    id: str
    account: str
    name: Name
    holder: str
    number: str
    amount: Money
    state: PayoutState
    why: str
    new: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RunTold:
    """A run with its payouts."""

    id: str
    day: date
    state: RunState
    proposed_at: datetime
    checked_by: str
    approved_by: str
    fetched_at: datetime | None
    payouts: tuple[PayoutTold, ...]


def told(seen: RunSeen) -> RunTold:
    """The run, without numbers of accounts."""
    run = seen.run
    return RunTold(
        id=run.id,
        day=run.day,
        state=run.state,
        proposed_at=run.proposed_at,
        checked_by=seen.checked_by,
        approved_by=seen.approved_by,
        fetched_at=run.fetched_at,
        payouts=tuple(
            PayoutTold(
                id=one.payout.id,
                account=one.payout.account,
                name=one.name,
                holder=one.payout.payee.holder,
                number=one.payout.payee.masked,
                amount=one.payout.amount,
                state=one.payout.state,
                why=one.payout.why,
                new=one.is_new,
            )
            for one in seen.payouts
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPayout:
    """A payout as whoever was paid is told it."""

    id: str
    day: date
    amount: Money
    number: str
    state: PayoutState
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ComingTold:
    """What one is owed and when it comes; `waits`: why it is not paid out as it stands."""

    owed: Money
    kept_for_cash: Money
    waits: LeftOut | None
    paid_on: date | None
    there_on: date | None
    on_its_way: Money
    payee: str
    payouts: tuple[OwnPayout, ...]


def told_coming(found: PaidOut) -> ComingTold:
    """What comes and what came, without numbers of accounts."""
    comes = found.coming
    return ComingTold(
        owed=comes.owed.amount,
        kept_for_cash=comes.owed.kept,
        waits=comes.why,
        paid_on=comes.paid_on,
        there_on=comes.there_on,
        on_its_way=comes.on_its_way,
        payee=comes.owed.payee.masked if comes.owed.payee else "",
        payouts=tuple(
            OwnPayout(
                id=one.id,
                day=one.day,
                amount=one.amount,
                number=one.payee.masked,
                state=one.state,
                why=one.why,
            )
            for one in found.payouts
        ),
    )
