"""What a treasurer looks at: what is owed and to whom, runs, and the payouts in one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from yeshi.base.money import Money, total
from yeshi.base.names import Name
from yeshi.base.refused import Refused, Unknown
from yeshi.flow.engine import Engine
from yeshi.flow.payments.owing import owed_in
from yeshi.flow.payments.paying_out import PAYMASTER, SECOND
from yeshi.flow.payments.whose import names_of
from yeshi.flow.ports import Work
from yeshi.payments.payout import PAYOUT_LIFE, Payout, PayoutState, PayoutStep
from yeshi.payments.payout_run import PayoutRun, RunState
from yeshi.payments.proposing import LeftOut, propose
from yeshi.people.person import CITY

RUNS_SHOWN = 30


@dataclass(frozen=True, slots=True)
class LeftOwed:
    """Somebody who is owed money that is not paid out now, and why."""

    account: str
    name: Name
    owed: Money
    why: LeftOut


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyDesk:
    """What is owed in all, how much of it could be paid out to how many, and what cannot.

    `on_its_way`: of which the bank has not answered. `next_day`: when the clock proposes next, None
    where it never does. `waiting`: the run that waits for somebody's word.
    """

    owed: Money
    ready: Money
    payees: int
    left: tuple[LeftOwed, ...]
    on_its_way: Money
    next_day: date | None
    waiting: PayoutRun | None
    runs: tuple[tuple[PayoutRun, Money], ...]


@dataclass(frozen=True, slots=True)
class PayoutSeen:
    """A payout in a run, whose it is, and whether it goes where none went before."""

    payout: Payout
    name: Name
    is_new: bool

    def may(self, step: PayoutStep) -> bool:
        """Whether that step can follow."""
        return (self.payout.state, step) in PAYOUT_LIFE


@dataclass(frozen=True, slots=True, kw_only=True)
class RunSeen:
    """A run and its payouts, the highest first; by whom it was looked at and approved, by name.

    `amounts`: what there is of it in each state. `looks`, `decides`: whether who asks may say that
    it is right, as the first of two people, and as the second.
    """

    run: PayoutRun
    payouts: tuple[PayoutSeen, ...]
    amounts: dict[PayoutState, Money]
    checked_by: str
    approved_by: str
    looks: bool
    decides: bool

    @property
    def to_look_at(self) -> bool:
        """Whether it waits for the first of two people, and who asks may be it."""
        return self.looks and self.run.state is RunState.PROPOSED

    @property
    def to_approve(self) -> bool:
        """Whether it waits for the second."""
        return self.run.state is RunState.CHECKED

    @property
    def for_bank(self) -> bool:
        """Whether who asks takes it to the bank."""
        return self.looks and self.run.state is RunState.APPROVED

    @property
    def awaits_bank(self) -> bool:
        """Whether the bank has not answered for all of it."""
        return PayoutState.SENT in self.amounts

    def steps(self, seen: PayoutSeen) -> tuple[PayoutStep, ...]:
        """What who asks can have follow at a payout."""
        open_to = (PayoutStep.HOLD, PayoutStep.RELEASE) if self.run.is_open else ()
        offered = (*open_to, PayoutStep.RETURN) if self.looks else ()
        return tuple(one for one in offered if seen.may(one))


def money_desk(engine: Engine) -> MoneyDesk:
    """What is owed, and what was paid out lately."""
    currency, rules = engine.terms.currency, engine.terms.payouts
    today = engine.terms.calendar.business_day(engine.clock.now())
    with engine.store.read() as work:
        owed = owed_in(work, currency)
        proposal = propose(owed, rules)
        names = names_of(work, [one.account for one, _ in proposal.left])
        waiting = work.payout_runs.waiting()
        runs = tuple(
            (run, total((one.amount for one in work.payouts.of(run.id)), currency))
            for run in work.payout_runs.latest(RUNS_SHOWN)
        )
        way = total((one.amount for one in work.payouts.on_their_way()), currency)
    return MoneyDesk(
        owed=total((one.amount for one in owed.values()), currency),
        ready=total((one.free for one, _ in proposal.paid), currency),
        payees=len(proposal.paid),
        left=tuple(
            LeftOwed(one.account, names[one.account], one.amount, why) for one, why in proposal.left
        ),
        on_its_way=way,
        next_day=rules.next_after(today),
        waiting=waiting[0] if waiting else None,
        runs=runs,
    )


def run_seen(engine: Engine, run_id: str) -> RunSeen | Refused:
    """The run with its payouts, for a treasurer, or for who may be the second of the two."""
    by, currency = engine.actor, engine.terms.currency
    with engine.store.read() as work:
        run = work.payout_runs.get(run_id)
        if run is None:
            return Refused(Unknown("run", run_id))
        payouts = work.payouts.of(run_id)
        names = names_of(work, [one.account for one in payouts])
        checked_by, approved_by = (_person(work, id_) for id_ in (run.checked_by, run.approved_by))
    seen = [
        PayoutSeen(one, names[one.account], one.payee.is_new(run.proposed_at)) for one in payouts
    ]
    seen.sort(key=lambda one: (-one.payout.amount.fen, one.payout.id))
    looks = any(by.has(role, CITY) for role in PAYMASTER)
    decides = any(by.has(role, CITY) for role in SECOND) and run.checked_by != by.id
    return RunSeen(
        run=run,
        payouts=tuple(seen),
        amounts=_amounts(payouts, currency),
        checked_by=checked_by,
        approved_by=approved_by,
        looks=looks,
        decides=run.state is RunState.CHECKED and decides,
    )


def _amounts(payouts: Sequence[Payout], currency: str) -> dict[PayoutState, Money]:
    return {
        state: amount
        for state in PayoutState
        if (amount := total((one.amount for one in payouts if one.state is state), currency)).fen
    }


def _person(work: Work, id_: str | None) -> str:
    found = work.persons.get(id_) if id_ else None
    return found.name if found else id_ or ""
