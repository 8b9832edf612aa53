"""Guests book, come at another time, and call off; never more of them than seats."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from tests.builders import SmallCity, done, refused
from tests.flow.test_races import at_once
from tests.flow.visits.shops import CHAIRS, COOK, OTHER, OWNER, PHONE, BarberCity, later, span
from yeshi.adapters.memory.store import MemoryStore
from yeshi.base.refused import Invalid, Refused, Unknown
from yeshi.flow.ports import Done, Store
from yeshi.flow.stalls import changing
from yeshi.flow.visits import booking, receiving
from yeshi.flow.visits.booking import NotBookable, TooManyOfPhone, VisitWanted
from yeshi.flow.visits.offering import end_service, enter_seats, offer_service
from yeshi.flow.visits.seen import service_on
from yeshi.flow.visits.told import to_remind
from yeshi.market.ending import StallBooked
from yeshi.market.merchant import Held
from yeshi.people.person import SignInFirst
from yeshi.visits.booking import (
    OPEN_BOOKINGS_MAX,
    BookingOver,
    BookingState,
    DeclinedFor,
    SlotNotOffered,
    SlotTaken,
    TooManyBookings,
)
from yeshi.visits.service import ServiceWithdrawn
from yeshi.visits.slot import most_at_once


@pytest.fixture
def city(store: Store) -> BarberCity:
    """With a barber, on each store."""
    return BarberCity(store)


def test_a_guest_has_a_time_a_number_and_a_code(city: BarberCity) -> None:
    """What they pay there was said."""
    found = city.booking(city.booked("c", 60))
    assert (found.starts_at, found.ends_at) == (later(60), later(90))
    assert (found.customer, found.name, found.phone) == ("c", "Li", PHONE)
    assert (found.price.fen, found.what.en) == (3000, "haircut")
    assert found.number != city.booking(city.booked("d", 60)).number


def test_there_are_never_more_guests_than_seats(city: BarberCity) -> None:
    """A third chair is none; a stay that would last into a full hour is none either."""
    city.booked("c", 60)
    city.booked("d", 60)
    for starts in (45, 60, 75, 90):
        assert refused(city.ask("e", starts)) == SlotTaken()
    done(city.ask("e", 105))


def test_only_times_that_are_offered_are_booked(city: BarberCity) -> None:
    """Neither at once, nor between quarters, after the door shuts, or in a month."""
    for starts in (0, 61, 7 * 60 - 15, 8 * 24 * 60, -60):
        assert refused(city.ask("c", starts)) == SlotNotOffered(), starts
    done(city.ask("c", 6 * 60 + 30))
    assert refused(city.ask("c", 60, phone="")) == Invalid("phone", "phone")
    other = VisitWanted(service="none", starts_at=later(60), phone=PHONE)
    assert refused(booking.book_slot(city.guest("c"), city.key(), "c", other)) == Unknown(
        "service", "none"
    )
    wanted = VisitWanted(service=city.cut, starts_at=later(60), name="x" * 61, phone=PHONE)
    found = refused(booking.book_slot(city.guest("c"), city.key(), "c", wanted))
    assert found == Invalid("guest_name", "> 60")


def test_nobody_books_for_another(city: BarberCity) -> None:
    """A customer's bookings are their own."""
    wanted = VisitWanted(service=city.cut, starts_at=later(60), phone=PHONE)
    found = refused(booking.book_slot(city.guest("d"), city.key(), "c", wanted))
    assert found == Unknown("customer", "c")
    id_ = city.booked("c")
    for answer in (
        booking.call_off_booking(city.guest("d"), city.key(), "d", id_),
        booking.move_booking(city.guest("d"), city.key(), "d", id_, later(90)),
    ):
        assert refused(answer) == Unknown("booking", id_)
    phoned = done(city.called(60))["booking"]
    assert refused(booking.call_off_booking(city.guest("d"), city.key(), "d", phoned)) == Unknown(
        "booking", phoned
    )


def test_a_merchant_that_is_held_is_booked_for_when_that_is_over(city: BarberCity) -> None:
    """Nobody comes while it lasts."""
    with city.store.begin() as work:
        held = Held(later(95), "fire", "")
        work.merchants.put(replace(work.merchants.must("a"), held=held))
    assert refused(city.ask("c", 60)) == SlotNotOffered()
    assert refused(city.called(90)) == SlotNotOffered()
    found = service_on(city.guest("c"), city.cut)
    assert not isinstance(found, Refused)
    assert found.free[0] == later(105)
    done(city.ask("c", 105))


def test_a_merchant_that_is_only_listed_takes_no_bookings(city: BarberCity) -> None:
    """There is nobody to ask it."""
    with city.store.begin() as work:
        work.merchants.put(replace(work.merchants.must("a"), online=False))
    assert refused(city.ask("c", 60)) == NotBookable("a")


