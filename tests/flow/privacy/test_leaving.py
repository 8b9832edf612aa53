"""Who has deleted what is theirs is nobody's customer: the books stay whole, in both stores."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.builders import DOOR as GROUP_DOOR
from tests.builders import SmallCity, done
from tests.flow.orders.groups import joined, pay, state
from tests.flow.orders.groups import opened as opened_group
from tests.flow.orders.test_addresses import HOME
from tests.flow.payments.paying import SAID, owe
from tests.flow.privacy.test_forgetting import DOOR, city, order
from tests.flow.test_races import at_once
from tests.flow.visits.shops import BarberCity
from tests.orders.test_invoice_wish import company
from yeshi.base.names import Name
from yeshi.base.refused import Refused
from yeshi.events.payees import PayeeTakenOut
from yeshi.fleet.courier import Vehicle
from yeshi.fleet.leaving import CourierOnShift
from yeshi.flow.fleet import joining
from yeshi.flow.orders import (
    addresses,
    calling_off,
    complaining,
    group_paying,
    grouping,
    invoicing,
    rating,
    redressing,
    thread_acts,
)
from yeshi.flow.orders.complaining import RedressAsked
from yeshi.flow.orders.rated import of_city
from yeshi.flow.payments import payees
from yeshi.flow.people import entering, providing, sessions
from yeshi.flow.people.giving import LastOwner
from yeshi.flow.ports import Store
from yeshi.flow.privacy.leaving import GroupUnderWay, NothingKept, OrderUnderWay, forget_me
from yeshi.flow.privacy.telling import data_of
from yeshi.flow.stalls import favourites
from yeshi.flow.stalls.stars import told_of
from yeshi.geo.point import Point
from yeshi.orders.complaining import TroubleTold
from yeshi.orders.complaint import Trouble
from yeshi.orders.group_steps import NAMELESS
from yeshi.orders.rating import BROUGHT, Judged
from yeshi.orders.stars import Stars
from yeshi.orders.thread import CONTROL, CUSTOMER, Correspondent, ThreadSide
from yeshi.orders.thread_writing import WhatIsSaid
from yeshi.people.actor import NOBODY, Actor, signed_in, visitor
from yeshi.people.granting import are_owners
from yeshi.people.person import CITY, Grant, Person, Role
from yeshi.people.provided import ProviderTold
from yeshi.people.session import WayIn, opened
from yeshi.people.shopper import Shopper
from yeshi.visits.booking import BookingState

__all__ = ["city"]

C = visitor("c")
A = Correspondent(ThreadSide.STALL, "a")
LI = Person("li", "Li", (), "hash")
COOK = Person("wu", "Wu", (Grant(Role.COOK, "a"),), "hash")


def forget(city: SmallCity, by: Actor, key: str = "k") -> object:
    """What comes of it."""
    return forget_me(city.engine.acting(by), key)


def test_a_customer_is_told_all_and_has_it_deleted(city: SmallCity) -> None:
    """Another's stays; asked again, it is as it was."""
    done(addresses.add_address(city.engine, city.key(), "c", HOME))
    done(addresses.add_address(city.engine, city.key(), "d", HOME))
    for customer in ("c", "d"):
        done(favourites.like(city.engine, city.key(), customer, "a", "a1"))
    brought = order(city)
    city.cook(brought)
    city.bring(brought)
    open_quote = city.quote({"a1": 1})
    before, balance = city.order(brought), city.balance("wallet:c")
    [told] = data_of(city.engine.acting(C)).customers
    assert ([one.id for one in told.orders], len(told.addresses)) == ([brought], 1)
    assert [one.id for one in told.favourites] == ["dish:a1"]
    assert open_quote in [one.id for one in told.quotes]
    for _ in range(2):
        assert not isinstance(forget(city, C), Refused)
    [told] = data_of(city.engine.acting(C)).customers
    assert (told.addresses, told.favourites, told.quotes) == ((), (), ())
    assert len(favourites.list_of(city.engine, "d").favourites) == 1
    after = city.order(brought)
    assert after.destination.address == after.destination.phone == after.note == ""
    assert after.destination.place != DOOR.place
    unread = tuple(replace(one, note="") for one in before.tickets)
    assert (after.bill, after.tickets) == (before.bill, unread)
    assert city.balance("wallet:c") == balance
    assert len(addresses.book_of(city.engine, "d").addresses) == 1


