"""The clock lets go of doors, notes, addresses and applications, in both stores."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.builders import SmallCity, done
from tests.flow.orders.test_addresses import HOME
from tests.flow.payments.paying import SAID, owe
from tests.flow.visits.shops import BarberCity, later
from tests.orders.test_invoice_wish import company
from tests.web.busy import P
from yeshi.base.names import Name
from yeshi.fleet.delivery import RouteState
from yeshi.flow.due import PICTURES, PRIVACY, carry_out
from yeshi.flow.orders import (
    addresses,
    complaining,
    invoicing,
    ordering,
    quoting,
    rating,
    thread_acts,
)
from yeshi.flow.orders.complaining import RedressAsked
from yeshi.flow.orders.quoting import Wish
from yeshi.flow.payments import payees
from yeshi.flow.ports import Store
from yeshi.flow.privacy import forgetting
from yeshi.flow.privacy.rules import (
    APPLICATIONS_KEPT,
    BOOKS_KEPT,
    DOORS_KEPT,
    LEFT_KEPT,
    WORDS_KEPT,
)
from yeshi.flow.programmes import applying
from yeshi.flow.stalls import favourites
from yeshi.geo.point import Point
from yeshi.orders.complaining import TroubleTold
from yeshi.orders.complaint import ShownTrouble, Trouble
from yeshi.orders.notes import OrderNotes
from yeshi.orders.order import Destination
from yeshi.orders.phrases import Phrase
from yeshi.orders.rating import Judged
from yeshi.orders.thread import CUSTOMER, Correspondent, ThreadSide
from yeshi.orders.thread_writing import WhatIsSaid
from yeshi.people.person import Grant, Person, Role
from yeshi.programmes.application import Applicant
from yeshi.visits.booking import GUESTS_KEPT

DOOR = Destination(Point(1003.25, 1007.75), "5 Lane", "ring", "+8613912345678")
DAY = timedelta(days=1)

A = Correspondent(ThreadSide.STALL, "a")


@pytest.fixture
def city(store: Store) -> SmallCity:
    """The small city on each store in turn."""
    city = SmallCity(store).settle_in()
    city.fill()
    return city


NOTED = OrderNotes("ring twice", {"a": "no chilli"})


def order(city: SmallCity, customer: str = "c") -> str:
    """An order to the door, with a note."""
    asked = quoting.ask_quote(city.engine, city.key(), Wish(customer, {"a1": 1}, DOOR))
    quote = done(asked)["quote"]
    return str(done(ordering.place(city.engine, city.key(), customer, quote, NOTED))["order"])


def turn(city: SmallCity, on: timedelta = timedelta()) -> list[tuple[str, int]]:
    """What the clock let go of, so much later."""
    city.clock.put(city.clock.now() + on)
    before = last(city)
    carry_out(city.engine, PRIVACY)
    with city.store.begin() as work:
        told = [one.event for one in work.events.after(before, 1_000)]
    return [(one.line, one.count) for one in told]  # type: ignore[attr-defined]


def places(city: SmallCity) -> set[Point]:
    """Where the routes that are over began and led to."""
    with city.store.begin() as work:
        over = [one for one in work.routes.all() if one.state is RouteState.CLOSED]
    return {place for one in over for place in (one.origin, *(stop.place for stop in one.stops))}


def last(city: SmallCity) -> int:
    """The number of the last event."""
    with city.store.begin() as work:
        return max((one.seq for one in work.events.after(0, 100_000)), default=0)


def test_an_order_tells_where_it_went_for_its_time(city: SmallCity) -> None:
    """Then it ended at the counter, whole in all else; one under way is left alone."""
    brought, waits = order(city), order(city)
    city.cook(brought)
    city.bring(brought)
    before = city.order(brought)
    assert turn(city, DOORS_KEPT - DAY) == []
    assert DOOR.place in places(city)
    assert turn(city, 2 * DAY) == [("doors", 1), ("ways", 1)]
    assert DOOR.place not in places(city)
    after = city.order(brought)
    assert (after.destination, after.note) == (Destination(after.pickup, ""), "")
    assert [one.note for one in after.tickets] == [""]
    unread = tuple(replace(one, note="") for one in before.tickets)
    assert (after.bill, after.state, after.tickets) == (before.bill, before.state, unread)
    assert city.order(waits).destination == DOOR
    assert turn(city) == []


def test_a_book_is_kept_for_its_time_after_each_use(city: SmallCity) -> None:
    """Choosing one of its addresses begins the time anew."""
    home = done(addresses.add_address(city.engine, city.key(), "c", HOME))["address"]
    done(addresses.add_address(city.engine, city.key(), "c", HOME))
    assert turn(city, BOOKS_KEPT - DAY) == []
    done(addresses.choose_address(city.engine, city.key(), "c", home))
    assert turn(city, BOOKS_KEPT) == []
    assert turn(city, DAY) == [("addresses", 1)]
    assert addresses.book_of(city.engine, "c").addresses == ()
    assert turn(city) == []


def test_what_is_liked_is_kept_for_its_time(city: SmallCity) -> None:
    """Each heart begins it anew."""
    done(favourites.like(city.engine, city.key(), "c", "a"))
    assert turn(city, BOOKS_KEPT - DAY) == []
    done(favourites.unlike(city.engine, city.key(), "c", "stall:a"))
    done(favourites.like(city.engine, city.key(), "c", "b"))
    assert turn(city, BOOKS_KEPT) == []
    assert turn(city, DAY) == [("favourites", 1)]
    assert favourites.list_of(city.engine, "c").favourites == ()
    assert turn(city) == []


def test_an_application_has_a_name_for_its_time(city: SmallCity) -> None:
    """Then neither that nor what it said."""
    who = Applicant(
        name="Zhou", contact="zhou@example.org", host="hunan-first-normal", home="5 Lane",
        woman=True, agrees_to_be_named=True,
    )  # fmt: skip
    done(applying.apply(city.engine, city.key(), P, who, ["1", "2", "3"]))
    assert turn(city, APPLICATIONS_KEPT) == []
    assert turn(city, DAY) == [("applications", 1)]
    with city.store.begin() as work:
        [found] = work.applications.of(P)
    assert (found.applicant.name, found.applicant.contact, found.answers) == ("", "", ())
    assert turn(city) == []


def test_whoever_left_is_known_for_their_time(city: SmallCity) -> None:
    """Then a courier by their id alone, and nobody of whom a stall was."""
    with city.store.begin() as work:
        rider = work.couriers.must_lock("y")
        gone = replace(rider, woman=True, born_year=1990, first_job=True, shift=None, route=None)
        work.couriers.put(replace(gone, ended_at=city.clock.now(), version=rider.version + 1))
        stall = replace(work.merchants.must_lock("b"), owner_woman=True, owner_born_year=1980)
        work.merchants.put(replace(stall, ended_at=city.clock.now()))
    assert turn(city, LEFT_KEPT) == []
    assert turn(city, DAY) == [("riders", 1), ("holders", 1)]
    with city.store.begin() as work:
        rider, stall = work.couriers.must("y"), work.merchants.must("b")
        assert (rider.name, rider.woman, rider.born_year) == (Name("y", "y"), None, None)
        assert (stall.owner_woman, stall.owner_born_year) == (None, None)
    assert turn(city) == []


@pytest.mark.parametrize("owed", [0, 700])
def test_whom_a_closed_stall_was_paid_out_to_is_let_go(city: SmallCity, owed: int) -> None:
    """Once its time is over and nothing is owed to it any more."""
    holder = Person("hb", "B", (Grant(Role.STALLHOLDER, "b"),), None)
    done(payees.enter_payee(city.by(holder), city.key(), "merchant:b", SAID))
    if owed:
        owe(city, "merchant:b", owed)
    with city.store.begin() as work:
        stall = work.merchants.must_lock("b")
        work.merchants.put(replace(stall, ended_at=city.clock.now()))
    assert turn(city, LEFT_KEPT) == []
    assert turn(city, DAY) == ([] if owed else [("payees", 1)])
    with city.store.read() as work:
        assert (work.payees.get("merchant:b") is None) == (not owed)
    assert turn(city) == []


def test_many_are_let_go_of_some_at_a_time(
    city: SmallCity, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each command locks a few."""
    monkeypatch.setattr(forgetting, "AT_ONCE", 2)
    for _ in range(3):
        done_with = order(city)
        city.cook(done_with)
        city.bring(done_with)
    told = turn(city, DOORS_KEPT + DAY)
    assert sorted(one for one in told if one[0] == "doors") == [("doors", 1), ("doors", 2)]


