"""What is owed, account by account, with what stands against it."""

from __future__ import annotations

from tests.flow.payments.paying import owing, proposed
from yeshi.flow.payments.owing import owed_in, owed_to, proposed_already
from yeshi.ledger import accounts
from yeshi.ledger.transfers import Movement, Transfer

A, X = accounts.merchant("a"), accounts.courier("x")


def test_all_together_and_one_alone_are_told_alike() -> None:
    """A courier's cash stands against their pay."""
    city = owing()
    with city.store.begin() as work:
        cash = Movement(accounts.cash("x"), accounts.DUE, city.money(200), "cash")
        work.ledger.move([Transfer("tr-cash", city.clock.now(), None, cash)])
    with city.store.read() as work:
        found = owed_in(work, "CNY")
        assert set(found) == {A, X}
        assert all(owed_to(work, account, "CNY") == one for account, one in found.items())
        assert found[X].free == found[X].amount - city.money(200)
        assert owed_to(work, accounts.merchant("b"), "CNY").amount == city.money(0)


def test_what_waits_for_somebodys_word_is_told() -> None:
    """Of that account alone."""
    city = owing()
    proposed(city)
    with city.store.read() as work:
        assert proposed_already(work, A, "CNY").fen == city.balance(A)
        assert proposed_already(work, X, "CNY").fen == 0
