"""A line for each transfer that left, and none for what did not."""

from __future__ import annotations

from tests.builders import done
from tests.flow.payments.paying import OTHER, TREASURER, owing, payouts_of, proposed
from yeshi.flow.payments import paying_out
from yeshi.flow.payments.desk import RunSeen, run_seen
from yeshi.web.money.bank_file import transfers_of


def test_what_is_held_back_is_not_in_it() -> None:
    """Nor what was proposed only."""
    city = owing()
    run = proposed(city)
    seen = run_seen(city.by(TREASURER), run)
    assert isinstance(seen, RunSeen)
    assert transfers_of(seen) == []
    done(paying_out.check_run(city.by(TREASURER), city.key(), run))
    done(paying_out.approve_run(city.by(OTHER), city.key(), run))
    seen = run_seen(city.by(TREASURER), run)
    assert isinstance(seen, RunSeen)
    (line,) = transfers_of(seen)
    (one,) = payouts_of(city, run)
    assert line == {
        "reference": one.id, "holder": "A B", "account": "12345678", "bank": "Bank",
        "bank_code": "", "amount": one.amount.plain(), "currency": "CNY", "for": "a",
    }  # fmt: skip
