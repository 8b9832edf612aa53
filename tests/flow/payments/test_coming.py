"""What one is owed and when it comes, as it is told to who waits for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.builders import SmallCity, done
from tests.flow.payments.paying import HOLDER, SAID, TREASURER, approved, owing, proposed
from yeshi.base.names import Name
from yeshi.flow.in_force import InForce
from yeshi.flow.payments import banking, payees, paying_out
from yeshi.flow.payments.coming import coming, name, paid_out
from yeshi.ledger import accounts
from yeshi.payments.payout import PayoutState
from yeshi.payments.proposing import LeftOut
from yeshi.payments.rules import PayoutRules

A = accounts.merchant("a")


def by(city: SmallCity, rules: PayoutRules) -> None:
    """Have the city pay out by these."""
    city.engine.in_force = InForce.alone(replace(city.engine.terms, payouts=rules))


def test_the_day_is_the_next_on_which_is_paid_out() -> None:
    """On a Tuesday night, of a city that pays on Tuesdays and Fridays, it is Friday."""
    city = owing()
    by(city, PayoutRules(days=(1, 4), arrives_days=2))
    found = coming(city.engine, A)
    assert (found.paid_on, found.there_on) == (date(2026, 11, 27), date(2026, 11, 29))
    assert found.why is None
    by(city, PayoutRules(days=()))
    assert (coming(city.engine, A).paid_on, coming(city.engine, A).there_on) == (None, None)
    by(city, PayoutRules(least=city.money(1_000_000)))
    assert coming(city.engine, A).why is LeftOut.TOO_LITTLE


def test_what_is_proposed_and_on_its_way_is_told_apart() -> None:
    """And each payout with what became of it; what was proposed only is none."""
    city = owing()
    owed = city.money(city.balance(A))
    run = proposed(city)
    found = paid_out(city.engine, A)
    assert (found.coming.proposed, found.payouts) == (owed, ())
    done(paying_out.call_off_run(city.by(TREASURER), city.key(), run, "again"))
    assert coming(city.engine, A).proposed == city.money(0)
    second = approved(city)
    found = paid_out(city.engine, A)
    assert (found.coming.on_its_way, found.coming.owed.amount.fen) == (owed, 0)
    assert [one.state for one in found.payouts] == [PayoutState.SENT]
    done(banking.return_payout(city.by(TREASURER), city.key(), found.payouts[0].id, "gone"))
    found = paid_out(city.engine, A)
    assert found.coming.why is LeftOut.CAME_BACK
    assert [(one.run, one.state) for one in found.payouts] == [(second, PayoutState.RETURNED)]
    city.wait(1)
    done(payees.enter_payee(city.by(HOLDER), city.key(), A, SAID))
    assert coming(city.engine, A).why is None


def test_what_a_courier_carries_is_kept() -> None:
    """Until it is handed in."""
    city = owing()
    courier = coming(city.engine, accounts.courier("x"))
    assert courier.owed.payee is None
    assert courier.why is LeftOut.NO_PAYEE
    assert name(city.engine, accounts.courier("x")) == Name("x", "x")
