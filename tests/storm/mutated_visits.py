"""Mutations of bookings: of the seats they take, the times they have and how they end."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from unittest.mock import patch

from tests.storm import process
from tests.storm.mutation import mutation
from yeshi.flow.visits import booking, receiving
from yeshi.visits.booking import BookingState, BookingStep


@mutation
def seats_of_others_are_free() -> Any:
    """Who books, or moves, is given a seat that somebody else has."""
    return patch.object(booking, "booked_from", lambda *_: [])


@mutation
def seats_are_kept_until_the_service_ends() -> Any:
    """A seat is given to the next before it is ready for them."""
    kept = booking.booked_from

    def booked_from(*given: Any) -> Any:
        return [replace(one, free_at=one.ends_at) for one in kept(*given)]

    return patch.object(booking, "booked_from", booked_from)


@mutation
def moved_without_its_row() -> Any:
    """A booking that is moved is told to be, and stays when it was."""
    return patch.object(booking, "moved", lambda found, *_: found)


@mutation
def ended_again() -> Any:
    """A guest who called off, or was called off, can come or not come all the same."""
    kept = receiving.booking_after

    def booking_after(found: Any, step: BookingStep, *given: Any) -> Any:
        return kept(replace(found, state=BookingState.BOOKED, why=None), step, *given)

    return patch.object(receiving, "booking_after", booking_after)


@mutation
def one_guest_books_on() -> Any:
    """Neither a guest nor a telephone number has a last booking."""
    return patch.object(booking, "OPEN_BOOKINGS_MAX", 99)


@mutation
def silence_about_a_guest() -> Any:
    """A booking of whose guest nobody said anything stays open for ever."""
    return patch.object(process, "MISSED", replace(process.MISSED, find=lambda _: []))
