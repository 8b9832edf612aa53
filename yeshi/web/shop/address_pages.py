"""A customer's addresses as pages: all of them, a new one, one to be changed or taken out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse

from yeshi.base.refused import Refused, Unknown
from yeshi.flow.orders import addresses
from yeshi.flow.orders.addresses import Whereabouts
from yeshi.flow.ports import Answer
from yeshi.geo.point import Point
from yeshi.web.frame.access import ANYBODY, OWNER_ALONE, At, Customer, Guest
from yeshi.web.frame.answering import NOT_KEPT, Page, PageReply, done, local_path
from yeshi.web.frame.deeds import Deed
from yeshi.web.frame.fields import East, FormPath, Id, Key, North, Path
from yeshi.web.frame.forms import Fields
from yeshi.web.frame.visitor import Visitor
from yeshi.web.shop.address_forms import filled_in, whereabouts

PAGE, NEW = "/addresses", "/addresses/new"

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get(PAGE, dependencies=OWNER_ALONE)
def all_of_them(desk: At, customer: Customer, page: Page) -> Response:
    """My addresses, the last used first."""
    return page.show("shop/addresses.html", book=addresses.book_of(desk.engine, customer))


@router.get(NEW, dependencies=OWNER_ALONE)
def new(page: Page, back: Annotated[Path, Query()] = PAGE) -> Response:
    """The form of a new one; then one is led `back`."""
    return _form(page, PAGE, filled_in(None), back)


@router.get("/addresses/reach", dependencies=ANYBODY)
def reach(desk: At, page: Page, request: Request, lon: East, lat: North) -> Response:
    """What speaks against a place, for the map to say at once; "" where couriers reach it."""
    refused = addresses.reach(desk.engine, Point(lon, lat))
    said = page.desk.render.sentence(request, refused) if refused else ""
    return JSONResponse({"fault": said}, headers=NOT_KEPT)


@router.post(PAGE, dependencies=OWNER_ALONE)
def add(desk: At, guest: Guest, page: Page, fields: Fields) -> Response:
    """Keep a new address."""
    key = f"address:{guest.customer}:{fields['key']}"

    def keep(said: Whereabouts) -> Answer:
        return addresses.add_address(desk.engine, key, guest.customer, said)

    return _keep(page, guest, PAGE, fields, keep)


@router.get("/addresses/{address}", dependencies=OWNER_ALONE)
def one(
    desk: At, customer: Customer, page: Page, address: Id, back: Annotated[Path, Query()] = PAGE
) -> Response:
    """One of my addresses, to be changed."""
    found = addresses.book_of(desk.engine, customer).get(address)
    if found is None:
        return page.refused(Refused(Unknown("address", address)), PAGE)
    return _form(page, f"{PAGE}/{found.id}", filled_in(found), back)


@router.post("/addresses/{address}", dependencies=OWNER_ALONE)
def change(desk: At, guest: Guest, page: Page, address: Id, fields: Fields) -> Response:
    """Change one of my addresses."""
    if addresses.book_of(desk.engine, guest.customer).get(address) is None:
        return page.refused(Refused(Unknown("address", address)), PAGE)
    key = f"address:{guest.customer}:{fields['key']}"

    def keep(said: Whereabouts) -> Answer:
        return addresses.change_address(desk.engine, key, guest.customer, address, said)

    return _keep(page, guest, f"{PAGE}/{address}", fields, keep)


@router.post("/addresses/{address}/choose", dependencies=OWNER_ALONE)
def choose(
    desk: At, guest: Guest, page: Page, address: Id, key: Key, back: FormPath = PAGE
) -> Response:
    """Use one of my addresses from now on."""
    named = f"address:{guest.customer}:{key}"
    answer = addresses.choose_address(desk.engine, named, guest.customer, address)
    return page.back(answer, PAGE if isinstance(answer, Refused) else local_path(back), None)


@router.post("/addresses/{address}/remove", dependencies=OWNER_ALONE)
def remove(desk: At, guest: Guest, page: Page, address: Id, key: Key) -> Response:
    """Forget one of my addresses."""
    named = f"address:{guest.customer}:{key}"
    return page.back(
        addresses.remove_address(desk.engine, named, guest.customer, address),
        PAGE,
        Deed.ADDRESS_GONE,
    )


def _keep(
    page: PageReply,
    guest: Visitor,
    to: str,
    fields: Mapping[str, str],
    keep: Callable[[Whereabouts], Answer],
) -> Response:
    """The way back once it is kept; else the form as it was filled in, with what is wrong."""
    back = fields.get("back", PAGE)
    said = whereabouts(fields, addresses.places_of(page.desk.engine))
    answer = said if isinstance(said, Refused) else keep(said)
    if isinstance(answer, Refused):
        return page.refused(answer, f"{NEW if to == PAGE else to}?back={quote(local_path(back))}")
    return page.desk.visitors.kept(guest, done(local_path(back), Deed.ADDRESS))


def _form(page: PageReply, to: str, filled: Mapping[str, str], back: str) -> Response:
    engine = page.desk.engine
    return page.show(
        "shop/address.html",
        to=to,
        filled=filled,
        places=addresses.places_of(engine),
        back=local_path(back),
    )
