"""Runs are proposed once, approved by two people, and pay each account what it is owed once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.builders import CALENDAR, CHARTER, SmallCity, done, refused
from tests.flow.payments.paying import (
    HOLDER,
    OTHER,
    OWNER,
    SAID,
    TREASURER,
    approved,
    owing,
    payouts_of,
    proposed,
    sell,
    well,
)
from yeshi.adapters.postgres.store import PostgresStore
from yeshi.base.refused import Unknown
from yeshi.flow.due import PAYOUTS, carry_out
from yeshi.flow.in_force import InForce
from yeshi.flow.payments import payees, paying_out
from yeshi.ledger import accounts
from yeshi.ledger.transfers import Movement, Transfer
from yeshi.payments.payout import OwedLess, PayeeChanged, PayoutState
from yeshi.payments.payout_run import (
    NothingToPayOut,
    RunOutOfTurn,
    RunState,
    RunUnderWay,
    SecondApproves,
)
from yeshi.payments.rules import PayoutRules
from yeshi.people.person import NotAllowed

A = accounts.merchant("a")


def test_what_is_owed_leaves_once_when_two_people_have_looked() -> None:
    """Into what is on its way, and nothing before."""
    city = owing()
    owed = city.balance(A)
    run = proposed(city)
    assert [(one.account, one.amount.fen) for one in payouts_of(city, run)] == [(A, owed)]
    assert city.balance(A) == owed
    again = paying_out.propose_run(city.by(OTHER), city.key())
    assert refused(again) == RunUnderWay(run)
    early = paying_out.approve_run(city.by(OTHER), city.key(), run)
    assert refused(early) == RunOutOfTurn("proposed", "approve")
    done(paying_out.check_run(city.by(TREASURER), city.key(), run))
    alone = paying_out.approve_run(city.by(TREASURER), city.key(), run)
    assert refused(alone) == SecondApproves()
    # What is earned meanwhile is not in the list.
    sell(city)
    more = city.balance(A) - owed
    done(paying_out.approve_run(city.by(OWNER), city.key(), run))
    assert (city.balance(A), city.balance(accounts.PAYOUTS)) == (more, owed)
    twice = paying_out.approve_run(city.by(OTHER), city.key(), run)
    assert refused(twice) == RunOutOfTurn("approved", "approve")
    well(city)


def test_who_has_no_say_is_told_so() -> None:
    """A stall proposes nothing; an owner approves, and does not look first."""
    city = owing()
    stall = paying_out.propose_run(city.by(HOLDER), city.key())
    assert refused(stall) == NotAllowed("treasurer", "city")
    run = proposed(city)
    owner = paying_out.check_run(city.by(OWNER), city.key(), run)
    assert refused(owner) == NotAllowed("treasurer", "city")
    nowhere = paying_out.check_run(city.by(TREASURER), city.key(), "run-none")
    assert refused(nowhere) == Unknown("run", "run-none")


def test_what_is_held_back_stays_owed() -> None:
    """And the list is looked at anew, since it is another."""
    city = owing()
    owed = city.balance(A)
    run = proposed(city)
    one = payouts_of(city, run)[0].id
    done(paying_out.check_run(city.by(TREASURER), city.key(), run))
    done(paying_out.hold(city.by(TREASURER), city.key(), one, "a dispute"))
    with city.store.read() as work:
        assert work.payout_runs.must(run).state is RunState.PROPOSED
    done(paying_out.check_run(city.by(TREASURER), city.key(), run))
    nothing = paying_out.approve_run(city.by(OTHER), city.key(), run)
    assert refused(nothing) == NothingToPayOut()
    done(paying_out.release(city.by(TREASURER), city.key(), one))
    done(paying_out.check_run(city.by(TREASURER), city.key(), run))
    done(paying_out.approve_run(city.by(OTHER), city.key(), run))
    assert (city.balance(A), city.balance(accounts.PAYOUTS)) == (0, owed)
    late = paying_out.hold(city.by(TREASURER), city.key(), one, "too late")
    assert refused(late) == RunOutOfTurn("approved", "change")
    well(city)


def test_a_run_that_is_called_off_pays_nothing() -> None:
    """All of it can be proposed anew."""
    city = owing()
    owed = city.balance(A)
    run = proposed(city)
    done(paying_out.call_off_run(city.by(OWNER), city.key(), run, "wrong day"))
    assert [one.state for one in payouts_of(city, run)] == [PayoutState.DROPPED]
    assert city.balance(A) == owed
    assert payouts_of(city, proposed(city))[0].amount.fen == owed
    well(city)


def test_another_payee_than_was_looked_at_is_not_paid() -> None:
    """Whoever changed it, and however late."""
    city = owing()
    run = proposed(city)
    done(paying_out.check_run(city.by(TREASURER), city.key(), run))
    other = replace(SAID, number="87654321")
    done(payees.enter_payee(city.by(HOLDER), city.key(), A, other))
    changed = paying_out.approve_run(city.by(OTHER), city.key(), run)
    assert refused(changed) == PayeeChanged(A)
    assert city.balance(accounts.PAYOUTS) == 0


def test_more_than_is_owed_by_now_is_not_paid() -> None:
    """A courier who took cash since keeps that much for it."""
    city = owing()
    courier = accounts.courier("x")
    with city.store.begin() as work:
        work.payees.add(replace(work.payees.must(A), id=courier))
    run = proposed(city)
    owed = city.balance(courier)
    assert owed > 0
    done(paying_out.check_run(city.by(TREASURER), city.key(), run))
    with city.store.begin() as work:
        cash = Movement(accounts.cash("x"), accounts.DUE, city.money(200), "cash")
        work.ledger.move([Transfer("tr-cash", city.clock.now(), None, cash)])
    less = paying_out.approve_run(city.by(OTHER), city.key(), run)
    assert refused(less) == OwedLess(courier, owed - 200, owed, "CNY")
    assert city.balance(accounts.PAYOUTS) == 0


def test_the_clock_proposes_on_its_days_and_once() -> None:
    """When the business day has turned; not while another list waits, nor where nothing is owed."""
    city = owing()
    city.engine.in_force = InForce.alone(replace(city.engine.terms, payouts=PayoutRules(days=(2,))))
    # A Tuesday night; on Wednesday evening it is too late for what was owed in the morning.
    assert carry_out(city.engine, PAYOUTS) == 0
    tuesday = city.clock.now()
    city.clock.put(tuesday + timedelta(days=1))
    assert carry_out(city.engine, PAYOUTS) == 0
    city.clock.put(CALENDAR.day_begins(date(2026, 12, 2)))
    assert carry_out(city.engine, PAYOUTS) == 1
    assert carry_out(city.engine, PAYOUTS) == 0
    with city.store.read() as work:
        (run,) = work.payout_runs.waiting()
    done(paying_out.call_off_run(city.by(OWNER), city.key(), run.id, "by hand"))
    assert carry_out(city.engine, PAYOUTS) == 0
    city.clock.put(city.clock.now() + timedelta(days=7))
    assert carry_out(city.engine, PAYOUTS) == 1


def test_two_who_approve_at_once_pay_once(postgres: PostgresStore) -> None:
    """On PostgreSQL, with other things proposed at the same moment."""
    city = owing(postgres)
    with city.store.begin() as work:
        work.charters.add(CHARTER)
    owed = city.balance(A)
    with ThreadPoolExecutor(4) as pool:
        asked = [
            pool.submit(paying_out.propose_run, city.by(TREASURER), f"p{one}") for one in range(4)
        ]
        runs = [one.result() for one in asked]
    (run,) = [one.data["run"] for one in runs if not hasattr(one, "reason")]
    done(paying_out.check_run(city.by(TREASURER), city.key(), run))
    with ThreadPoolExecutor(4) as pool:
        said = [
            pool.submit(paying_out.approve_run, city.by(one), f"a{number}", run)
            for number, one in enumerate((OTHER, OWNER, OTHER, OWNER))
        ]
        answers = [one.result() for one in said]
    assert sum(not hasattr(one, "reason") for one in answers) == 1
    assert (city.balance(A), city.balance(accounts.PAYOUTS)) == (0, owed)
    well(city)


@pytest.mark.parametrize("why", ["", "x" * 201])
def test_holding_back_and_calling_off_need_a_reason(why: str) -> None:
    """A sentence, not a book."""
    city = owing()
    run = proposed(city)
    one = payouts_of(city, run)[0].id
    for answer in (
        paying_out.hold(city.by(TREASURER), city.key(), one, why),
        paying_out.call_off_run(city.by(TREASURER), city.key(), run, why),
    ):
        assert refused(answer).code() == "invalid"


def test_nothing_is_proposed_where_nobody_said_whom_to_pay() -> None:
    """And it is said so."""
    city = SmallCity().settle_in()
    answer = paying_out.propose_run(city.by(TREASURER), city.key())
    assert refused(answer) == NothingToPayOut()
    assert approved(owing())
