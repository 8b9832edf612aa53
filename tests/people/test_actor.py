"""Who acts may do what their roles say, where those are, and their keys are theirs alone."""

from __future__ import annotations

import pytest

from tests.builders import SmallCity, done
from yeshi.base.refused import KeyReused, Refused, Unknown
from yeshi.flow.accords import signing
from yeshi.flow.orders import calling_off, cooking, delivering, ordering, overriding
from yeshi.flow.people import entering
from yeshi.flow.ports import Done, Store
from yeshi.flow.programmes import opening
from yeshi.flow.stalls import listing, running
from yeshi.flow.vouchers import claiming, launching
from yeshi.people.actor import (
    CLOCK,
    CONSOLE,
    NOBODY,
    Actor,
    ActorKind,
    admit,
    admit_customer,
    admit_to,
    admit_to_zone,
    signed_in,
    visitor,
    zones_overseen,
)  # fmt: skip
from yeshi.people.person import CITY, COUNTER, Grant, NotAllowed, Person, Role, SignInFirst


def somebody(*grants: tuple[Role, str], id_: str = "li") -> Actor:
    """A person with these roles."""
    return signed_in(Person(id_, "Li", tuple(Grant(role, at) for role, at in grants), None), "c")


STALL = Unknown("merchant", "a")
THING = Unknown("order", "o")


def test_the_city_itself_may_do_everything() -> None:
    """Its clock, and whoever has the machine."""
    for house in (CLOCK, CONSOLE):
        assert house.keeps_house
        assert admit(house, CITY, Role.OWNER) is None
        assert admit_to(house, STALL, Role.COOK) is None
        assert admit_customer(house, "anybody") is None


def test_a_role_is_one_somewhere() -> None:
    """Elsewhere, a stall is not there; who has not signed in is told that they may."""
    cook = somebody((Role.COOK, "a"))
    assert admit_to(cook, STALL, *COUNTER) is None
    assert admit_to(cook, STALL, Role.STALLHOLDER) == Refused(STALL)
    assert admit_to(cook, Unknown("merchant", "b"), *COUNTER) == Refused(Unknown("merchant", "b"))
    assert admit_to(NOBODY, STALL, *COUNTER) == Refused(SignInFirst())
    assert admit(cook, CITY, Role.OPERATOR) == Refused(NotAllowed("operator", CITY))


def test_the_citys_operator_is_that_of_each_zone() -> None:
    """Not the other way round."""
    city, west = somebody((Role.OPERATOR, CITY)), somebody((Role.OPERATOR, "west"))
    assert admit_to_zone(city, "west", THING, Role.OPERATOR) is None
    assert admit_to_zone(west, "west", THING, Role.OPERATOR) is None
    assert admit_to_zone(west, "east", THING, Role.OPERATOR) == Refused(THING)
    assert (zones_overseen(city), zones_overseen(west)) == (None, ("west",))
    assert zones_overseen(NOBODY) == ()
    assert admit(west, CITY, Role.OPERATOR) == Refused(NotAllowed("operator", CITY))


def test_one_orders_as_oneself() -> None:
    """A visitor by their device, a person besides; somebody who is neither as nobody."""
    for by in (visitor("c"), somebody()):
        assert admit_customer(by, "c") is None
        assert admit_customer(by, "d") == Refused(Unknown("customer", "d"))
    assert admit_customer(NOBODY, "") == Refused(Unknown("customer", ""))


def test_names_tell_who_and_no_more() -> None:
    """As the record keeps them."""
    said = [visitor("customer-1").name, somebody().name, CLOCK.name, CONSOLE.name, NOBODY.name]
    assert said == ["visitor:customer-1", "person:li", "clock", "console", "visitor"]
    assert NOBODY.kind is ActorKind.VISITOR


@pytest.fixture
def city(store: Store) -> SmallCity:
    """The small city on each store in turn."""
    city = SmallCity(store).settle_in()
    city.fill()
    return city


