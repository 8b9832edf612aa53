"""The stall's board: its tickets, its stock, whether it takes orders, what it gives."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Form, Response
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from yeshi.base.limits import STOCK_MAX
from yeshi.base.refused import Invalid, Refused
from yeshi.flow.orders import complaints_seen, reading
from yeshi.flow.orders.invoices_seen import invoices_waiting
from yeshi.flow.orders.thread_seen import news_at
from yeshi.flow.payments.coming import coming
from yeshi.flow.programmes import donating
from yeshi.flow.stalls import listing, menus, printers, rushing, tonight
from yeshi.flow.visits.booked import guests_to_come
from yeshi.ledger import accounts
from yeshi.market.merchant import Merchant
from yeshi.orders.reasons import WHY_LATER, WHY_NOT
from yeshi.people.person import COUNTER, TILL, Role
from yeshi.web.frame.access import AT_STALLS, COUNTER_OF, STALLHOLDER_OF, TILL_OF, At, Signed
from yeshi.web.frame.amounts import amount_of
from yeshi.web.frame.answering import Page, PageReply, redirect
from yeshi.web.frame.deeds import Deed
from yeshi.web.frame.fields import Id, Key, Line
from yeshi.web.stall.beginning import beginning_of

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get("/kitchen", dependencies=AT_STALLS)
def kitchens(desk: At, page: Page, person: Signed) -> Response:
    """One's stalls, to choose the one where one is; who has one is there."""
    own = person.where(*COUNTER) if person else []
    if len(own) == 1:
        return redirect(f"/kitchen/{own[0]}")
    return page.show("stall/kitchens.html", stalls=menus.of_ids(desk.engine, own))


@router.get("/kitchen/{merchant}", dependencies=COUNTER_OF)
def board(desk: At, page: Page, merchant: Id) -> Response:
    """The stall's board."""
    found = menus.merchant(desk.engine, merchant)
    if isinstance(found, Refused):
        return page.refused(found, "/kitchen")
    actor = desk.engine.actor
    counts = any(actor.has(role, merchant) for role in TILL)
    owns = actor.has(Role.STALLHOLDER, merchant)
    return page.show(
        "stall/kitchen.html",
        merchant=found,
        board=_board(page, found),
        owns=owns,
        guests=guests_to_come(desk.engine, merchant),
        begun=beginning_of(desk.engine, found) if owns else None,
        tonight=_tonight(page, merchant) if counts else None,
    )


@router.get("/kitchen/{merchant}/part", dependencies=COUNTER_OF)
def board_part(desk: At, page: Page, merchant: Id) -> Response:
    """The part of the board that changes."""
    found = menus.merchant(desk.engine, merchant)
    if isinstance(found, Refused):
        return page.refused(found, "/kitchen")
    return page.part(_board(page, found))


@router.get("/kitchen/{merchant}/waits", dependencies=COUNTER_OF)
def waits(desk: At, page: Page, merchant: Id) -> Response:
    """The orders that wait for the stall's answer, for the notice on each of its pages."""
    found = menus.merchant(desk.engine, merchant)
    if isinstance(found, Refused):
        return page.refused(found, "/kitchen")

    def facts() -> dict[str, Any]:
        board = reading.kitchen(desk.engine, merchant)
        news = news_at(desk.engine, merchant)
        return {"merchant": merchant, "board": board, "cook_s": found.cook_s, "news": news}

    what = "stall/waits_part.html"
    return page.part(page.shared(what, merchant, facts, concerns=(merchant,)))


@router.get("/kitchen/{merchant}/tonight", dependencies=TILL_OF)
def tonight_part(desk: At, page: Page, merchant: Id) -> Response:
    """The line of tonight's money, for who is at the till."""
    found = menus.merchant(desk.engine, merchant)
    if isinstance(found, Refused):
        return page.refused(found, "/kitchen")
    return page.part(_tonight(page, merchant))


