"""The pages of who orders together: opening, joining, the lists of all, paying and ordering."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Response
from fastapi.responses import HTMLResponse

from yeshi.base.refused import Invalid, NotYours, Refused
from yeshi.flow.orders import group_ordering, group_paying, grouping, reading
from yeshi.flow.orders.group_seen import TogetherSeen, group_of, group_seat
from yeshi.flow.orders.grouping import GroupWish
from yeshi.orders.group import MINUTES, GroupPays
from yeshi.orders.order import Destination
from yeshi.web.frame.access import ANYBODY, OWNER_ALONE, At, Guest, Language
from yeshi.web.frame.amounts import amount_of
from yeshi.web.frame.answering import Page, PageReply, redirect
from yeshi.web.frame.desk import Desk
from yeshi.web.frame.fields import Id, Key, Line
from yeshi.web.frame.forms import Fields
from yeshi.web.frame.language import language_of
from yeshi.web.frame.qr_codes import drawn
from yeshi.web.frame.visitor import Visitor
from yeshi.web.shop.checkout_form import CheckoutForm, each_of, tip_of, tips_in
from yeshi.web.shop.checkout_pages import pay_as_shown, reckoned
from yeshi.web.shop.checkout_shown import CheckoutShown
from yeshi.web.shop.group_checkout import GroupCheckout
from yeshi.web.shop.welcome import welcome

NEW, USUAL_MINUTES = "/together/new", 30
# What the page showed that is held.
Shown = Annotated[Line, Form(alias="amount", max_length=20)]
GuestName = Annotated[Line, Form(alias="guest_name", max_length=100)]

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get(NEW, dependencies=ANYBODY)
def new(guest: Guest, page: Page, language: Language) -> Response:
    """How one would order together."""
    if guest.seat:
        return redirect(guest.seat.page)
    seen = CheckoutShown(page=page, guest=guest, language=language)
    return page.desk.visitors.kept(guest, _form(seen, seen.untouched()))


@router.post("/together", dependencies=ANYBODY)
def open_(desk: At, guest: Guest, page: Page, language: Language, fields: Fields) -> Response:
    """Open a group: what is in the basket is on its host's list."""
    seen = CheckoutShown(page=page, guest=guest, language=language)
    form = seen.filled({**fields, "by": "delivery"})
    if isinstance(form, Refused):
        return page.refused(form, NEW)
    wish = _wish(seen, form)
    if isinstance(wish, Refused):
        return page.again(_form(seen, form), wish, fields)
    welcome(desk, guest)
    named = f"group:{guest.customer}:{fields['key']}"
    answer = grouping.open_group(desk.engine, named, guest.customer, guest.basket, wish)
    if isinstance(answer, Refused):
        return page.again(_form(seen, form), answer, fields)
    guest.basket = {}
    return _seated(desk, guest, answer.data["group"])


@router.get("/together/{group}", dependencies=ANYBODY)
def view(desk: At, guest: Guest, page: Page, group: Id) -> Response:
    """The lists of all; who is in it chooses from now on what is on their own."""
    seat = group_seat(desk.engine, guest.customer, group)
    if seat and guest.table != group:
        guest.get_up()
        guest.sit_down(seat)
    found = group_of(desk.engine, guest.customer, group)
    if isinstance(found, Refused):
        return page.refused(found)
    return desk.visitors.kept(guest, _shown(page, guest, found, "shop/group.html"))


@router.get("/together/{group}/part", dependencies=ANYBODY)
def part(desk: At, guest: Guest, page: Page, group: Id) -> Response:
    """The part of it that changes."""
    found = group_of(desk.engine, guest.customer, group)
    return (
        page.refused(found)
        if isinstance(found, Refused)
        else _shown(page, guest, found, "shop/group_part.html")
    )


@router.post("/together/{group}/join", dependencies=ANYBODY)
def join(desk: At, guest: Guest, page: Page, group: Id, key: Key, name: GuestName = "") -> Response:
    """Be in it, under that name, and go on to the menu."""
    welcome(desk, guest)
    named = f"join:{guest.customer}:{key}"
    answer = grouping.join(desk.engine, named, guest.customer, group, name)
    if isinstance(answer, Refused):
        return page.refused(answer, f"/together/{group}")
    guest.get_up()
    return _seated(desk, guest, group, to_menu=True)


@router.post("/together/{group}/leave", dependencies=ANYBODY)
def leave(desk: At, guest: Guest, group: Id, key: Key) -> Response:  # noqa: ARG001
    """Choose for oneself again; what is on one's list stays there."""
    guest.get_up()
    return desk.visitors.kept(guest, redirect("/"))


@router.post("/together/{group}/pay", dependencies=OWNER_ALONE)
def pay(
    desk: At, guest: Guest, page: Page, group: Id, key: Key, shown: Shown,
    tip: Annotated[Line, Form(max_length=20)] = "0",
    tip_own: Annotated[Line, Form(max_length=20)] = "",
) -> Response:  # fmt: skip
    """Pay one's own part, and what one gives the courier: the most of it is held."""
    currency = desk.engine.terms.currency
    amount, given = amount_of(shown, currency), tip_of(tip, tip_own.strip(), currency)
    if isinstance(amount, Refused):
        return page.refused(amount, f"/together/{group}")
    if isinstance(given, Refused):
        return page.refused(given, f"/together/{group}")
    named, customer = f"part:{guest.customer}:{key}", guest.customer
    answer = group_paying.pay_part(desk.engine, named, customer, group, amount, given)
    return page.back(answer, f"/together/{group}", None)