def test_what_was_written_to_ratings_is_kept_as_long_as_its_stars_count(city: SmallCity) -> None:
    """Then the stars are left, once."""
    brought = order(city)
    city.cook(brought)
    city.bring(brought)
    done(rating.rate(city.engine, city.key(), "c", brought, (Judged("a1", 3, "so so"),)))
    assert ("ratings", 1) not in turn(city, WORDS_KEPT - DAY)
    assert ("ratings", 1) in turn(city, 2 * DAY)
    with city.store.begin() as work:
        (left,) = work.ratings.of(brought)
    assert (left.stars, left.word) == (3, "")
    assert ("ratings", 1) not in turn(city, DAY)


def test_what_was_said_and_shown_of_complaints_goes_with_the_door(city: SmallCity) -> None:
    """The sums stay; its photos are let go of with it."""
    brought = order(city)
    city.cook(brought)
    city.bring(brought)
    shown = (ShownTrouble("p" + "1" * 63, (240,)),)
    asked = RedressAsked(TroubleTold("a", {0: 1}, Trouble.MISSING, "no tofu"), pictures=shown)
    names = [one.name for one in shown]
    done(complaining.bring_photos(city.engine, city.key(), "c", brought, asked, names))
    done(complaining.complain(city.engine, city.key(), "c", brought, asked))
    assert ("complaints", 1) not in turn(city, DOORS_KEPT - DAY)
    assert carry_out(city.engine, PICTURES) == 0
    assert ("complaints", 1) in turn(city, 2 * DAY)
    with city.store.begin() as work:
        (left,) = work.complaints.of(brought)
    assert (left.words, left.pictures, left.asked.fen) == ("", (), 1650)
    assert carry_out(city.engine, PICTURES) == 1
    assert ("complaints", 1) not in turn(city, DAY)


