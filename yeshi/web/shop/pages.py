"""The customer's pages: what is open, a stall, the basket."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Form, Response
from fastapi.responses import HTMLResponse

from yeshi.base.limits import QUANTITY_MAX
from yeshi.base.money import Money, total
from yeshi.base.refused import Refused
from yeshi.base.selection import WRITTEN_LENGTH_MAX as SELECTION_LENGTH_MAX
from yeshi.base.selection import selection_of
from yeshi.events.market import STALLS
from yeshi.flow.orders import reading
from yeshi.flow.orders.basket_seen import LineSeen, lines_seen
from yeshi.flow.stalls import menus
from yeshi.flow.stalls.favourites import NOTHING_LIKED, liked_by, list_of
from yeshi.flow.stalls.nearness import ways_to
from yeshi.flow.stalls.stars import told_of
from yeshi.flow.visits.seen import services_of
from yeshi.flow.vouchers import claiming
from yeshi.market.choosing import NO_MARKET, StallsWanted
from yeshi.market.favourites import liked_as
from yeshi.market.merchant import Market
from yeshi.web.frame.access import ANYBODY, At, Guest
from yeshi.web.frame.answering import Page, PageReply, local_path, redirect
from yeshi.web.frame.deeds import Deed
from yeshi.web.frame.desk import Desk
from yeshi.web.frame.fields import FormPath, Id, Key, Line, Start
from yeshi.web.frame.visitor import Visitor
from yeshi.web.shop.at_table import put_down
from yeshi.web.shop.choosing_pages import chooser_of, chosen_part
from yeshi.web.shop.near import chosen_by, neighbourhood_of, soonest_of, ways_of
from yeshi.web.shop.visits_pages import services_part
from yeshi.web.shop.wanted import AskedFor

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get("/", dependencies=ANYBODY)
def home(desk: At, guest: Guest, page: Page, wanted: AskedFor, start: Start = 0) -> Response:
    """The markets with their first stalls, the fullest first; or the stalls that are wanted."""
    address = chosen_by(desk, guest)
    near = neighbourhood_of(address)
    chooser = chooser_of(desk, "/", wanted, near)

    def facts() -> dict[str, Any]:
        found = menus.sections(desk.engine, start)
        ways = ways_of(desk, found, near)
        return {"front": found, "ways": ways, "soonest": soonest_of(found, ways)}

    front: str | Refused
    if chooser.is_used:
        front = chosen_part(page, chooser, near, start)
    else:
        front = page.shared("shop/home_part.html", (start, near), facts, concerns=(STALLS,))
    if isinstance(front, Refused):
        return page.refused(front)
    shown = page.show(
        "shop/home.html",
        front=front,
        chooser=chooser,
        start=start,
        address=address,
        count=sum(guest.basket.values()),
        orders=reading.orders_of(desk.engine, guest.customer, 3),
        lots=claiming.lots_of(desk.engine, guest.customer),
        services="" if start else services_part(page),
        liked=NOTHING_LIKED if guest.is_new or start else liked_by(desk.engine, guest.customer),
    )
    return desk.visitors.kept(guest, shown)


@router.get("/markets/{market}", dependencies=ANYBODY)
def market(
    desk: At, guest: Guest, page: Page, wanted: AskedFor, market: Id, start: Start = 0
) -> Response:
    """The stalls of a market, or those of them that are wanted."""
    found = menus.market(desk.engine, market)
    if isinstance(found, Refused):
        return page.refused(found)
    return _stalls(guest, page, found, wanted, start)


@router.get("/restaurants", dependencies=ANYBODY)
def restaurants(guest: Guest, page: Page, wanted: AskedFor, start: Start = 0) -> Response:
    """Who sells on its own, or those of them that are wanted."""
    return _stalls(guest, page, None, wanted, start)


def _stalls(
    guest: Visitor, page: PageReply, market: Market | None, wanted: StallsWanted, start: int
) -> Response:
    desk, of = page.desk, market.id if market else NO_MARKET
    address = chosen_by(desk, guest)
    near = neighbourhood_of(address)
    path = f"/markets/{of}" if market else "/restaurants"
    chooser = chooser_of(desk, path, replace(wanted, market=of), near, here=of)

    def facts() -> dict[str, Any]:
        found = menus.section(desk.engine, market, start)
        return {"section": found, "ways": ways_of(desk, found, near)}

    stalls: str | Refused
    if chooser.is_used:
        stalls = chosen_part(page, chooser, near, start)
    else:
        stalls = page.shared("shop/market_part.html", (of, start, near), facts, concerns=(STALLS,))
    if isinstance(stalls, Refused):
        return page.refused(stalls)
    count = sum(guest.basket.values())
    shown = page.show(
        "shop/market.html",
        market=market, stalls=stalls, chooser=chooser, count=count, address=address,
        seat=guest.seat,
    )  # fmt: skip
    return desk.visitors.kept(guest, shown)


@router.get("/stalls/{merchant}", dependencies=ANYBODY)
def stall(desk: At, guest: Guest, page: Page, merchant: Id) -> Response:
    """A stall and its dishes."""
    found = menus.stall(desk.engine, merchant)
    if isinstance(found, Refused):
        return page.refused(found)
    address = chosen_by(desk, guest)
    ways = ways_to(desk.engine, [found.merchant], address.to.place) if address else {}
    lines, amount = _lines(desk, guest)
    shown = page.show(
        "shop/stall.html",
        stall=found,
        seat=guest.seat,
        basket=guest.basket,
        chosen=_by_dish(guest),
        **_liked(desk, guest),
        count=sum(guest.basket.values()),
        lines=lines,
        amount=amount,
        address=address,
        way=ways.get(found.merchant.id),
        told=told_of(desk.engine, merchant),
        services=services_of(desk.engine, merchant),
    )
    return desk.visitors.kept(guest, shown)


@router.get("/stalls/{merchant}/part", dependencies=ANYBODY)
def menu_part(desk: At, guest: Guest, page: Page, merchant: Id) -> Response:
    """The menu, with what there is left of each dish."""
    found = menus.stall(desk.engine, merchant)
    if isinstance(found, Refused):
        return page.refused(found)
    return page.show(
        "shop/stall_part.html",
        stall=found,
        seat=guest.seat,
        basket=guest.basket,
        chosen=_by_dish(guest),
        **_liked(desk, guest),
    )


def _lines(desk: Desk, guest: Visitor) -> tuple[list[LineSeen], Money]:
    """The lines of the basket, and what those cost that can be had."""
    lines = lines_seen(desk.engine, guest.basket)
    return lines, total((line.cost for line in lines if line.most), desk.engine.terms.currency)


def _liked(desk: Desk, guest: Visitor) -> dict[str, Any]:
    """What is marked with a heart; nothing for whoever is here for the first time."""
    known = frozenset() if guest.is_new else list_of(desk.engine, guest.customer).ids
    return {"liked": known, "liked_as": liked_as}


def _by_dish(guest: Visitor) -> Counter[str]:
    """How many of each dish are in the basket, however they were chosen."""
    found: Counter[str] = Counter()
    for written, count in guest.basket.items():
        found[selection_of(written).item] += count
    return found


@router.post("/basket", dependencies=ANYBODY)
def change(
    desk: At,
    guest: Guest,
    page: Page,
    item: Annotated[Line, Form(max_length=SELECTION_LENGTH_MAX)],
    quantity: Annotated[int, Form(ge=0, le=QUANTITY_MAX)],
    back: FormPath = "/basket",
) -> Response:
    """So many of a dish; none takes it out."""
    if quantity:
        refused = guest.have(item, quantity)
        if refused:
            return page.refused(refused, local_path(back))
    else:
        guest.basket.pop(item, None)
    refused = put_down(desk, guest)
    if refused:
        return page.refused(refused, local_path(back))
    return desk.visitors.kept(guest, redirect(local_path(back)))


@router.post("/vouchers/{campaign}/claim", dependencies=ANYBODY)
def claim(desk: At, guest: Guest, page: Page, campaign: Id, key: Key) -> Response:
    """Take part in the draw of a campaign's vouchers."""
    named = f"claim:{guest.customer}:{key}"
    answer = claiming.claim(desk.engine, named, guest.customer, campaign)
    return desk.visitors.kept(guest, page.back(answer, "/", Deed.CLAIMED))
