"""What is owed at doors and carried by couriers is what was told, fen by fen."""

from __future__ import annotations

import pytest

from tests.builders import SmallCity, done
from tests.flow.orders.test_cash import own, place, to_the_door
from yeshi.flow.checks.cash import CashCheck
from yeshi.flow.checks.checking import breaches_of
from yeshi.flow.orders import cash, delivering
from yeshi.ledger.transfers import Movement, Transfer
from yeshi.orders.cash import CashStanding


def at_work() -> tuple[SmallCity, str]:
    """A city with an order that was paid at the door and one that is to be; the courier."""
    city = own()
    order = done(place(city))["order"]
    courier = to_the_door(city, order)
    done(delivering.deliver(city.engine, city.key(), courier, order))
    done(place(city))
    done(cash.hand_in(city.engine, city.key(), courier, city.money(50), "office"))
    return city, courier


def broken(city: SmallCity) -> set[str]:
    """The rules that do not hold."""
    with city.store.begin() as work:
        return {one.rule for one in breaches_of(work, [CashCheck()])}


@pytest.mark.parametrize(
    ("debit", "credit", "rule"),
    [
        ("platform:due", "platform:care", "cash.due"),
        ("platform:cash:{}", "platform:care", "cash.carried"),
        ("platform:care", "platform:cash:z", "cash.carried"),
    ],
)
def test_a_fen_that_nobody_told_of_is_found(debit: str, credit: str, rule: str) -> None:
    """Owed or carried."""
    city, courier = at_work()
    assert broken(city) == set()
    moved = Movement(debit.format(courier), credit, city.money(1), "x")
    with city.store.begin() as work:
        work.ledger.move([Transfer("tr-x", city.clock.now(), None, moved)])
    assert broken(city) == {rule}


def test_who_may_pay_so_again_without_having_been_let_is_found() -> None:
    """Whoever did not pay is barred, as was told."""
    city = own()
    order = done(place(city))["order"]
    done(cash.not_paid(city.engine, city.key(), to_the_door(city, order), order))
    assert broken(city) == set()
    with city.store.begin() as work:
        work.cash_standings.put(CashStanding(id="c"))
    assert broken(city) == {"cash.barred"}
