"""Where a customer pays through a provider, and sees what becomes of it."""

from __future__ import annotations

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse

from yeshi.base.refused import Refused
from yeshi.flow.orders import paying_online
from yeshi.flow.orders.payment_seen import PaymentSeen, payment_seen
from yeshi.payments.intent import Handing
from yeshi.web.frame.access import OWNER_ALONE, At, Customer, Guest
from yeshi.web.frame.answering import Page, PageReply, redirect
from yeshi.web.frame.fields import Id, Key
from yeshi.web.frame.qr_codes import drawn

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get("/pay/{payment}", dependencies=OWNER_ALONE)
def payment_page(desk: At, guest: Guest, page: Page, payment: Id) -> Response:
    """How it is paid; once it became an order, that."""
    seen = payment_seen(desk.engine, payment)
    if isinstance(seen, Refused):
        return page.refused(seen)
    if seen.intent.order:
        guest.basket.clear()
        return desk.visitors.kept(guest, redirect(f"/orders/{seen.intent.order}"))
    return _shown(page, "shop/payment.html", seen, True)


@router.get("/pay/{payment}/part", dependencies=OWNER_ALONE)
def payment_part(desk: At, page: Page, payment: Id, with_form: bool = False) -> Response:
    """The part of the page that changes; `with_form`: of one that shows the provider's form."""
    seen = payment_seen(desk.engine, payment)
    if isinstance(seen, Refused):
        return page.refused(seen)
    return _shown(page, "shop/payment_part.html", seen, with_form)


@router.post("/pay/{payment}/give-up", dependencies=OWNER_ALONE)
def give_up(desk: At, customer: Customer, page: Page, payment: Id, key: Key) -> Response:
    """Pay in another way after all: the basket is as it was."""
    named = f"give_up:{customer}:{key}"
    answer = paying_online.give_up_payment(desk.engine, named, customer, payment)
    if isinstance(answer, Refused):
        return page.back(answer, f"/pay/{payment}", None)
    return redirect("/basket")


def _shown(page: PageReply, template: str, seen: PaymentSeen, with_form: bool) -> Response:
    offer, code, form = seen.offer, None, None
    if offer and offer.handing is Handing.CODE:
        code = drawn(offer.value)
    if offer and offer.handing is Handing.FORM:
        provider = page.desk.providers.get(seen.intent.provider)
        form = provider.form if provider else None
        # What guards the answers reads it.
        page.request.state.allows = form.allows if form else {}
    shown = with_form and form is not None
    return page.show(template, seen=seen, code=code, form=form, with_form=shown)
