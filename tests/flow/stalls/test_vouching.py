"""Without what its city asks a stall to show it takes no orders; it is told before that ends."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta

import pytest

from tests.builders import EVENING, SmallCity, done, refused
from yeshi.base.names import Name
from yeshi.base.refused import Invalid, Unknown
from yeshi.events.market import FactsEnteredByOperator, FactsLapsed, FactsNoticed
from yeshi.flow import due
from yeshi.flow.in_force import InForce
from yeshi.flow.people import entering
from yeshi.flow.ports import Store
from yeshi.flow.stalls import changing, menus, picturing, vouching
from yeshi.flow.stalls.changing import StallEntry
from yeshi.flow.stalls.picturing import Forms, Sight
from yeshi.flow.stalls.vouching import ToNotice
from yeshi.market.facts import Fact, FactRules, FactsIncomplete, FactsMissing, FactsSaid
from yeshi.market.hours import Hours
from yeshi.people.contact import By, Contact
from yeshi.people.person import CITY, Grant, Person, Role
from yeshi.people.proven import ProvenContact, contact_id

RULES = FactRules(asked=tuple(Fact))
SAID = FactsSaid(
    sign="Sign", licence="JY1", licence_until=EVENING.date() + timedelta(days=60),
    address="8 Lane", seats=False,
)  # fmt: skip
HOLDER = Person("holder", "Holder", (Grant(Role.STALLHOLDER, "a"),), None)
OPERATOR = Person("op", "Operator", (Grant(Role.OPERATOR, CITY),), None)
MAIL = Contact(By.MAIL, "holder@example.org")


@pytest.fixture
def city(store: Store) -> SmallCity:
    """The small city on each store, which begins to ask for facts while stalls sell in it."""
    city = SmallCity(store).settle_in()
    city.engine.in_force = InForce.alone(replace(city.engine.terms, facts=RULES))
    done(entering.enter_person(city.engine, city.key(), HOLDER))
    with city.store.begin() as work:
        work.proven_contacts.add(ProvenContact(contact_id(MAIL), "holder", MAIL, EVENING))
    return city


def enter(city: SmallCity, said: FactsSaid = SAID) -> None:
    """Say all of it, with a front."""
    done(picturing.hang(city.engine, city.key(), [(Sight("a"), Forms("1" * 64, (240,)))]))
    done(vouching.enter_facts(city.by(HOLDER), city.key(), "a", said))


def days_pass(city: SmallCity, days: int) -> None:
    """Let days pass; the clock sees to each stall."""
    city.wait(days * 24 * 60)
    due.carry_out(city.engine, due.FACTS)


def sells(city: SmallCity) -> bool:
    """Whether stall a takes orders."""
    found = menus.stall(city.engine, "a")
    assert isinstance(found, menus.Stall)
    return found.open


def told(city: SmallCity, kind: type) -> list[object]:
    """What happened of that kind to stall a."""
    with city.store.begin() as work:
        return [one.event for one in work.events.of_subject("a") if type(one.event) is kind]


def test_who_sold_before_has_time_and_is_told(city: SmallCity) -> None:
    """Thirty days, seven and one before it ends; after that nobody orders there."""
    due.carry_out(city.engine, due.FACTS)
    due.carry_out(city.engine, due.FACTS)
    for days in (20, 3, 1, 5, 1):
        assert sells(city)
        days_pass(city, days)
    noticed = told(city, FactsNoticed)
    assert [one.days for one in noticed if isinstance(one, FactsNoticed)] == [30, 7, 1]
    assert {one.contacts for one in noticed if isinstance(one, FactsNoticed)} == {1}
    assert sells(city)
    days_pass(city, 1)
    assert not sells(city)
    assert len(told(city, FactsLapsed)) == 1
    with city.store.begin() as work:
        assert work.merchants.must("a").lacks_facts
        assert work.merchants.counts(time(20))["m"] == (0, 2)


def test_a_confirmed_stall_sells_until_its_licence_ends(city: SmallCity) -> None:
    """And again as soon as the next one is confirmed."""
    due.carry_out(city.engine, due.FACTS)
    enter(city)
    done(vouching.confirm_facts(city.by(OPERATOR), city.key(), "a", "seen at the stall"))
    days_pass(city, 60)
    assert sells(city)
    days_pass(city, 1)
    assert not sells(city)
    wish = refused(vouching.confirm_facts(city.by(OPERATOR), city.key(), "a", "seen"))
    assert wish == FactsIncomplete(("licence",))
    enter(city, replace(SAID, licence_until=EVENING.date() + timedelta(days=400)))
    assert not sells(city)
    done(vouching.confirm_facts(city.by(OPERATOR), city.key(), "a", "seen again"))
    assert sells(city)


def test_a_new_stall_is_not_online_before_it_is_confirmed(city: SmallCity) -> None:
    """Customers are told why; where a city asks for nothing it is at once."""
    entry = StallEntry(
        name=Name("串", "Skewers"), market="m", place=None, hours=Hours(time(17), time(3)),
        cook_s=300, sector="barbecue",
    )  # fmt: skip
    made = done(changing.enter_stall(city.by(OPERATOR), city.key(), entry, ()))["merchant"]
    with city.store.begin() as work:
        new = work.merchants.must(made)
    assert new.lacks_facts
    from yeshi.market import kitchen

    closed = kitchen.admit(new, city.clock.now(), city.calendar)
    assert closed is not None
    assert closed.reason == FactsMissing(made)
    city.engine.in_force = InForce.alone(replace(city.engine.terms, facts=FactRules()))
    made = done(changing.enter_stall(city.by(OPERATOR), city.key(), entry, ()))["merchant"]
    with city.store.begin() as work:
        assert not work.merchants.must(made).lacks_facts


def test_only_an_operator_confirms_and_each_says_why(city: SmallCity) -> None:
    """An owner enters; an operator who enters for the stall says why as well."""
    enter(city)
    own = vouching.confirm_facts(city.by(HOLDER), city.key(), "a", "it is so")
    assert isinstance(refused(own), Unknown)
    unsaid = vouching.confirm_facts(city.by(OPERATOR), city.key(), "a", "")
    assert isinstance(refused(unsaid), Invalid)
    unsaid = vouching.enter_facts(city.by(OPERATOR), city.key(), "a", SAID)
    assert isinstance(refused(unsaid), Invalid)
    done(vouching.enter_facts(city.by(OPERATOR), city.key(), "a", SAID, "told by phone"))
    assert len(told(city, FactsEnteredByOperator)) == 1
    long = vouching.enter_facts(city.by(HOLDER), city.key(), "a", replace(SAID, sign="x" * 61))
    assert isinstance(refused(long), Invalid)


def test_a_city_that_asks_for_nothing_is_left_alone(city: SmallCity) -> None:
    """Whatever a stall says of itself."""
    city.engine.in_force = InForce.alone(replace(city.engine.terms, facts=FactRules()))
    for _ in range(3):
        days_pass(city, 200)
    assert sells(city)
    assert told(city, FactsNoticed) == []


def test_the_message_says_until_when_and_is_not_sent_once_it_is_renewed(city: SmallCity) -> None:
    """In both languages, as nobody knows which they read."""
    due.carry_out(city.engine, due.FACTS)
    day = EVENING.date() + timedelta(days=30)
    given = ToNotice("a", contact_id(MAIL), day)
    message = vouching.notice_message(city.engine, given)
    assert message is not None
    assert message.to == MAIL
    assert message.text.count(day.isoformat()) == 2
    enter(city)
    done(vouching.confirm_facts(city.by(OPERATOR), city.key(), "a", "seen"))
    assert vouching.notice_message(city.engine, given) is None
