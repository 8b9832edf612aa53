"""A merchant's bookings of a day: who comes when, who came, who calls, and when nobody can."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Form, Query, Response
from fastapi.responses import HTMLResponse

from yeshi.base.limits import NAME_LENGTH_MAX
from yeshi.base.refused import Refused
from yeshi.flow.visits import booked, offering, receiving
from yeshi.flow.visits.booking import VisitWanted, book_for
from yeshi.people.person import Role
from yeshi.visits.booking import DeclinedFor
from yeshi.visits.slot import Span
from yeshi.web.frame.access import COUNTER_OF, At
from yeshi.web.frame.answering import Page, PageReply
from yeshi.web.frame.deeds import Deed
from yeshi.web.frame.fields import Day, Id, Key, Line, Moment, TimeOfDay
from yeshi.web.stall.visits_form import end_of, moment_of

# The day that is looked at, to which one comes back.
Shown = Annotated[Day | None, Form()]

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get("/kitchen/{merchant}/bookings", dependencies=COUNTER_OF)
def bookings(page: Page, merchant: Id, day: Annotated[Day | None, Query()] = None) -> Response:
    """Those of the business day by their time."""
    return _shown(page, merchant, day, "stall/bookings.html")


@router.get("/kitchen/{merchant}/bookings/part", dependencies=COUNTER_OF)
def bookings_part(page: Page, merchant: Id, day: Annotated[Day | None, Query()] = None) -> Response:
    """The part of it that changes."""
    return _shown(page, merchant, day, "stall/bookings_part.html")


@router.post("/kitchen/{merchant}/bookings", dependencies=COUNTER_OF)
def book(
    desk: At, page: Page, merchant: Id, key: Key,
    service: Annotated[Id, Form()], day: Annotated[Day, Form()], at: Annotated[TimeOfDay, Form()],
    guest_name: Annotated[Line, Form(max_length=200)] = "",
    phone: Annotated[Line, Form(max_length=60)] = "",
) -> Response:  # fmt: skip
    """Book for who calls, or stands there."""
    starts = moment_of(desk.engine.terms.calendar, day, at)
    wanted = VisitWanted(service=service, starts_at=starts, name=guest_name, phone=phone)
    answer = book_for(desk.engine, f"visit:{merchant}:{key}", merchant, wanted)
    return page.back(answer, _address(merchant, day), Deed.SAVED)


@router.post("/kitchen/{merchant}/bookings/{booking}/came", dependencies=COUNTER_OF)
def came(desk: At, page: Page, merchant: Id, booking: Id, key: Key, day: Shown = None) -> Response:
    """Enter that the guest is there."""
    named = f"visit:{merchant}:{key}"
    answer = receiving.guest_came(desk.engine, named, merchant, booking)
    return page.back(answer, _address(merchant, day), None)


@router.post("/kitchen/{merchant}/bookings/{booking}/missed", dependencies=COUNTER_OF)
def missed(
    desk: At, page: Page, merchant: Id, booking: Id, key: Key, day: Shown = None
) -> Response:
    """Enter that the guest did not come."""
    named = f"visit:{merchant}:{key}"
    answer = receiving.guest_missed(desk.engine, named, merchant, booking)
    return page.back(answer, _address(merchant, day), None)


@router.post("/kitchen/{merchant}/bookings/{booking}/decline", dependencies=COUNTER_OF)
def decline(
    desk: At, page: Page, merchant: Id, booking: Id, key: Key,
    why: Annotated[DeclinedFor, Form()], day: Shown = None,
) -> Response:  # fmt: skip
    """Call it off, for a reason that the guest reads."""
    named = f"visit:{merchant}:{key}"
    answer = receiving.decline_booking(desk.engine, named, merchant, booking, why)
    return page.back(answer, _address(merchant, day), Deed.DONE)


@router.post("/kitchen/{merchant}/seats/{seat_pool}/pause", dependencies=COUNTER_OF)
def pause(
    desk: At, page: Page, merchant: Id, seat_pool: Id, key: Key,
    day: Annotated[Day, Form()], paused_from: Annotated[TimeOfDay, Form()],
    paused_until: Annotated[TimeOfDay, Form()],
) -> Response:  # fmt: skip
    """Have nobody be booked on these seats in that time of the day."""
    calendar = desk.engine.terms.calendar
    time = Span(moment_of(calendar, day, paused_from), end_of(calendar, day, paused_until))
    named = f"visit:{merchant}:{key}"
    answer = offering.pause_seats(desk.engine, named, merchant, seat_pool, time)
    return page.back(answer, _address(merchant, day), Deed.SAVED)


@router.post("/kitchen/{merchant}/seats/{seat_pool}/resume", dependencies=COUNTER_OF)
def resume(
    desk: At, page: Page, merchant: Id, seat_pool: Id, key: Key,
    paused_from: Annotated[Moment, Form()], paused_until: Annotated[Moment, Form()],
    day: Shown = None,
) -> Response:  # fmt: skip
    """Take a pause back."""
    named, time = f"visit:{merchant}:{key}", Span(paused_from, paused_until)
    answer = offering.resume_seats(desk.engine, named, merchant, seat_pool, time)
    return page.back(answer, _address(merchant, day), Deed.DONE)


def _address(merchant: str, day: date | None = None) -> str:
    base = f"/kitchen/{merchant}/bookings"
    return base if day is None else f"{base}?day={day}"


def _shown(page: PageReply, merchant: str, day: date | None, template: str) -> Response:
    engine = page.desk.engine
    found = booked.book_of(engine, merchant, day)
    if isinstance(found, Refused):
        return page.refused(found, "/kitchen")
    owns = engine.actor.has(Role.STALLHOLDER, merchant)
    return page.show(
        template, book=found, whys=list(DeclinedFor), owns=owns, name_most=NAME_LENGTH_MAX
    )