def test_the_words_of_a_thread_go_with_the_door(city: SmallCity) -> None:
    """Who wrote when stays, and so does what was said with a tap."""
    brought = order(city)
    for said in (WhatIsSaid(words="ring twice"), WhatIsSaid(Phrase.NO_CHILLI)):
        done(thread_acts.write_message(city.engine, city.key(), CUSTOMER, brought, A, said))
    city.cook(brought)
    city.bring(brought)
    assert ("threads", 1) not in turn(city, DOORS_KEPT - DAY)
    assert ("threads", 1) in turn(city, 2 * DAY)
    with city.store.begin() as work:
        left = work.threads.must(brought)
    assert [(one.words, one.phrase) for one in left.messages] == [
        ("", None),
        ("", Phrase.NO_CHILLI),
    ]
    assert ("threads", 1) not in turn(city, DAY)


def test_who_was_booked_is_nobody_a_day_after(store: Store) -> None:
    """What it was and what came of it stays."""
    barber = BarberCity(store)
    id_ = barber.booked("c", 60)
    barber.clock.put(later(90))
    assert ("bookings", 1) not in turn(barber, GUESTS_KEPT)
    assert ("bookings", 1) in turn(barber, DAY)
    left = barber.booking(id_)
    assert (left.name, left.phone, left.customer) == ("", "", "c")
    assert ("bookings", 1) not in turn(barber, DAY)


def test_for_whom_invoices_were_goes_with_the_door(city: SmallCity) -> None:
    """That one was wished stays."""
    brought = order(city)
    city.cook(brought)
    city.bring(brought)
    done(invoicing.ask_invoice(city.engine, city.key(), "c", brought, company()))
    assert ("invoices", 1) not in turn(city, DOORS_KEPT - DAY)
    assert ("invoices", 1) in turn(city, 2 * DAY)
    with city.store.begin() as work:
        (left,) = work.invoice_wishes.of(brought)
    assert not left.tells
    assert ("invoices", 1) not in turn(city, DAY)
