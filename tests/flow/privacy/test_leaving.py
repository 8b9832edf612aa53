"""Who has deleted what is theirs is nobody's customer: the books stay whole, in both stores."""

from __future__ import annotations

import pytest

from tests.builders import SmallCity, done
from tests.flow.orders.test_addresses import HOME
from tests.flow.privacy.test_forgetting import DOOR, city, order
from yeshi.base.refused import Refused
from yeshi.flow.orders import addresses, calling_off
from yeshi.flow.people import entering, sessions
from yeshi.flow.privacy.leaving import NothingKept, OrderUnderWay, forget_me
from yeshi.flow.privacy.telling import data_of
from yeshi.people.actor import NOBODY, Actor, signed_in, visitor
from yeshi.people.person import Grant, Person, Role
from yeshi.people.session import WayIn, opened

__all__ = ["city"]

C = visitor("c")
LI = Person("li", "Li", (), "hash")
COOK = Person("wu", "Wu", (Grant(Role.COOK, "a"),), "hash")


def forget(city: SmallCity, by: Actor, key: str = "k") -> object:
    """What comes of it."""
    return forget_me(city.engine.acting(by), key)


def test_a_customer_is_told_all_and_has_it_deleted(city: SmallCity) -> None:
    """Another's stays; asked again, it is as it was."""
    done(addresses.add_address(city.engine, city.key(), "c", HOME))
    done(addresses.add_address(city.engine, city.key(), "d", HOME))
    brought = order(city)
    city.cook(brought)
    city.bring(brought)
    open_quote = city.quote({"a1": 1})
    before, balance = city.order(brought), city.balance("wallet:c")
    [told] = data_of(city.engine.acting(C)).customers
    assert ([one.id for one in told.orders], len(told.addresses)) == ([brought], 1)
    assert open_quote in [one.id for one in told.quotes]
    for _ in range(2):
        assert not isinstance(forget(city, C), Refused)
    [told] = data_of(city.engine.acting(C)).customers
    assert (told.addresses, told.quotes) == ((), ())
    after = city.order(brought)
    assert after.destination.address == after.destination.phone == after.note == ""
    assert after.destination.place != DOOR.place
    assert (after.bill, after.tickets) == (before.bill, before.tickets)
    assert city.balance("wallet:c") == balance
    assert len(addresses.book_of(city.engine, "d").addresses) == 1


def test_nothing_is_deleted_of_who_waits_for_an_order(city: SmallCity) -> None:
    """It has to find them."""
    done(addresses.add_address(city.engine, city.key(), "c", HOME))
    placed = order(city)
    assert forget(city, C) == Refused(OrderUnderWay(placed))
    assert len(addresses.book_of(city.engine, "c").addresses) == 1
    done(calling_off.call_off_order(city.engine, city.key(), "c", placed))
    assert not isinstance(forget(city, C, "again"), Refused)


def test_of_nobody_nothing_is_kept(city: SmallCity) -> None:
    """So nothing is deleted, and nothing recorded."""
    assert forget(city, NOBODY) == Refused(NothingKept())


@pytest.mark.parametrize(("person", "stays"), [(LI, False), (COOK, True)])
def test_an_account_goes_unless_others_answer_for_it(
    city: SmallCity, person: Person, stays: bool
) -> None:
    """Its name to sign in with stays taken, and lets nobody in."""
    done(entering.enter_person(city.engine, city.key(), person))
    session = opened("s", person, "Firefox, Android", WayIn.PASSWORD, city.clock.now())
    done(sessions.open_session(city.engine, city.key(), person, session))
    by = signed_in(person)
    account = data_of(city.engine.acting(by)).account
    assert account is not None
    assert (account.name, len(account.devices)) == (person.name, 1)
    assert not isinstance(forget(city, by), Refused)
    with city.store.begin() as work:
        kept = work.persons.must(person.id)
        assert (kept == person) is stays
        assert bool(kept.name) is stays
        assert not kept.is_demo
    assert (sessions.known(city.engine, "s", city.clock.now()) is not None) is stays