@router.post("/together/{group}/take-back", dependencies=OWNER_ALONE)
def take_back(desk: At, guest: Guest, page: Page, group: Id, key: Key) -> Response:
    """Have back what is held of one's own."""
    named = f"back:{guest.customer}:{key}"
    answer = group_paying.take_back(desk.engine, named, guest.customer, group)
    return page.back(answer, f"/together/{group}", None)


@router.post("/together/{group}/order", dependencies=OWNER_ALONE)
def order(desk: At, guest: Guest, page: Page, group: Id, key: Key) -> Response:
    """Order with those who have paid."""
    named = f"order:{guest.customer}:{key}"
    answer = group_ordering.order_now(desk.engine, named, guest.customer, group)
    return page.back(answer, f"/together/{group}", None)


@router.post("/together/{group}/call-off", dependencies=OWNER_ALONE)
def call_off(desk: At, guest: Guest, page: Page, group: Id, key: Key) -> Response:
    """Call it off."""
    named = f"off:{guest.customer}:{key}"
    answer = grouping.call_off(desk.engine, named, guest.customer, group)
    return page.back(answer, f"/together/{group}", None)


@router.get("/together/{group}/checkout", dependencies=OWNER_ALONE)
def checkout(guest: Guest, page: Page, language: Language, group: Id) -> Response:
    """Where the host pays for all."""
    seen = _till(guest, page, language, group)
    return page.refused(seen) if isinstance(seen, Refused) else seen.shown_with(seen.untouched())


@router.post("/together/{group}/reckon", dependencies=OWNER_ALONE)
def reckon(guest: Guest, page: Page, language: Language, group: Id, fields: Fields) -> Response:
    """What it comes to as it is filled in."""
    found = _filled(guest, page, language, group, fields)
    if isinstance(found, Refused):
        return page.refused(found, f"/together/{group}")
    return reckoned(*found, fields, None)


@router.post("/together/{group}/pay-all", dependencies=OWNER_ALONE)
def pay_all(guest: Guest, page: Page, language: Language, group: Id, fields: Fields) -> Response:
    """Pay what the page showed, for all."""
    found = _filled(guest, page, language, group, fields)
    if isinstance(found, Refused):
        return page.refused(found, f"/together/{group}")
    seen, form = found
    paid = pay_as_shown(seen, form, fields["key"])
    return redirect(f"/together/{group}") if isinstance(paid, str) else paid


def _wish(seen: CheckoutShown, form: CheckoutForm) -> GroupWish | Refused:
    pays, minutes = form.text("pays"), form.text("minutes")
    if pays not in set(GroupPays):
        return Refused(Invalid("pays", "choice"))
    if not minutes.isdecimal() or len(minutes) > 4:
        return Refused(Invalid("minutes", "choice"))
    to = seen.going_to(form) if pays == GroupPays.EACH else None
    if isinstance(to, Refused):
        return to
    door = to if isinstance(to, Destination) else None
    return GroupWish(
        name=form.text("guest_name"), pays=GroupPays(pays), minutes=int(minutes), to=door,
        round_up=form.round_up or None,
    )  # fmt: skip


def _form(seen: CheckoutShown, form: CheckoutForm) -> HTMLResponse:
    engine = seen.page.desk.engine
    ways = grouping.ways_to_share(engine, engine.terms)
    return seen.page.show(
        "shop/group_new.html",
        form=form,
        ways=ways,
        chosen_way=next((one for one in ways if one == form.text("pays")), next(iter(ways), None)),
        minutes=MINUTES,
        chosen_minutes=form.text("minutes") or str(USUAL_MINUTES),
        count=sum(seen.guest.basket.values()),
        programmes=seen.programmes(),
        **seen.whither(),
    )


def _shown(page: PageReply, guest: Visitor, found: TogetherSeen, template: str) -> HTMLResponse:
    address = f"{page.desk.site.address}/together/{found.group.id}"
    return page.show(
        template,
        view=found,
        at=f"/together/{found.group.id}",
        address=address,
        code=drawn(address) if found.takes_changes else None,
        each_of=each_of,
        part=None if isinstance(found.part, Refused) else found.part,
        wallet=reading.wallet(page.desk.engine, guest.customer),
        tips=tips_in(found.currency),
        gift=_gift(page, found.group.round_up),
        why_not=page.desk.render.sentence(page.request, found.part)
        if isinstance(found.part, Refused)
        else "",
    )


def _gift(page: PageReply, round_up: str | None) -> str:
    """What the programme is called for which the whole is rounded up; "" where it is not."""
    known = reading.programmes(page.desk.engine) if round_up else ()
    language = language_of(page.request)
    return next((one.name.in_language(language) for one in known if one.id == round_up), "")


def _seated(desk: Desk, guest: Visitor, group: str, to_menu: bool = False) -> Response:
    seat = group_seat(desk.engine, guest.customer, group)
    guest.sit_down(seat)
    to = seat.menu if seat and to_menu else f"/together/{group}"
    return desk.visitors.kept(guest, redirect(to))


def _till(guest: Visitor, page: PageReply, language: str, group: str) -> GroupCheckout | Refused:
    """The checkout of the host, of a group that they pay for and that has not ordered."""
    found = group_of(page.desk.engine, guest.customer, group)
    if isinstance(found, Refused):
        return found
    if not found.may_pay_all:
        return Refused(NotYours("group", group))
    return GroupCheckout(page=page, guest=guest, language=language, seen=found)


def _filled(
    guest: Visitor, page: PageReply, language: str, group: str, fields: Fields
) -> tuple[GroupCheckout, CheckoutForm] | Refused:
    seen = _till(guest, page, language, group)
    if isinstance(seen, Refused):
        return seen
    form = seen.filled(fields)
    return form if isinstance(form, Refused) else (seen, form)