def test_a_guest_has_so_many_to_come(city: BarberCity) -> None:
    """One that is called off makes room for another."""
    made = [city.booked("c", 60 * n) for n in range(1, OPEN_BOOKINGS_MAX + 1)]
    assert refused(city.ask("c", 240)) == TooManyBookings(OPEN_BOOKINGS_MAX)
    done(booking.call_off_booking(city.guest("c"), city.key(), "c", made[0]))
    done(city.ask("c", 240))


def test_a_number_has_so_many_to_come(city: BarberCity) -> None:
    """Whoever gives it: who deletes what their browser keeps is nobody new. A caller is booked."""
    made = [done(city.ask(f"g{n}", 60 * n, PHONE))["booking"] for n in range(1, 4)]
    assert refused(city.ask("x", 240, "139 1234 5678")) == TooManyOfPhone(OPEN_BOOKINGS_MAX)
    phoned = done(city.called(240, phone=PHONE))["booking"]
    done(booking.call_off_booking(city.guest("g1"), city.key(), "g1", made[0]))
    # Nor is a guest kept away by what a shop wrote down of them.
    done(city.ask("x", 300, PHONE))
    assert city.booking(phoned).is_open
    assert refused(city.ask("y", 360, PHONE)) == TooManyOfPhone(OPEN_BOOKINGS_MAX)


def test_a_number_at_once_has_no_more_than_may_be(city: BarberCity) -> None:
    """Of six browsers, at shops with seats of their own."""
    cuts = [city.cut, *(another_shop(city, stall) for stall in ("a", "b"))]
    wanted = [
        VisitWanted(service=cuts[n % 3], starts_at=later(60 * (1 + n)), phone=PHONE)
        for n in range(6)
    ]
    answers = at_once(
        [
            lambda n=n, one=one: booking.book_slot(city.guest(f"g{n}"), f"k{n}", f"g{n}", one)  # type: ignore[misc]
            for n, one in enumerate(wanted)
        ]
    )
    assert sum(isinstance(one, Done) for one in answers) == OPEN_BOOKINGS_MAX


def another_shop(city: BarberCity, stall: str) -> str:
    """A service at another stall, with chairs of its own."""
    seats = done(enter_seats(city.engine, city.key(), stall, CHAIRS))["seats"]
    said = replace(city.haircut(), seats=seats)
    return done(offer_service(city.engine, city.key(), stall, said))["service"]


def test_a_guest_comes_at_another_time(city: BarberCity) -> None:
    """Their own seat counts as free; where another has it, they keep the time they had."""
    id_ = city.booked("c", 60)
    done(booking.move_booking(city.guest("c"), city.key(), "c", id_, later(75)))
    assert city.booking(id_).starts_at == later(75)
    done(booking.move_booking(city.guest("c"), city.key(), "c", id_, later(75)))
    city.booked("d", 180)
    city.booked("e", 180)
    found = refused(booking.move_booking(city.guest("c"), city.key(), "c", id_, later(165)))
    assert found == SlotTaken()
    assert city.booking(id_).starts_at == later(75)
    city.wait(75)
    found = refused(booking.move_booking(city.guest("c"), city.key(), "c", id_, later(300)))
    assert found == BookingOver(id_)
    assert refused(booking.call_off_booking(city.guest("c"), city.key(), "c", id_)) == BookingOver(
        id_
    )


def test_who_calls_is_booked_by_name(city: BarberCity) -> None:
    """At once, too, by who is at the counter of that stall alone."""
    done(city.called(0))
    assert refused(city.called(60, name=" ")) == Invalid("guest_name", "1…60")
    assert refused(city.called(60, phone="12")) == Invalid("phone", "phone")
    wanted = VisitWanted(service=city.cut, starts_at=later(60), name="Zhao")
    done(booking.book_for(city.by(COOK), city.key(), "a", wanted))
    found = refused(booking.book_for(city.by(OTHER), city.key(), "a", wanted))
    assert found == Unknown("merchant", "a")
    found = refused(booking.book_for(city.by(OTHER), city.key(), "b", wanted))
    assert found == Unknown("service", city.cut)
    assert refused(booking.book_for(city.by(None), city.key(), "a", wanted)) == SignInFirst()


def test_many_at_once_get_as_many_as_there_are_seats(city: BarberCity) -> None:
    """Eight phones tap the same time: two come."""
    guests = [f"g{n}" for n in range(8)]
    answers = at_once([lambda guest=guest: city.ask(guest, 60) for guest in guests])  # type: ignore[misc]
    assert sum(isinstance(one, Done) for one in answers) == 2
    assert [o.reason for o in answers if isinstance(o, Refused)] == [SlotTaken()] * 6


def test_one_guest_at_once_has_no_more_than_may_be(city: BarberCity) -> None:
    """Six taps at six times: three are booked."""
    answers = at_once([lambda n=n: city.ask("c", 60 * n) for n in range(1, 7)])  # type: ignore[misc]
    assert sum(isinstance(one, Done) for one in answers) == OPEN_BOOKINGS_MAX


