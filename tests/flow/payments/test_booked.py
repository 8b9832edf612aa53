"""What the books say of a provider and of the bank is what was moved there, under its names."""

from __future__ import annotations

from datetime import timedelta

from tests.builders import done
from tests.flow.payments.paying import TREASURER, approved, owing, payouts_of
from tests.flow.payments.taker import PaidCity, city
from yeshi.flow.payments import banking
from yeshi.flow.payments.booked import booked
from yeshi.ledger import accounts

__all__ = ["city"]

DAY = timedelta(days=1)


def test_a_provider_holds_what_came_less_what_went_back(city: PaidCity) -> None:
    kept, back = city.pay({"a1": 1}), city.pay({"b1": 1})
    city.call_off(back.order or "")
    city.go_on()
    now, calendar = city.clock.now(), city.engine.terms.calendar
    with city.store.read() as work:
        told = booked(work, "provider:taker", now - DAY, now + DAY, calendar)
        before = booked(work, "provider:taker", now - 2 * DAY, now - DAY, calendar)
        other = booked(work, "provider:stripe", now - DAY, now + DAY, calendar)
    assert sum(one.amount.fen for one in told) == -city.balance("provider:taker")
    (refund,) = city.refunds(back.id)
    assert {one.id for one in told} == {kept.id, back.id, refund.id}
    went = next(one for one in told if one.amount.fen < 0)
    assert went.names == (refund.name, refund.id, back.id, f"ref-{back.id}")
    assert before == other == []


def test_the_bank_has_paid_what_was_confirmed_and_has_what_came_back() -> None:
    city = owing()
    run = approved(city)
    payout = payouts_of(city, run)[0]
    by, calendar = city.by(TREASURER), city.engine.terms.calendar
    done(banking.confirm_run(by, city.key(), run))
    city.wait(60)
    now = city.clock.now()
    with city.store.read() as work:
        (paid,) = booked(work, accounts.BANK, now - DAY, now + DAY, calendar)
    assert (paid.names, paid.amount) == ((payout.id,), payout.amount * -1)
    done(banking.return_payout(by, city.key(), payout.id, "no such account"))
    with city.store.read() as work:
        told = booked(work, accounts.BANK, now - DAY, now + DAY, calendar)
    assert [(one.names, one.amount) for one in told] == [
        ((payout.id,), payout.amount * -1),
        ((payout.id,), payout.amount),
    ]