def test_what_was_written_to_ratings_goes_and_the_stars_stay(city: SmallCity) -> None:
    """What the stall answered goes with it; another's stays."""
    had = {customer: order(city, customer) for customer in ("c", "d") if not city.fill(customer)}
    for customer, one in had.items():
        city.cook(one)
        city.bring(one)
        given = (Judged("a1", 2, f"{customer} was cold"), Judged(BROUGHT, 5, "rang twice"))
        done(rating.rate(city.engine, city.key(), customer, one, given))
        with city.store.begin() as work:
            first = next(it.id for it in work.ratings.of(one) if it.merchant)
        done(rating.answer_rating(city.engine, city.key(), "a", first, "Sorry"))
    [told] = data_of(city.engine.acting(C)).customers
    assert {one.word for one in told.ratings} == {"c was cold", "rang twice"}
    assert not isinstance(forget(city, C), Refused)
    [told] = data_of(city.engine.acting(C)).customers
    assert [(one.word, one.answer, one.answered_at) for one in told.ratings] == [("", "", None)] * 2
    assert sorted(one.stars for one in told.ratings) == [2, 5]
    assert [one.word for one in told_of(city.engine, "a")] == ["d was cold"]
    assert of_city(city.engine).dishes == Stars(2, 4)


def test_what_was_said_of_complaints_goes_and_the_sums_stay(city: SmallCity) -> None:
    """What the stall answered goes with it."""
    city.fill()
    one = order(city)
    city.cook(one)
    city.bring(one)
    asked = RedressAsked(TroubleTold("a", {0: 1}, Trouble.MISSING, "no tofu"))
    made = done(complaining.complain(city.engine, city.key(), "c", one, asked))["complaint"]
    done(redressing.decline(city.engine, city.key(), "a", made, "it was there"))
    [told] = data_of(city.engine.acting(C)).customers
    assert [(it.words, it.answer) for it in told.complaints] == [("no tofu", "it was there")]
    assert not isinstance(forget(city, C), Refused)
    with city.store.begin() as work:
        (left,) = work.complaints.of(one)
    assert (left.words, left.answer, left.asked.fen) == ("", "", 1650)


def test_what_was_written_of_orders_is_told_and_goes(city: SmallCity) -> None:
    """To them what concerns them alone; its words go."""
    city.fill()
    one = order(city)
    for by, to, words in (
        (CUSTOMER, A, "no salt"), (A, CUSTOMER, "sorry"), (A, CONTROL, "who is that"),
    ):  # fmt: skip
        done(
            thread_acts.write_message(city.engine, city.key(), by, one, to, WhatIsSaid(words=words))
        )
    city.cook(one)
    city.bring(one)
    [told] = data_of(city.engine.acting(C)).customers
    [of_order] = told.messages
    assert (of_order.order, [it.words for it in of_order.messages]) == (one, ["no salt", "sorry"])
    assert not isinstance(forget(city, C), Refused)
    with city.store.begin() as work:
        assert not work.threads.must(one).tells


def test_for_whom_invoices_were_is_told_and_goes(city: SmallCity) -> None:
    """The name and the number of a company too."""
    city.fill()
    one = order(city)
    city.cook(one)
    city.bring(one)
    done(invoicing.ask_invoice(city.engine, city.key(), "c", one, company()))
    [told] = data_of(city.engine.acting(C)).customers
    assert [it.made_for.title for it in told.invoices] == ["Night & Co"]
    assert not isinstance(forget(city, C), Refused)
    with city.store.begin() as work:
        (left,) = work.invoice_wishes.of(one)
    assert not left.tells


def test_nothing_is_deleted_of_who_waits_for_an_order(city: SmallCity) -> None:
    """It has to find them."""
    done(addresses.add_address(city.engine, city.key(), "c", HOME))
    placed = order(city)
    assert forget(city, C) == Refused(OrderUnderWay(placed))
    assert len(addresses.book_of(city.engine, "c").addresses) == 1
    done(calling_off.call_off_order(city.engine, city.key(), "c", placed))
    assert not isinstance(forget(city, C, "again"), Refused)


def test_nothing_is_deleted_of_who_orders_with_others(city: SmallCity) -> None:
    """Their door would be ordered to, and their money held for nobody."""
    for one in ("c", "d"):
        city.fill(one)
    group = opened_group(city, "c")
    joined(city, group, "d", {"b1": 1})
    pay(city, group, "d")
    for by in ("c", "d"):
        assert forget(city, visitor(by), f"first {by}") == Refused(GroupUnderWay(group))
    assert state(city, group).guest(2).name == "D"
    done(group_paying.take_back(city.engine, city.key(), "d", group))
    assert not isinstance(forget(city, visitor("d"), "again"), Refused)
    assert (state(city, group).guest(2).name, state(city, group).basket_of(2)) == (NAMELESS, {})
    done(grouping.call_off(city.engine, city.key(), "c", group))
    assert not isinstance(forget(city, C, "then"), Refused)
    found = state(city, group)
    assert (found.guest(1).name, found.basket_of(1)) == (NAMELESS, {"a1": 1})
    assert found.destination
    assert (found.destination.address, found.destination.phone) == ("", "")
    assert found.destination.place != GROUP_DOOR.place


