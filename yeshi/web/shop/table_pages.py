"""The pages of who sits at a table: its code, its tab, sending and paying."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Query, Response
from fastapi.responses import HTMLResponse

from yeshi.base.refused import Refused
from yeshi.events.orders import PaidBy
from yeshi.flow.orders import reading, seating, sending, tab_settling
from yeshi.flow.orders.sending import TableRound
from yeshi.flow.orders.tab_seen import TabSeen, seat_of, tab_of
from yeshi.web.frame.access import ANYBODY, OWNER_ALONE, At, Guest
from yeshi.web.frame.amounts import amount_of
from yeshi.web.frame.answering import Page, PageReply, redirect
from yeshi.web.frame.desk import Desk
from yeshi.web.frame.fields import Id, Key, Line
from yeshi.web.frame.tab_lines import NAMED_MAX, lines_named
from yeshi.web.frame.visitor import Visitor
from yeshi.web.shop.at_table import TABLE, put_down
from yeshi.web.shop.welcome import welcome

# What the page showed that it comes to.
Shown = Annotated[Line, Form(alias="amount", max_length=20)]
Named = Annotated[list[Line], Form(alias="line", max_length=NAMED_MAX)]
Asked = Annotated[list[Line], Query(alias="line", max_length=NAMED_MAX)]

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get("/tables/{table}", dependencies=ANYBODY)
def sit(desk: At, guest: Guest, page: Page, table: Id) -> Response:
    """Sit down where the code leads, with the menu there; who has something open may move it."""
    seat = seat_of(desk.engine, guest.customer, table)
    if seat is None:
        found = tab_of(desk.engine, guest.customer, table)
        return page.refused(found) if isinstance(found, Refused) else redirect("/")
    left = guest.seat
    if left and left.tab and left.table != table and left.place == seat.place:
        return page.show("shop/table_move.html", left=left, seat=seat)
    guest.get_up()
    guest.sit_down(seat)
    return desk.visitors.kept(guest, redirect(seat.menu))


@router.post("/tables/{table}/move", dependencies=ANYBODY)
def move(desk: At, guest: Guest, page: Page, table: Id, key: Key) -> Response:
    """Take what stands open along to that table."""
    if guest.seat is None or guest.seat.tab is None:
        return redirect(f"/tables/{table}")
    named, left = f"move:{guest.customer}:{key}", guest.seat.tab
    answer = seating.move(desk.engine, named, guest.customer, left, table)
    if isinstance(answer, Refused):
        return page.refused(answer, TABLE)
    guest.get_up()
    guest.sit_down(seat_of(desk.engine, guest.customer, table))
    return desk.visitors.kept(guest, redirect(TABLE))


@router.post("/tables/{table}/stay", dependencies=ANYBODY)
def stay(desk: At, guest: Guest, table: Id, key: Key) -> Response:  # noqa: ARG001
    """Sit down there without what stands open elsewhere."""
    seat = seat_of(desk.engine, guest.customer, table)
    guest.get_up()
    guest.sit_down(seat)
    return desk.visitors.kept(guest, redirect(seat.menu if seat else "/"))


@router.get(TABLE, dependencies=ANYBODY)
def tab(desk: At, guest: Guest, page: Page) -> Response:
    """What stands open where one sits."""
    return _shown(desk, guest, page, "shop/table.html")


@router.get(TABLE + "/part", dependencies=ANYBODY)
def tab_part(desk: At, guest: Guest, page: Page) -> Response:
    """The part of it that changes."""
    return _shown(desk, guest, page, "shop/table_part.html")


@router.post(TABLE + "/send", dependencies=OWNER_ALONE)
def send(
    desk: At,
    guest: Guest,
    page: Page,
    key: Key,
    shown: Shown,
    mine: Annotated[bool, Form()] = False,
    way: Annotated[PaidBy | None, Form()] = None,
    note: Annotated[Line, Form(max_length=200)] = "",
) -> Response:
    """Have the kitchens make what is wanted."""
    amount = amount_of(shown, desk.engine.terms.currency)
    if isinstance(amount, Refused):
        return page.refused(amount, TABLE)
    sending_ = TableRound(mine=mine, amount=amount, way=way, note=note.strip())
    named = f"send:{guest.customer}:{key}"
    answer = sending.send(desk.engine, named, guest.customer, guest.table, sending_)
    return page.back(answer, TABLE, None)


@router.get(TABLE + "/paying", dependencies=ANYBODY)
def paying(desk: At, guest: Guest, page: Page, lines: Asked = []) -> Response:  # noqa: B006
    """Choose which lines to pay, and read what they come to."""
    found = _seen(desk, guest)
    if isinstance(found, Refused):
        return page.refused(found)
    chosen = tuple(one for one in found.unpaid if one.at.written in lines)
    return page.show(
        "shop/table_paying.html",
        view=found,
        chosen=chosen,
        amount=found.sum_of(chosen),
        wallet=reading.wallet(desk.engine, guest.customer),
    )


@router.post(TABLE + "/pay", dependencies=OWNER_ALONE)
def pay(
    desk: At, guest: Guest, page: Page, key: Key, shown: Shown, tab: Annotated[Id, Form()],
    lines: Named = [],  # noqa: B006
) -> Response:  # fmt: skip
    """Pay those lines from one's wallet."""
    chosen = lines_named(lines)
    amount = amount_of(shown, desk.engine.terms.currency)
    if isinstance(chosen, Refused):
        return page.refused(chosen, TABLE)
    if isinstance(amount, Refused):
        return page.refused(amount, TABLE)
    welcome(desk, guest)
    named, customer = f"tab:{guest.customer}:{key}", guest.customer
    answer = tab_settling.pay_lines(desk.engine, named, customer, tab, chosen, amount)
    return page.back(answer, TABLE, None)


@router.post(TABLE + "/leave", dependencies=ANYBODY)
def leave(desk: At, guest: Guest, page: Page, key: Key) -> Response:  # noqa: ARG001
    """Sit at no table any more; what one wanted and did not send goes off the list."""
    guest.basket = {}
    refused = put_down(desk, guest) if guest.seat and guest.seat.tab else None
    if refused:
        return page.refused(refused, TABLE)
    guest.get_up()
    return desk.visitors.kept(guest, redirect("/"))


def _shown(desk: Desk, guest: Visitor, page: PageReply, template: str) -> Response:
    found = _seen(desk, guest)
    if isinstance(found, Refused):
        return desk.visitors.kept(guest, redirect("/"))
    return page.show(
        template,
        view=found,
        menu=guest.seat.menu if guest.seat else "/",
        wallet=reading.wallet(desk.engine, guest.customer),
    )


def _seen(desk: Desk, guest: Visitor) -> TabSeen | Refused:
    return tab_of(desk.engine, guest.customer, guest.table)
