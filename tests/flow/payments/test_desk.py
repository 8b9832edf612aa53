"""What a treasurer is shown: what is owed, what is left and why, and whom a run pays."""

from __future__ import annotations

from datetime import timedelta

from tests.builders import done
from tests.flow.payments.paying import (
    HOLDER,
    OTHER,
    OWNER,
    TREASURER,
    owing,
    proposed,
)
from yeshi.base.refused import Refused, Unknown
from yeshi.flow.payments import paying_out
from yeshi.flow.payments.desk import RunSeen, money_desk, run_seen
from yeshi.ledger import accounts
from yeshi.payments.payout import PayoutState
from yeshi.payments.proposing import LeftOut

A = accounts.merchant("a")


def test_all_that_is_owed_is_paid_or_left() -> None:
    """The courier has not said whom to pay."""
    city = owing()
    desk = money_desk(city.by(TREASURER))
    stall, courier = city.balance(A), city.balance(accounts.courier("x"))
    assert (desk.owed.fen, desk.ready.fen, desk.payees) == (stall + courier, stall, 1)
    assert [(one.account, one.owed.fen, one.why) for one in desk.left] == [
        (accounts.courier("x"), courier, LeftOut.NO_PAYEE)
    ]
    run = proposed(city)
    desk = money_desk(city.by(TREASURER))
    assert desk.waiting is not None
    assert [(one.id, amount.fen) for one, amount in desk.runs] == [(run, stall)]


def test_a_run_is_told_with_who_may_do_what_next() -> None:
    """Whoever looked at it does not decide."""
    city = owing()
    run = proposed(city)
    done(paying_out.check_run(city.by(TREASURER), city.key(), run))
    said = {}
    for person in (TREASURER, OTHER, OWNER, HOLDER):
        found = run_seen(city.by(person), run)
        assert isinstance(found, RunSeen)
        said[person.id] = (found.looks, found.decides)
    assert said == {
        "tr": (True, False), "tr2": (True, True), "ow": (False, True), "ha": (False, False),
    }  # fmt: skip
    found = run_seen(city.by(OTHER), run)
    assert isinstance(found, RunSeen)
    assert (found.checked_by, found.approved_by) == ("Treasurer", "")
    assert found.amounts == {PayoutState.PROPOSED: found.payouts[0].payout.amount}
    assert run_seen(city.by(OTHER), "none") == Refused(Unknown("run", "none"))


def test_whom_one_pays_for_the_first_time_is_marked() -> None:
    """Not whom one has known for long."""
    city = owing()
    first = run_seen(city.by(TREASURER), proposed(city))
    assert isinstance(first, RunSeen)
    assert [one.is_new for one in first.payouts] == [True]
    done(paying_out.call_off_run(city.by(TREASURER), city.key(), first.run.id, "later"))
    city.clock.put(city.clock.now() + timedelta(days=20))
    later = run_seen(city.by(TREASURER), proposed(city))
    assert isinstance(later, RunSeen)
    assert [one.is_new for one in later.payouts] == [False]