def test_each_command_looks_at_who_acts(city: SmallCity) -> None:
    """Whoever reaches it, by whatever way: a stranger is refused by every one of them."""
    order = city.place({"a1": 1})
    held = city.quote({"a1": 1})
    strange, now = city.engine.acting(somebody(id_="eve")), city.clock.now()
    money = city.money(100)
    with city.store.begin() as work:
        programme, accord = work.programmes.all()[0], work.accords.all()[0]
    answers = [
        cooking.accept(strange, "1", "a", order, now), cooking.reject(strange, "2", "a", order, "x"),
        cooking.ready(strange, "3", "a", order), delivering.collect(strange, "4", "x", order),
        delivering.deliver(strange, "5", "x", order), delivering.fail(strange, "6", "x", order, "x"),
        overriding.pin(strange, "7", order, "x", "why"), overriding.release(strange, "8", order, "y"),
        listing.take_orders(strange, "9", "a", False), listing.restock(strange, "10", "a", "a1", 3),
        running.reprice(strange, "11", "a", "a1", money),
        launching.fund_campaign(strange, "12", "v", money),
        ordering.place(strange, "13", "d", held), ordering.top_up(strange, "14", "d", money),
        calling_off.call_off_order(strange, "15", "d", order), claiming.claim(strange, "16", "d", "v"),
        opening.open_programme(strange, "17", programme), signing.sign_accord(strange, "18", accord),
        entering.enter_person(strange, "19", Person("eve", "Eve", (), None)),
    ]  # fmt: skip
    kinds = {type(one.reason) for one in answers if isinstance(one, Refused)}
    assert len([one for one in answers if isinstance(one, Refused)]) == len(answers)
    assert kinds == {Unknown, NotAllowed}


def test_anothers_key_is_no_key(city: SmallCity) -> None:
    """Each is answered for themselves; nobody is given what another one was answered."""
    for customer in ("c", "d"):
        mine = city.engine.acting(visitor(customer))
        done(ordering.top_up(mine, "k", customer, city.money(500)))
        done(ordering.top_up(mine, "k", customer, city.money(500)))
    assert city.balance("wallet:d") == 500


def test_a_key_stands_for_what_was_asked_with_it(city: SmallCity) -> None:
    """Something else with it is refused, and changes nothing."""
    mine = city.engine.acting(visitor("d"))
    done(ordering.top_up(mine, "k", "d", city.money(500)))
    other = ordering.top_up(mine, "k", "d", city.money(99_999))
    assert other == Refused(KeyReused("top_up"))
    assert city.balance("wallet:d") == 500
    assert isinstance(ordering.top_up(mine, "k", "d", city.money(500)), Done)


def test_no_name_and_key_can_be_those_of_another() -> None:
    """Though a name may hold what stands between the two."""
    assert somebody(id_="a").own("b:k", "") != somebody(id_="a:b").own("k", "")


def test_who_is_known_by_nothing_shares_a_key_with_nobody(city: SmallCity) -> None:
    """Two without a cookie who send the same key and ask for different things are two."""
    first = Actor(ActorKind.VISITOR, customer="e")
    second = Actor(ActorKind.VISITOR, customer="f")
    done(ordering.top_up(city.engine.acting(first), "1", "e", city.money(500)))
    done(ordering.top_up(city.engine.acting(second), "1", "f", city.money(500)))
    assert (city.balance("wallet:e"), city.balance("wallet:f")) == (500, 500)


def test_the_record_keeps_who_acted(city: SmallCity) -> None:
    """By name, with what happened."""
    order = city.place({"a1": 1})
    cook = city.engine.acting(somebody((Role.COOK, "a")))
    done(cooking.accept(cook, "k", "a", order, city.clock.now()))
    with city.store.begin() as work:
        told = [(one.event.kind, one.by) for one in work.events.of_subject(order)]
    assert told[0][1] == "clock"
    assert told[-1] == ("order.accepted", "person:li")