@pytest.mark.parametrize("waits", ["c", "d"])
def test_who_waits_under_one_name_keeps_all(city: SmallCity, waits: str) -> None:
    """Who ordered on several devices is refused before anything of the first is let go."""
    done(entering.enter_person(city.engine, city.key(), LI))
    with city.store.begin() as work:
        for one in ("c", "d"):
            work.shoppers.add(Shopper(one, LI.id, main=one == "c", since=city.clock.now()))
    city.fill(waits)
    for one in ("c", "d"):
        done(addresses.add_address(city.engine, city.key(), one, HOME))
    placed = order(city, waits)
    assert forget(city, signed_in(LI)) == Refused(OrderUnderWay(placed))
    assert [len(addresses.book_of(city.engine, one).addresses) for one in ("c", "d")] == [1, 1]


def test_of_nobody_nothing_is_kept(city: SmallCity) -> None:
    """So nothing is deleted, and nothing recorded."""
    assert forget(city, NOBODY) == Refused(NothingKept())


@pytest.mark.parametrize("person", [LI, COOK])
def test_an_account_goes_and_its_roles_with_it(city: SmallCity, person: Person) -> None:
    """Its name to sign in with stays taken, and lets nobody in; the record says which roles."""
    done(entering.enter_person(city.engine, city.key(), person))
    session = opened("s", person, "Firefox, Android", WayIn.PASSWORD, city.clock.now())
    done(sessions.open_session(city.engine, city.key(), person, session))
    told = ProviderTold(
        issuer="https://id.org", subject=person.id, mail="li@example.org", is_verified=True
    )
    done(providing.bind(city.engine, city.key(), person, told, city.clock.now()))
    by = signed_in(person)
    account = data_of(city.engine.acting(by)).account
    assert account is not None
    assert (account.name, len(account.devices)) == (person.name, 1)
    assert account.providers == ("https://id.org",)
    assert not isinstance(forget(city, by), Refused)
    with city.store.begin() as work:
        kept = work.persons.must(person.id)
        assert (kept.name, kept.grants, kept.is_demo) == ("", (), False)
        assert work.provided_subjects.of(person.id) == []
        events = [one.event for one in work.events.after(0, 10_000)]
    taken = [one for one in events if one.kind == "person.role_taken"]
    assert [(one.role, one.scope) for one in taken] == [  # type: ignore[attr-defined]
        (grant.role.value, grant.scope) for grant in person.grants
    ]
    assert sessions.known(city.engine, "s", city.clock.now()) is None


def test_the_city_keeps_an_owner(city: SmallCity) -> None:
    """Of two one may go, and of two who go at once."""
    owners = [Person(f"o{n}", "Ou", (Grant(Role.OWNER, CITY),), "hash") for n in range(3)]
    for one in owners:
        done(entering.enter_person(city.engine, city.key(), one))
    found = at_once([lambda one=one: forget(city, signed_in(one)) for one in owners])
    assert found.count(Refused(LastOwner())) == 1
    with city.store.begin() as work:
        left = [one for one in work.persons.all() if are_owners(one.grants)]
    assert len(left) == 1


def test_who_rides_comes_in_first(city: SmallCity) -> None:
    """While they are on a shift nothing of theirs is deleted."""
    rider = Person("rider", "Xia", (Grant(Role.COURIER, "x"),), "hash")
    done(entering.enter_person(city.engine, city.key(), rider))
    assert forget(city, signed_in(rider)) == Refused(CourierOnShift("x"))
    with city.store.begin() as work:
        assert work.persons.must("rider") == rider


@pytest.mark.parametrize("owed", [0, 700])
def test_whom_a_courier_is_paid_out_to_goes_with_them(city: SmallCity, owed: int) -> None:
    """Unless they are still owed something, which has to get to them."""
    done(
        joining.register_courier(
            city.engine, city.key(), "z", Name("z", "z"), Vehicle.EBIKE, Point(300, 0)
        )
    )
    rider = Person("rider", "Zhou", (Grant(Role.COURIER, "z"),), "hash")
    done(entering.enter_person(city.engine, city.key(), rider))
    done(payees.enter_payee(city.by(rider), city.key(), "courier:z", SAID))
    if owed:
        owe(city, "courier:z", owed)
    assert not isinstance(forget(city, signed_in(rider)), Refused)
    with city.store.read() as work:
        assert (work.payees.get("courier:z") is None) == (not owed)
        told = [one.event for one in work.events.of_subject("z")]
        assert (PayeeTakenOut("courier:z") in told) == (not owed)


def test_what_was_booked_is_called_off_and_nobodys(store: Store) -> None:
    """Another's stays; who is just having their hair cut is not called off."""
    barber = BarberCity(store)
    mine, others = barber.booked("c", 60), barber.booked("d", 60)
    [told] = data_of(barber.engine.acting(C)).customers
    assert [one.id for one in told.bookings] == [mine]
    assert not isinstance(forget(barber, C), Refused)
    left = barber.booking(mine)
    assert (left.name, left.phone, left.state) == ("", "", BookingState.CALLED_OFF)
    assert barber.booking(others).tells
    barber.wait(61)
    assert not isinstance(forget(barber, visitor("d"), "k2"), Refused)
    assert (barber.booking(others).tells, barber.booking(others).is_open) == (False, True)
