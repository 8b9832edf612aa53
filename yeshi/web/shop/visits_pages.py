"""Services as pages: which there are, when one may come, and what one has booked."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from fastapi import APIRouter, Form, Query, Response
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from yeshi.base.limits import NAME_LENGTH_MAX
from yeshi.base.phones import readable
from yeshi.base.refused import Refused
from yeshi.events.market import STALLS
from yeshi.flow.orders.addresses import book_of
from yeshi.flow.visits import booked, seen
from yeshi.flow.visits.booking import VisitWanted, call_off_booking, move_booking
from yeshi.visits.service import ServiceSort
from yeshi.web.frame.access import ANYBODY, OWNER_ALONE, At, Customer, Guest, Language
from yeshi.web.frame.answering import NOT_KEPT, Page, PageReply, redirect
from yeshi.web.frame.deeds import Deed
from yeshi.web.frame.desk import Desk
from yeshi.web.frame.fields import Day, Id, Key, Line, Moment
from yeshi.web.frame.visitor import Visitor
from yeshi.web.shop.visit_booking import book_from
from yeshi.web.shop.visit_calendar import visit_calendar

MINE = "/bookings"
# So many stand on the front page, beside the food.
AT_FRONT = 4

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get("/services", dependencies=ANYBODY)
def services(desk: At, page: Page, sort: Annotated[ServiceSort | None, Query()] = None) -> Response:
    """What can be booked, of one sort or of all; who is free first is first."""
    found = seen.services_offered(desk.engine, sort)
    return page.show("shop/services.html", services=found, sort=sort, sorts=list(ServiceSort))


@router.get("/services/{service}", dependencies=ANYBODY)
def service(
    desk: At, guest: Guest, page: Page, service: Id, day: Annotated[Day | None, Query()] = None,
    at: Annotated[Moment | None, Query()] = None,
) -> Response:  # fmt: skip
    """When one may come on that day; with a time that was tapped, the form to book it."""
    found = seen.service_on(desk.engine, service, _day_of(desk, day, at))
    if isinstance(found, Refused):
        return page.refused(found, "/services")
    taps = at if at in found.free else None
    return page.show(
        "shop/service.html", view=found, at=taps, gone=at is not None and taps is None,
        phone=_phone_of(desk, guest) if taps else "", name_most=NAME_LENGTH_MAX,
    )  # fmt: skip


@router.post("/services/{service}/book", dependencies=ANYBODY)
def book(
    desk: At, guest: Guest, page: Page, service: Id, key: Key,
    starts_at: Annotated[Moment, Form()],
    phone: Annotated[Line, Form(max_length=60)] = "",
    guest_name: Annotated[Line, Form(max_length=200)] = "",
) -> Response:  # fmt: skip
    """Come at that time."""
    wanted = VisitWanted(service=service, starts_at=starts_at, name=guest_name, phone=phone)
    named = f"visit:{guest.customer}:{key}"
    answer = book_from(desk, page.request, named, guest.customer, wanted)
    if isinstance(answer, Refused):
        return page.refused(answer, f"/services/{service}")
    return desk.visitors.kept(guest, redirect(f"{MINE}/{answer.data['booking']}"))


@router.get(MINE, dependencies=OWNER_ALONE)
def mine(desk: At, customer: Customer, page: Page) -> Response:
    """What I have booked: what is to come first."""
    return page.show("shop/bookings.html", mine=booked.bookings_of(desk.engine, customer))


@router.get("/bookings/{booking}", dependencies=OWNER_ALONE)
def one(desk: At, page: Page, booking: Id) -> Response:
    """A booking of mine: when, where, its number and code."""
    found = booked.own_booking(desk.engine, booking)
    if isinstance(found, Refused):
        return page.refused(found, MINE)
    return page.show("shop/booking.html", view=found)


@router.get("/bookings/{booking}/move", dependencies=OWNER_ALONE)
def other_times(
    desk: At, page: Page, booking: Id, day: Annotated[Day | None, Query()] = None
) -> Response:
    """At which times I may come instead."""
    found = booked.own_booking(desk.engine, booking)
    if isinstance(found, Refused):
        return page.refused(found, MINE)
    times = seen.service_on(desk.engine, found.booking.service, day, moving=booking)
    if isinstance(times, Refused):
        return page.refused(times, f"{MINE}/{booking}")
    return page.show("shop/booking_move.html", view=found, times=times)


@router.post("/bookings/{booking}/move", dependencies=OWNER_ALONE)
def move(
    desk: At, customer: Customer, page: Page, booking: Id, key: Key,
    starts_at: Annotated[Moment, Form()],
) -> Response:  # fmt: skip
    """Come at that time instead."""
    named, back = f"visit:{customer}:{key}", f"{MINE}/{booking}"
    answer = move_booking(desk.engine, named, customer, booking, starts_at)
    if isinstance(answer, Refused):
        return page.refused(answer, f"{back}/move")
    return page.back(answer, back, Deed.SAVED)


@router.post("/bookings/{booking}/call-off", dependencies=OWNER_ALONE)
def call_off(desk: At, customer: Customer, page: Page, booking: Id, key: Key) -> Response:
    """Do not come."""
    named = f"visit:{customer}:{key}"
    answer = call_off_booking(desk.engine, named, customer, booking)
    return page.back(answer, f"{MINE}/{booking}", Deed.DONE)


@router.get("/bookings/{booking}/calendar.ics", dependencies=OWNER_ALONE)
def ics(desk: At, page: Page, language: Language, booking: Id) -> Response:
    """It for a calendar."""
    found = booked.own_booking(desk.engine, booking)
    if isinstance(found, Refused):
        return page.refused(found, MINE)
    text = visit_calendar(found, language, desk.engine.clock.now())
    return Response(text, media_type="text/calendar; charset=utf-8", headers=NOT_KEPT)


def services_part(page: PageReply) -> Markup:
    """Some services for the front page, who is free first, as all readers are shown them."""
    engine = page.desk.engine
    return page.shared(
        "shop/services_part.html",
        (),
        lambda: {"services": seen.services_offered(engine, limit=AT_FRONT)},
        concerns=(STALLS,),
    )


def _day_of(desk: Desk, day: date | None, at: datetime | None) -> date | None:
    """The day that was asked for; that of the time, where only that was."""
    if day is None and at is not None:
        return desk.engine.terms.calendar.business_day(at)
    return day


def _phone_of(desk: Desk, guest: Visitor) -> str:
    """The number that they left with the address they use; "" where there is none."""
    chosen = None if guest.is_new else book_of(desk.engine, guest.customer).chosen
    return readable(chosen.to.phone) if chosen and chosen.to.phone else ""
