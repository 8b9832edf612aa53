"""Favourites as pages: a heart on stalls and dishes, and the list of what is liked."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Response
from fastapi.responses import HTMLResponse

from yeshi.base.refused import Refused
from yeshi.flow.stalls import favourites
from yeshi.market.favourites import liked_as
from yeshi.web.frame.access import ANYBODY, OWNER_ALONE, At, Customer, Guest
from yeshi.web.frame.answering import Page, local_path, redirect
from yeshi.web.frame.fields import FormPath, Id, IdOrNone, Key

PAGE = "/favourites"

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get(PAGE, dependencies=OWNER_ALONE)
def mine(desk: At, customer: Customer, page: Page) -> Response:
    """What I like, what can be had now first."""
    liked = favourites.liked_by(desk.engine, customer)
    return page.show("shop/favourites.html", liked=liked)


@router.post(PAGE, dependencies=ANYBODY)
def mark(
    desk: At,
    guest: Guest,
    page: Page,
    merchant: Annotated[Id, Form()],
    likes: Annotated[bool, Form()],
    key: Key,
    dish: Annotated[IdOrNone, Form()] = "",
    back: FormPath = PAGE,
) -> Response:
    """Like a stall, or a dish of it, or no longer; then one is where the heart is."""
    named, customer = f"like:{guest.customer}:{key}", guest.customer
    if likes:
        answer = favourites.like(desk.engine, named, customer, merchant, dish or None)
    else:
        answer = favourites.unlike(desk.engine, named, customer, liked_as(merchant, dish or None))
    if isinstance(answer, Refused):
        return page.refused(answer, local_path(back))
    return desk.visitors.kept(guest, redirect(local_path(back)))
