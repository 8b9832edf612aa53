"""Who ordered together is told what came of it, each of their own part; on each store."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.builders import DOOR, SmallCity, done
from tests.flow.orders.collecting import PHONE
from tests.flow.orders.groups import city_of, joined, opened, order, pay, time_over
from yeshi.flow.errand_kinds import KINDS
from yeshi.flow.orders import group_ordering, grouping
from yeshi.flow.orders.group_told import TELLING_GROUP, AboutGuest, group_message
from yeshi.flow.orders.grouping import GroupWish
from yeshi.flow.ports import Store
from yeshi.flow.ports.messages import Message
from yeshi.flow.stalls import running
from yeshi.orders.group import GroupPays
from yeshi.people.actor import visitor
from yeshi.people.contact import By, Contact
from yeshi.people.person import Person
from yeshi.people.proven import ProvenContact, contact_id
from yeshi.people.shopper import Shopper


@pytest.fixture
def city(store: Store) -> SmallCity:
    """With friends, of whom two have accounts, on each store."""
    city = city_of(store)
    with city.store.begin() as work:
        for friend in ("wu", "zhao"):
            contact = Contact(By.MAIL, f"{friend}@example.org")
            work.persons.add(Person(friend, friend.title(), (), "hash"))
            work.shoppers.add(Shopper(friend, friend, main=True, since=city.clock.now()))
            proven = ProvenContact(contact_id(contact), friend, contact, city.clock.now())
            work.proven_contacts.add(proven)
    return city


def told(city: SmallCity, group: str) -> list[int]:
    """Which guests something is to be written to."""
    with city.store.begin() as work:
        kept = [one for one in work.errands.all() if one.kind == TELLING_GROUP.name]
    given = [TELLING_GROUP.read(one.given) for one in kept]
    return sorted(one.guest for one in given if one.group == group)


def message(city: SmallCity, group: str, guest: int) -> Message | None:
    """What is written to that guest now."""
    return group_message(
        city.engine, AboutGuest(group, guest), lambda path: f"https://x.example{path}"
    )


def said(city: SmallCity, group: str, guest: int) -> str:
    """Its words, which there must be."""
    found = message(city, group, guest)
    assert found
    assert f"https://x.example/together/{group}" in found.text
    return found.text


def test_each_is_told_of_their_own_part(city: SmallCity) -> None:
    """Who is in it, who had not paid, and who had before a price went up."""
    group = opened(city)
    joined(city, group, "wu", {"a1": 1})
    joined(city, group, "zhao", {"b1": 1})
    pay(city, group, "li")
    pay(city, group, "zhao")
    done(running.reprice(city.engine, city.key(), "b", "b1", city.money(9000)))
    assert message(city, group, 2) is None
    order(city, group)
    assert told(city, group) == [2, 3]
    assert "which was not paid" in said(city, group, 2)
    assert "a price went up after you had paid" in said(city, group, 3)
    again = opened(city)
    joined(city, again, "wu", {"a1": 1})
    pay(city, again, "wu")
    time_over(city)
    assert "your part is in it" in said(city, again, 2)
    assert TELLING_GROUP in KINDS


def test_what_is_called_off_is_told_with_why(city: SmallCity) -> None:
    """To those who wanted something; who has no account reads it on the page."""
    group = opened(city)
    joined(city, group, "wu", {"a1": 1})
    joined(city, group, "zhao", {})
    joined(city, group, "stranger", {"a1": 1})
    done(grouping.call_off(city.engine, city.key(), "li", group))
    assert told(city, group) == [2]
    text = said(city, group, 2)
    assert "The host called this off. Nobody was charged anything." in text
    assert message(city, group, 4) is None
    assert message(city, "none", 1) is None


def test_a_host_is_told_what_the_clock_did(city: SmallCity) -> None:
    """By the number at their door; not what they did themselves."""
    to = replace(DOOR, phone=PHONE)
    wish = GroupWish(name="Li", pays=GroupPays.EACH, minutes=30, to=to)
    groups = [
        done(grouping.open_group(city.engine, city.key(), "li", {"a1": 1}, wish))["group"]
        for _ in range(2)
    ]
    host = city.engine.acting(visitor("li"))
    pay(city, groups[0], "li")
    done(group_ordering.order_now(host, city.key(), "li", groups[0]))
    assert told(city, groups[0]) == []
    time_over(city)
    assert told(city, groups[1]) == [1]
    found = message(city, groups[1], 1)
    assert found
    assert found.to == Contact(By.PHONE, PHONE)
