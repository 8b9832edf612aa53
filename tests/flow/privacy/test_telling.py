"""Whoever asks is told all that is kept of them, and nothing of anybody else."""

from __future__ import annotations

from datetime import timedelta

from tests.builders import SmallCity, done
from tests.flow.orders.test_addresses import HOME
from tests.flow.privacy.test_forgetting import city, order
from yeshi.flow.orders import addresses
from yeshi.flow.people import entering, keys
from yeshi.flow.people.keys import KeyWanted
from yeshi.flow.privacy.telling import data_of
from yeshi.people.actor import NOBODY, signed_in, visitor
from yeshi.people.person import Person
from yeshi.people.scope import Scope
from yeshi.people.session import WayIn, opened

__all__ = ["city"]

LI = Person("li", "Li", (), "hash")


def test_a_person_is_told_of_their_account_and_as_whom_they_order(city: SmallCity) -> None:
    """Their addresses, orders, wallet and keys."""
    done(addresses.add_address(city.engine, city.key(), "c", HOME))
    placed = order(city)
    done(entering.enter_person(city.engine, city.key(), LI))
    by, now = city.engine.acting(signed_in(LI, "c")), city.clock.now()
    wanted = KeyWanted("till", (Scope.READ,), now.date() + timedelta(days=9))
    session = opened("s", LI, "", WayIn.PASSWORD, now)
    done(keys.make(by, city.key(), session, wanted, "0" * 64, now))
    told = data_of(by)
    assert told.account is not None
    assert (told.account.name, [one.name for one in told.account.keys]) == ("Li", ["till"])
    [own] = told.customers
    assert [one.id for one in own.orders] == [placed]
    assert [one.name for one in own.addresses] == ["home"]
    assert own.wallet.fen == city.balance("wallet:c")


def test_others_are_told_nothing_of_it(city: SmallCity) -> None:
    """Neither another customer nor who is nobody."""
    order(city)
    [other] = data_of(city.engine.acting(visitor("d"))).customers
    assert (other.orders, other.addresses, other.wallet.fen) == ((), (), 0)
    nobody = data_of(city.engine.acting(NOBODY))
    assert (nobody.account, nobody.customers) == (None, ())