def test_two_move_to_the_same_time_and_one_does(city: BarberCity) -> None:
    """With one chair left then."""
    city.booked("x", 240)
    moving = {guest: city.booked(guest, 60) for guest in ("c", "d")}
    answers = at_once(
        [
            lambda g=g, id_=id_: booking.move_booking(  # type: ignore[misc]
                city.guest(g), f"move-{g}", g, id_, later(240)
            )
            for g, id_ in moving.items()
        ]
    )
    assert sum(isinstance(one, Done) for one in answers) == 1


def test_a_tap_twice_is_one_booking(city: BarberCity) -> None:
    """With the same key."""
    wanted = VisitWanted(service=city.cut, starts_at=later(60), phone=PHONE)
    tap = [lambda: booking.book_slot(city.guest("c"), "tap", "c", wanted)] * 4
    assert len({str(one) for one in at_once(tap)}) == 1


_ACTS = some.tuples(
    some.sampled_from(["book", "call", "move", "call_off", "came", "missed", "decline", "wait"]),
    some.integers(0, 11), some.integers(0, 40),
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(some.lists(_ACTS, min_size=5, max_size=60))
def test_whatever_is_done_seats_are_enough_and_each_ends_once(
    acts: list[tuple[str, int, int]],
) -> None:
    """Whoever books, calls, moves, comes or does not, in any order."""
    city, made = BarberCity(MemoryStore("CNY")), list[tuple[str, str | None]]()
    for what, who, quarter in acts:
        _play(city, made, what, who, quarter)
        with city.store.begin() as work:
            kept = [o.keeps for o in work.bookings.seated([city.chairs], span(-9999, 99999))]
            open_ = [one for one in work.bookings.all() if one.is_open]
        assert most_at_once(kept, span(-9999, 99999)) <= 2
        guests = {one.customer for one in open_ if one.customer}
        for guest in guests:
            assert sum(one.customer == guest for one in open_) <= OPEN_BOOKINGS_MAX
    city.wait(14 * 24 * 60)
    for one in receiving.nothing_said(city.engine):
        done(receiving.miss_by_itself(city.engine, one))
    with city.store.begin() as work:
        assert not any(one.state is BookingState.BOOKED for one in work.bookings.all())


def _play(
    city: BarberCity, made: list[tuple[str, str | None]], what: str, who: int, quarter: int
) -> None:
    starts, owner = 15 * quarter, city.by(OWNER)
    if what == "wait":
        city.wait(quarter)
    elif what in ("book", "call"):
        guest = f"g{who % 5}" if what == "book" else None
        answer = city.ask(guest, starts) if guest else city.called(starts)
        if isinstance(answer, Done):
            made.append((answer.data["booking"], guest))
    elif made:
        id_, guest = made[who % len(made)]
        if what == "move" and guest:
            at = later(starts)
            booking.move_booking(city.guest(guest), city.key(), guest, id_, at)
        elif what == "call_off" and guest:
            booking.call_off_booking(city.guest(guest), city.key(), guest, id_)
        elif what == "came":
            receiving.guest_came(owner, city.key(), "a", id_)
        elif what == "missed":
            receiving.guest_missed(owner, city.key(), "a", id_)
        elif what == "decline":
            receiving.decline_booking(owner, city.key(), "a", id_, DeclinedFor.ILL)


def test_a_city_without_services_has_none(store: Store) -> None:
    """And nobody is looked for."""
    city = SmallCity(store).settle_in()
    assert receiving.nothing_said(city.engine) == []
    assert to_remind(city.engine) == []


def test_who_calls_off_is_nobody_there_any_more(city: BarberCity) -> None:
    """Nobody is told of it, so that nobody needs their number."""
    id_ = city.booked("c", 60)
    done(booking.call_off_booking(city.guest("c"), city.key(), "c", id_))
    assert not city.booking(id_).tells


def test_nothing_is_moved_to_a_service_that_was_withdrawn(city: BarberCity) -> None:
    """As its page says."""
    id_ = city.booked("c", 60)
    done(end_service(city.by(OWNER), city.key(), "a", city.cut))
    answer = booking.move_booking(city.guest("c"), city.key(), "c", id_, later(120))
    assert refused(answer) == ServiceWithdrawn(city.cut)


def test_a_stall_does_not_close_over_its_guests(city: BarberCity) -> None:
    """They are received, or called off and told, before."""
    id_ = city.booked("c", 60)
    why = refused(changing.close_stall(city.engine, city.key(), "a", "moves away"))
    assert why == StallBooked("a", 1)
    done(booking.call_off_booking(city.guest("c"), city.key(), "c", id_))
    done(changing.close_stall(city.engine, city.key(), "a", "moves away"))
