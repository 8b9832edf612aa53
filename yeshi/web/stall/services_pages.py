"""What of a merchant can be booked: its services and seats, entered, said anew, and ended."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse

from yeshi.base.refused import Refused, Unknown
from yeshi.flow.ports import Answer
from yeshi.flow.visits import booked, offering
from yeshi.flow.visits.booked import BookingBook
from yeshi.visits.seats import SeatPool
from yeshi.visits.service import BookableService, ServiceSort
from yeshi.web.frame.access import STALLHOLDER_OF, At
from yeshi.web.frame.answering import Page, PageReply, done
from yeshi.web.frame.deeds import Deed
from yeshi.web.frame.desk import Desk
from yeshi.web.frame.entry import LongEntry, entry_page
from yeshi.web.frame.fields import Id, Key
from yeshi.web.frame.forms import Fields
from yeshi.web.frame.typed import TypedForm
from yeshi.web.stall.visits_form import (
    FIRST_SEATS,
    FIRST_SERVICE,
    read_seats,
    read_service,
    seats_filled,
    service_filled,
)

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get("/kitchen/{merchant}/services", dependencies=STALLHOLDER_OF)
def services(desk: At, page: Page, merchant: Id) -> Response:
    """The services, and the seats that they take."""
    found = booked.book_of(desk.engine, merchant)
    if isinstance(found, Refused):
        return page.refused(found, "/kitchen")
    return page.show("stall/services.html", book=found)


@router.get("/kitchen/{merchant}/services/new", dependencies=STALLHOLDER_OF)
def new_service(page: Page, merchant: Id) -> Response:
    """The form of a new service; where there are no seats yet, first that of seats."""
    return _service_form(page, merchant, LongEntry(FIRST_SERVICE))


@router.post("/kitchen/{merchant}/services/new", dependencies=STALLHOLDER_OF)
def offer(desk: At, page: Page, merchant: Id, fields: Fields) -> Response:
    """Offer it from now on; or the form again, with what is wrong in it."""
    return _said_service(desk, page, merchant, fields)


@router.get("/kitchen/{merchant}/services/{service}", dependencies=STALLHOLDER_OF)
def one_service(desk: At, page: Page, merchant: Id, service: Id) -> Response:
    """The form of a service there is."""
    known = booked.service_said(desk.engine, merchant, service)
    if isinstance(known, Refused):
        return page.refused(known, f"/kitchen/{merchant}/services")
    return _service_form(page, merchant, LongEntry(service_filled(known)), known)


@router.post("/kitchen/{merchant}/services/{service}", dependencies=STALLHOLDER_OF)
def change_service(desk: At, page: Page, merchant: Id, service: Id, fields: Fields) -> Response:
    """Say it anew."""
    return _said_service(desk, page, merchant, fields, service)


@router.post("/kitchen/{merchant}/services/{service}/end", dependencies=STALLHOLDER_OF)
def end_service(desk: At, page: Page, merchant: Id, service: Id, key: Key) -> Response:
    """Offer it no more."""
    answer = offering.end_service(desk.engine, f"visit:{merchant}:{key}", merchant, service)
    return page.back(answer, f"/kitchen/{merchant}/services", Deed.DONE)


@router.get("/kitchen/{merchant}/seats/new", dependencies=STALLHOLDER_OF)
def new_seats(page: Page, merchant: Id) -> Response:
    """The form of new seats."""
    return _seats_form(page, merchant, LongEntry(FIRST_SEATS))


@router.post("/kitchen/{merchant}/seats/new", dependencies=STALLHOLDER_OF)
def enter_seats(desk: At, page: Page, merchant: Id, fields: Fields) -> Response:
    """Have them from now on."""
    return _said_seats(desk, page, merchant, fields)


@router.get("/kitchen/{merchant}/seats/{seat_pool}", dependencies=STALLHOLDER_OF)
def one_pool(desk: At, page: Page, merchant: Id, seat_pool: Id) -> Response:
    """The form of seats there are."""
    found = booked.book_of(desk.engine, merchant)
    known = _of(found.pools, seat_pool) if not isinstance(found, Refused) else None
    if known is None:
        unknown = Refused(Unknown("seat_pool", seat_pool))
        return page.refused(unknown, f"/kitchen/{merchant}/services")
    return _seats_form(page, merchant, LongEntry(seats_filled(known)), known)


@router.post("/kitchen/{merchant}/seats/{seat_pool}", dependencies=STALLHOLDER_OF)
def change_seats(desk: At, page: Page, merchant: Id, seat_pool: Id, fields: Fields) -> Response:
    """Say them anew."""
    return _said_seats(desk, page, merchant, fields, seat_pool)


def _said_service(
    desk: Desk, page: PageReply, merchant: str, fields: Fields, service: str | None = None
) -> Response:
    found = booked.book_of(desk.engine, merchant)
    if isinstance(found, Refused):
        return page.refused(found, "/kitchen")
    known = booked.service_said(desk.engine, merchant, service) if service else None
    if isinstance(known, Refused):
        return page.refused(known, f"/kitchen/{merchant}/services")
    typed = TypedForm(fields, desk.engine.terms.currency)
    said = read_service(typed, {one.id for one in found.pools})
    named = f"visit:{merchant}:{fields['key']}"

    def act() -> Answer:
        if known:
            return offering.change_service(desk.engine, named, merchant, known.id, said)
        return offering.offer_service(desk.engine, named, merchant, said)

    again = _kept(fields, typed, act)
    if again is not None:
        return _service_form(page, merchant, again, known)
    return done(f"/kitchen/{merchant}/services", Deed.SAVED)


def _said_seats(
    desk: Desk, page: PageReply, merchant: str, fields: Fields, pool: str | None = None
) -> Response:
    found = booked.book_of(desk.engine, merchant)
    if isinstance(found, Refused):
        return page.refused(found, "/kitchen")
    known = _of(found.pools, pool) if pool else None
    if pool and known is None:
        return page.refused(Refused(Unknown("seat_pool", pool)), f"/kitchen/{merchant}/services")
    typed = TypedForm(fields, desk.engine.terms.currency)
    said, named = read_seats(typed), f"visit:{merchant}:{fields['key']}"

    def act() -> Answer:
        if known:
            return offering.change_seats(desk.engine, named, merchant, known.id, said)
        return offering.enter_seats(desk.engine, named, merchant, said)

    again = _kept(fields, typed, act)
    if again is not None:
        return _seats_form(page, merchant, again, known)
    return done(f"/kitchen/{merchant}/services", Deed.SAVED)


def _kept(fields: Fields, typed: TypedForm, act: Callable[[], Answer]) -> LongEntry | None:
    """The form again, with what is wrong in it; None where what it says is kept."""
    if typed.faults:
        return LongEntry(fields, faults=typed.faults)
    answer = act()
    return LongEntry(fields, answer) if isinstance(answer, Refused) else None


def _service_form(
    page: PageReply, merchant: str, entry: LongEntry, known: BookableService | None = None
) -> Response:
    found = booked.book_of(page.desk.engine, merchant)
    if isinstance(found, Refused):
        return page.refused(found, "/kitchen")
    if not found.pools:
        return _seats_form(page, merchant, LongEntry(FIRST_SEATS))
    return entry_page(
        page, "stall/service_entry.html", entry, (), book=found, known=known,
        sorts=list(ServiceSort),
    )  # fmt: skip


def _seats_form(
    page: PageReply, merchant: str, entry: LongEntry, known: SeatPool | None = None
) -> Response:
    found: BookingBook | Refused = booked.book_of(page.desk.engine, merchant)
    if isinstance(found, Refused):
        return page.refused(found, "/kitchen")
    parts = ("days_off",)
    return entry_page(page, "stall/seats_entry.html", entry, parts, book=found, known=known)


def _of(things: tuple[SeatPool, ...], id_: str) -> SeatPool | None:
    return next((one for one in things if one.id == id_), None)
