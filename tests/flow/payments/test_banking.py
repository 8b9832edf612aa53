"""What the bank answers: all of a run is there, but for what came back."""

from __future__ import annotations

from tests.builders import done, refused
from tests.flow.payments.paying import (
    HOLDER,
    OWNER,
    SAID,
    TREASURER,
    approved,
    owing,
    payouts_of,
    proposed,
    well,
)
from yeshi.base.refused import Unknown
from yeshi.flow.payments import banking, payees, paying_out
from yeshi.ledger import accounts
from yeshi.payments.payout import PayoutOutOfTurn, PayoutState
from yeshi.payments.payout_run import NothingToPayOut, RunNotApproved
from yeshi.people.person import NotAllowed

A = accounts.merchant("a")


def test_what_the_bank_has_carried_out_leaves_the_city() -> None:
    """What was on its way is at the bank's, once."""
    city = owing()
    owed = city.balance(A)
    run = approved(city)
    by = city.by(TREASURER)
    done(banking.fetch_file(by, city.key(), run))
    with city.store.read() as work:
        first = work.payout_runs.must(run).fetched_at
    city.wait(60)
    done(banking.fetch_file(by, city.key(), run))
    with city.store.read() as work:
        assert work.payout_runs.must(run).fetched_at == first
    assert done(banking.confirm_run(by, city.key(), run))["payouts"] == "1"
    assert done(banking.confirm_run(by, city.key(), run))["payouts"] == "0"
    assert city.balance(accounts.PAYOUTS) == 0
    assert city.balance(accounts.BANK) == owed
    well(city)


def test_what_comes_back_is_owed_again_and_waits_for_another_payee() -> None:
    """Before the bank's word, and after it."""
    for is_late in (False, True):
        city = owing()
        owed = city.balance(A)
        run = approved(city)
        by = city.by(TREASURER)
        if is_late:
            done(banking.confirm_run(by, city.key(), run))
        one = payouts_of(city, run)[0].id
        done(banking.return_payout(by, city.key(), one, "no such account"))
        assert (city.balance(A), city.balance(accounts.PAYOUTS)) == (owed, 0)
        assert city.balance(accounts.BANK) == 0
        twice = banking.return_payout(by, city.key(), one, "again")
        assert refused(twice) == PayoutOutOfTurn("returned", "return")
        # The same account would send it back again.
        assert refused(paying_out.propose_run(by, city.key())) == NothingToPayOut()
        city.wait(1)
        done(payees.enter_payee(city.by(HOLDER), city.key(), A, SAID))
        assert payouts_of(city, proposed(city))[0].amount.fen == owed
        well(city)


def test_nothing_is_fetched_or_confirmed_before_it_was_approved() -> None:
    """Nor by who may only approve."""
    city = owing()
    run = proposed(city)
    for act in (banking.fetch_file, banking.confirm_run):
        assert refused(act(city.by(TREASURER), city.key(), run)) == RunNotApproved()
        assert refused(act(city.by(TREASURER), city.key(), "x")) == Unknown("run", "x")
        assert refused(act(city.by(OWNER), city.key(), run)) == NotAllowed("treasurer", "city")
    back = banking.return_payout(city.by(TREASURER), city.key(), payouts_of(city, run)[0].id, "x")
    assert refused(back) == PayoutOutOfTurn("proposed", "return")
    gone = banking.return_payout(city.by(TREASURER), city.key(), "x", "x")
    assert refused(gone) == Unknown("payout", "x")
    assert PayoutState.PROPOSED is payouts_of(city, run)[0].state
