"""What left and was not told, or was told and did not leave, is found."""

from __future__ import annotations

from dataclasses import replace

from tests.builders import SmallCity
from tests.flow.payments.paying import approved, owing, payouts_of
from yeshi.events.payouts import PayoutOrdered
from yeshi.flow.checks.checking import breaches_of
from yeshi.flow.checks.payouts import PayoutsCheck
from yeshi.flow.ports import Done
from yeshi.ledger.transfers import Movement, Transfer
from yeshi.payments.payout import PayoutState


def broken(city: SmallCity) -> set[str]:
    """The rules that do not hold."""
    with city.store.begin() as work:
        return {one.rule for one in breaches_of(work, [PayoutsCheck()])}


def test_money_that_went_without_a_payout_is_found() -> None:
    """What is on its way is the sum of payouts that are."""
    city = owing()
    approved(city)
    assert broken(city) == set()
    with city.store.begin() as work:
        moved = Movement("platform:care", "clearing:payouts", city.money(1), "x")
        work.ledger.move([Transfer("tr-x", city.clock.now(), None, moved)])
    assert broken(city) == {"payouts.on_their_way"}


def test_a_payout_that_says_otherwise_than_the_record_is_found() -> None:
    """Whoever wrote it so."""
    city = owing()
    (one,) = payouts_of(city, approved(city))
    with city.store.begin() as work:
        work.payouts.put(replace(one, state=PayoutState.PAID, ended_at=city.clock.now()))
    assert broken(city) == {"payouts.state", "payouts.on_their_way"}


def test_a_payout_that_left_twice_is_found() -> None:
    """By the record, whatever is kept."""
    city = owing()
    (one,) = payouts_of(city, approved(city))

    def act(turn: object) -> Done:
        turn.emit(PayoutOrdered(one.id, "merchant:b", city.money(0)))  # type: ignore[attr-defined]
        return Done()

    city.engine.perform(city.key(), "again", act)
    assert broken(city) == {"payouts.left"}