def _tonight(page: PageReply, merchant: str) -> Markup:
    """Tonight's money, the same for all who may see it."""
    engine = page.desk.engine

    def facts() -> dict[str, Any]:
        return {
            "merchant": merchant,
            "tonight": tonight.tonight(engine, merchant),
            "comes": coming(engine, accounts.merchant(merchant)),
            "invoices": invoices_waiting(engine, merchant),
            "unanswered": complaints_seen.unanswered_of(engine, merchant),
        }

    return page.shared("stall/tonight_part.html", merchant, facts, concerns=(merchant,))


def _board(page: PageReply, merchant: Merchant) -> Markup:
    """The board, the same for all who work there."""
    engine = page.desk.engine

    def facts() -> dict[str, Any]:
        return {
            "stall": menus.stall(engine, merchant.id),
            "board": reading.kitchen(engine, merchant.id),
            "stopped": printers.stopped(engine, merchant.id),
            "news": news_at(engine, merchant.id),
            "programmes": reading.programmes(engine),
            "why_not": WHY_NOT,
            "why_later": WHY_LATER,
        }

    return page.shared("stall/kitchen_part.html", merchant.id, facts, concerns=(merchant.id,))


@router.post("/kitchen/{merchant}/taking", dependencies=TILL_OF)
def taking(desk: At, page: Page, merchant: Id, on: Annotated[bool, Form()], key: Key) -> Response:
    """Take orders, or pause."""
    answer = listing.take_orders(desk.engine, f"page:{key}", merchant, on)
    return page.back(answer, f"/kitchen/{merchant}", None)


@router.post("/kitchen/{merchant}/rush", dependencies=COUNTER_OF)
def rush(
    desk: At,
    page: Page,
    merchant: Id,
    minutes: Annotated[int, Form(ge=1, le=rushing.MINUTES_MAX)],
    more_minutes: Annotated[int, Form(ge=1, le=rushing.MORE_MINUTES_MAX)],
    key: Key,
) -> Response:
    """Promise later for so many minutes."""
    answer = rushing.rush(desk.engine, f"page:{key}", merchant, minutes, more_minutes)
    return page.back(answer, f"/kitchen/{merchant}", None)


@router.post("/kitchen/{merchant}/calm", dependencies=COUNTER_OF)
def calm(desk: At, page: Page, merchant: Id, key: Key) -> Response:
    """Promise as usual again."""
    answer = rushing.calm(desk.engine, f"page:{key}", merchant)
    return page.back(answer, f"/kitchen/{merchant}", None)


@router.post("/kitchen/{merchant}/stock", dependencies=COUNTER_OF)
def stock(
    desk: At,
    page: Page,
    merchant: Id,
    item: Annotated[Id, Form()],
    key: Key,
    left: Annotated[Line, Form(max_length=6)] = "",
) -> Response:
    """Count a dish anew; an empty field: it does not run out."""
    to, written = f"/kitchen/{merchant}", left.strip()
    if written and not written.isdecimal():
        return page.refused(Refused(Invalid("left", f"0…{STOCK_MAX}")), to)
    count = int(written) if written else None
    return page.back(
        listing.restock(desk.engine, f"page:{key}", merchant, item, count), to, Deed.COUNTS
    )


@router.post("/kitchen/{merchant}/give", dependencies=STALLHOLDER_OF)
def give(
    desk: At,
    page: Page,
    merchant: Id,
    programme: Annotated[Id, Form()],
    key: Key,
    amount: Annotated[Line, Form(max_length=30)] = "",
) -> Response:
    """Give so much of each order to a programme."""
    to = f"/kitchen/{merchant}"
    per_order = amount_of(amount, desk.engine.terms.currency)
    if isinstance(per_order, Refused):
        return page.refused(per_order, to)
    named = f"page:{key}"
    return page.back(
        donating.give_per_order(desk.engine, named, merchant, programme, per_order), to
    )
