"""Paying out: a run is proposed, looked at, approved by a second person, or called off."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from yeshi.base.limits import beyond_reason
from yeshi.base.money import total
from yeshi.base.refused import Refused, Unknown
from yeshi.base.sure import allowed
from yeshi.events.payouts import (
    PayoutHeld,
    PayoutOrdered,
    PayoutReleased,
    PayoutsApproved,
    PayoutsCalledOff,
    PayoutsChecked,
    PayoutsProposed,
)
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.payments.changed_since import refuses_sending
from yeshi.flow.payments.owing import owed_in
from yeshi.flow.ports import Answer, Done
from yeshi.payments import payout_run
from yeshi.payments.payout import Payout, PayoutState, PayoutStep, step
from yeshi.payments.payout_run import NothingToPayOut, PayoutRun, RunUnderWay
from yeshi.payments.proposing import PAYOUTS_MAX, propose
from yeshi.payments.rules import PROPOSED_WITHIN
from yeshi.people.actor import admit
from yeshi.people.person import CITY, Role

# Who looks at what is paid out, and who besides may be the second of the two.
PAYMASTER, SECOND = (Role.TREASURER,), (Role.TREASURER, Role.OWNER)


def runs_due(engine: Engine) -> list[date]:
    """The business day that has begun, if what is owed is paid out on it and no run was proposed.

    Later on the day, what is owed would be of the evening that has begun.
    """
    rules, calendar, now = engine.terms.payouts, engine.terms.calendar, engine.clock.now()
    today = calendar.business_day(now)
    if not rules.is_day(today) or now - calendar.day_begins(today) > PROPOSED_WITHIN:
        return []
    with engine.store.read() as work:
        latest = work.payout_runs.latest(1)
        if work.payout_runs.waiting() or any(one.day >= today for one in latest):
            return []
        proposal = propose(owed_in(work, engine.terms.currency), rules)
    return [today] if proposal.paid else []


def propose_due(engine: Engine, day: date) -> Answer:
    """Propose what is owed on that day, as the clock."""
    return propose_run(engine, f"payouts:{day}")


def propose_run(engine: Engine, key: str) -> Answer:
    """Propose to pay out all that is owed now and can be paid; the answer names the run."""

    def act(turn: Turn) -> Answer:
        refused = admit(turn.by, CITY, *PAYMASTER)
        if refused:
            return refused
        # Two who propose at once would propose the same money: they come one after the other.
        turn.work.charters.lock(CITY)
        waiting = turn.work.payout_runs.waiting()
        if waiting:
            return Refused(RunUnderWay(waiting[0].id))
        proposal = propose(owed_in(turn.work, turn.terms.currency), turn.terms.payouts)
        if not proposal.paid:
            return Refused(NothingToPayOut())
        day = turn.terms.calendar.business_day(turn.now)
        run = PayoutRun(id=turn.new_id("run"), day=day, proposed_at=turn.now)
        turn.work.payout_runs.add(run)
        # Who is owed most is not the one that waits.
        first = sorted(proposal.paid, key=lambda one: (-one[0].free.fen, one[0].account))
        payouts = [
            Payout(
                id=turn.new_id("po"), run=run.id, day=day, account=owed.account,
                payee=payee, amount=owed.free,
            )
            for owed, payee in first[:PAYOUTS_MAX]
        ]  # fmt: skip
        for one in payouts:
            turn.work.payouts.add(one)
        amount = total((one.amount for one in payouts), turn.terms.currency)
        turn.emit(PayoutsProposed(run.id, day, len(payouts), amount))
        return Done({"run": run.id})

    return engine.perform(key, "propose_payouts", act)


def hold(engine: Engine, key: str, payout_id: str, why: str) -> Answer:
    """Hold a payout back from its run; the money stays where it is owed."""

    def act(turn: Turn) -> Answer:
        refused = admit(turn.by, CITY, *PAYMASTER) or beyond_reason(why)
        if refused:
            return refused
        held = _stepped(turn, payout_id, PayoutStep.HOLD, why)
        if isinstance(held, Refused):
            return held
        turn.emit(PayoutHeld(held.run, held.id, why))
        return Done({"payout": held.id})

    return engine.perform(key, "hold_payout", act, asked=(payout_id, why))


def release(engine: Engine, key: str, payout_id: str) -> Answer:
    """Have a payout that was held back go with its run."""

    def act(turn: Turn) -> Answer:
        refused = admit(turn.by, CITY, *PAYMASTER)
        if refused:
            return refused
        released = _stepped(turn, payout_id, PayoutStep.RELEASE)
        if isinstance(released, Refused):
            return released
        turn.emit(PayoutReleased(released.run, released.id))
        return Done({"payout": released.id})

    return engine.perform(key, "release_payout", act, asked=(payout_id,))


def check_run(engine: Engine, key: str, run_id: str) -> Answer:
    """Say that a run is right, as the first of two people."""

    def change(turn: Turn, run: PayoutRun) -> Answer:
        checked = payout_run.check(run, turn.by.id)
        if isinstance(checked, Refused):
            return checked
        turn.work.payout_runs.put(checked)
        turn.emit(PayoutsChecked(run_id))
        return Done({"run": run_id})

    return _of_run(engine, key, "check_payouts", run_id, PAYMASTER, change)


def approve_run(engine: Engine, key: str, run_id: str) -> Answer:
    """Have a run be paid out, as the second of two people: the money leaves who is owed it."""

    def change(turn: Turn, run: PayoutRun) -> Answer:
        approved = payout_run.approve(run, turn.by.id, turn.now)
        if isinstance(approved, Refused):
            return approved
        going = [one for one in turn.work.payouts.of(run_id) if one.state is PayoutState.PROPOSED]
        if not going:
            return Refused(NothingToPayOut())
        refused = refuses_sending(turn, going)
        if refused:
            return refused
        for one in going:
            turn.work.payouts.put(allowed(step(one, PayoutStep.SEND, turn.now), "a payout"))
            turn.emit(PayoutOrdered(one.id, one.account, one.amount))
        turn.work.payout_runs.put(approved)
        amount = total((one.amount for one in going), turn.terms.currency)
        turn.emit(PayoutsApproved(run_id, len(going), amount))
        return Done({"run": run_id, "payouts": str(len(going))})

    return _of_run(engine, key, "approve_payouts", run_id, SECOND, change)


def call_off_run(engine: Engine, key: str, run_id: str, why: str) -> Answer:
    """Pay nothing of a run that waits; what is owed can be proposed anew."""

    def change(turn: Turn, run: PayoutRun) -> Answer:
        refused = beyond_reason(why)
        if refused:
            return refused
        off = payout_run.call_off(run)
        if isinstance(off, Refused):
            return off
        for one in turn.work.payouts.of(run_id):
            turn.work.payouts.put(allowed(step(one, PayoutStep.DROP, turn.now), "a payout"))
        turn.work.payout_runs.put(off)
        turn.emit(PayoutsCalledOff(run_id, why))
        return Done({"run": run_id})

    return _of_run(engine, key, "call_off_payouts", run_id, SECOND, change, why)


def _of_run(
    engine: Engine, key: str, command: str, run_id: str, roles: tuple[Role, ...],
    change: Callable[[Turn, PayoutRun], Answer], *more: str,
) -> Answer:  # fmt: skip
    def act(turn: Turn) -> Answer:
        refused = admit(turn.by, CITY, *roles)
        if refused:
            return refused
        run = turn.work.payout_runs.lock(run_id)
        return Refused(Unknown("run", run_id)) if run is None else change(turn, run)

    return engine.perform(key, command, act, asked=(run_id, *more))


def _stepped(turn: Turn, payout_id: str, taken: PayoutStep, why: str = "") -> Payout | Refused:
    """The payout after the step, in a run that waits; it is looked at anew."""
    known = turn.work.payouts.get(payout_id)
    if known is None:
        return Refused(Unknown("payout", payout_id))
    run = payout_run.change(turn.work.payout_runs.must_lock(known.run))
    if isinstance(run, Refused):
        return run
    after = step(turn.work.payouts.must_lock(payout_id), taken, turn.now, why)
    if isinstance(after, Refused):
        return after
    turn.work.payouts.put(after)
    turn.work.payout_runs.put(run)
    return after
