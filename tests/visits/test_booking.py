"""Who is booked when, and what may follow."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from tests.visits.test_slot import NOON, at, span, times
from yeshi.base.calendar import QUARTER
from yeshi.base.money import Money
from yeshi.base.names import Name
from yeshi.base.refused import Invalid, Refused
from yeshi.base.sure import allowed, there
from yeshi.visits.booking import (
    BOOKING_LIFE,
    EARLY,
    LATE,
    LEAD,
    Booking,
    BookingOver,
    BookingState,
    BookingStep,
    DeclinedFor,
    GuestNotDue,
    GuestSaid,
    SlotNotOffered,
    SlotTaken,
    beyond_guest,
    beyond_slot,
    book,
    bookable_within,
    booking_after,
    guestless,
    moved,
    numbered,
)
from yeshi.visits.service import BookableService, ServiceSort

CUT = BookableService(
    id="cut", merchant="a", seats="p", sort=ServiceSort.BARBER, name=Name("剪发", "haircut"),
    minutes=30, between=5, price=Money(3000, "CNY"),
)  # fmt: skip
LI = GuestSaid(customer="c", name="Li", phone="+8613912345678")
ENDS = [one for one in BookingState if one is not BookingState.BOOKED]
BEFORE = NOON - timedelta(hours=1)


def booked(starts: datetime = NOON) -> Booking:
    """Li's haircut at that time."""
    return book("b", "secret", CUT, LI, starts, BEFORE)


def test_a_booking_is_of_the_service_as_it_was_said() -> None:
    """With a number that is called and a code that is shown."""
    found = numbered(booked(), [101, 102])
    assert found.holds
    assert (found.what, found.price, found.ends_at, found.free_at) == (
        CUT.name, CUT.price, at(30), at(35)
    )  # fmt: skip
    assert 101 <= found.number <= 999
    assert found.number not in (101, 102)
    assert len(found.code) == 4
    assert found.keeps == span(0, 35)
    assert not guestless(found).tells


def test_who_calls_comes_at_once_and_others_need_a_way() -> None:
    """Nobody books for after the last day."""
    assert bookable_within(NOON, at(600)) == span(int(LEAD.total_seconds() // 60), 600)
    assert bookable_within(NOON, at(600), by_phone=True).starts == NOON - QUARTER


def test_a_time_is_offered_free_or_taken() -> None:
    """What is not offered is not told to be taken."""
    within = span(0, 600)
    assert beyond_slot(times(), at(0), within) is None
    assert there(beyond_slot(times(), at(7), within), "it").reason == SlotNotOffered()
    assert there(beyond_slot(times(), at(0), span(15, 600)), "it").reason == SlotNotOffered()
    assert there(beyond_slot(times(), at(60), span(0, 60)), "it").reason == SlotNotOffered()
    taken = times((span(0, 35),))
    assert there(beyond_slot(taken, at(0), within), "it").reason == SlotTaken()


def test_each_life_ends_once() -> None:
    """Nothing follows an end, whatever is tried."""
    assert {after for (_, _), after in BOOKING_LIFE.items()} == set(BookingState)
    for state in ENDS:
        why = DeclinedFor.ILL if state is BookingState.DECLINED else None
        over = replace(booked(), state=state, why=why)
        for step in BookingStep:
            found = booking_after(over, step, NOON, DeclinedFor.ILL)
            assert found == Refused(BookingOver("b")), (state, step)


def test_a_guest_says_otherwise_until_their_time() -> None:
    """From then on the merchant knows better."""
    for step in (BookingStep.CALL_OFF, BookingStep.MOVE):
        before = allowed(booking_after(booked(), step, NOON - timedelta(seconds=1)), "before")
        assert before.holds
        assert booking_after(booked(), step, NOON) == Refused(BookingOver("b"))


@pytest.mark.parametrize(
    ("step", "due"), [(BookingStep.COME, NOON - EARLY), (BookingStep.MISS, NOON + LATE)]
)
def test_a_guest_is_there_or_not_when_that_can_be_known(step: BookingStep, due: datetime) -> None:
    """Neither hours before, nor before they are late."""
    early = booking_after(booked(), step, due - timedelta(seconds=1))
    assert early == Refused(GuestNotDue())
    assert not allowed(booking_after(booked(), step, due), "due").is_open


def test_a_merchant_says_why_it_calls_off() -> None:
    """At any time before the guest is there."""
    found = booking_after(booked(), BookingStep.DECLINE, at(20), DeclinedFor.BROKEN)
    found = allowed(found, "declined")
    assert (found.state, found.why) == (BookingState.DECLINED, DeclinedFor.BROKEN)
    assert found.holds
    assert not replace(found, why=None).holds


def test_another_time_is_as_long() -> None:
    """Its guest is told of it anew."""
    found = moved(replace(booked(), reminded=True), at(75), at(0))
    assert (found.starts_at, found.ends_at, found.free_at) == (at(75), at(105), at(110))
    assert not found.reminded
    # Who moves it to within the hour knows so.
    assert moved(booked(), at(75), at(20)).reminded


def test_who_booked_within_the_hour_is_not_reminded() -> None:
    """They know; nor is who was told already, or whose time has come."""
    assert booked().will_be_reminded(at(-61))
    assert not booked().will_be_reminded(at(-30))
    assert not replace(booked(), reminded=True).will_be_reminded(at(-61))


def test_a_name_may_be_left_out_but_not_be_a_story() -> None:
    """Sixty characters are one."""
    assert beyond_guest("") is None
    assert beyond_guest("x" * 60) is None
    assert there(beyond_guest("x" * 61), "it").reason == Invalid("guest_name", "> 60")
