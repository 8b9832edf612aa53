"""The bank: a run's file is fetched for it, and what it answers is entered."""

from __future__ import annotations

from dataclasses import replace

from yeshi.base.limits import beyond_reason
from yeshi.base.refused import Refused, Unknown
from yeshi.base.sure import allowed
from yeshi.events.payouts import PayoutPaid, PayoutReturned, PayoutsFetched
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.payments.paying_out import PAYMASTER
from yeshi.flow.ports import Answer, Done
from yeshi.payments.payout import Payout, PayoutState, PayoutStep, step
from yeshi.payments.payout_run import PayoutRun, RunNotApproved
from yeshi.people.actor import admit
from yeshi.people.person import CITY


def fetch_file(engine: Engine, key: str, run_id: str) -> Answer:
    """Say that the run's file goes to the bank; the first time is kept."""

    def act(turn: Turn) -> Answer:
        run = _approved(turn, run_id)
        if isinstance(run, Refused):
            return run
        if run.fetched_at is None:
            turn.work.payout_runs.put(replace(run, fetched_at=turn.now))
            turn.emit(PayoutsFetched(run_id))
        return Done({"run": run_id})

    return engine.perform(key, "fetch_payouts", act, asked=(run_id,))


def confirm_run(engine: Engine, key: str, run_id: str) -> Answer:
    """Enter that the bank has carried out all of a run that did not come back."""

    def act(turn: Turn) -> Answer:
        run = _approved(turn, run_id)
        if isinstance(run, Refused):
            return run
        gone = [one for one in turn.work.payouts.of(run_id) if one.state is PayoutState.SENT]
        for one in gone:
            turn.work.payouts.put(allowed(step(one, PayoutStep.CONFIRM, turn.now), "a payout"))
            turn.emit(PayoutPaid(one.id, one.account, one.amount))
        return Done({"run": run_id, "payouts": str(len(gone))})

    return engine.perform(key, "confirm_payouts", act, asked=(run_id,))


def return_payout(engine: Engine, key: str, payout_id: str, why: str) -> Answer:
    """Enter that a payout came back, and why: it is owed again."""

    def act(turn: Turn) -> Answer:
        refused = admit(turn.by, CITY, *PAYMASTER) or beyond_reason(why)
        if refused:
            return refused
        known = _in_its_run(turn, payout_id)
        if known is None:
            return Refused(Unknown("payout", payout_id))
        back = step(known, PayoutStep.RETURN, turn.now, why)
        if isinstance(back, Refused):
            return back
        turn.work.payouts.put(back)
        was_paid = known.state is PayoutState.PAID
        turn.emit(PayoutReturned(back.id, back.account, back.amount, was_paid, why))
        return Done({"payout": payout_id})

    return engine.perform(key, "return_payout", act, asked=(payout_id, why))


def _approved(turn: Turn, run_id: str) -> PayoutRun | Refused:
    """The run that has left, kept from others, for who takes it to the bank."""
    refused = admit(turn.by, CITY, *PAYMASTER)
    if refused:
        return refused
    run = turn.work.payout_runs.lock(run_id)
    if run is None:
        return Refused(Unknown("run", run_id))
    return Refused(RunNotApproved()) if run.approved_at is None else run


def _in_its_run(turn: Turn, payout_id: str) -> Payout | None:
    """The payout, its run kept from who enters the bank's answer at the same time."""
    known = turn.work.payouts.get(payout_id)
    if known is None:
        return None
    turn.work.payout_runs.must_lock(known.run)
    return turn.work.payouts.must_lock(payout_id)
