"""Rating what one had, and how it was brought; and how means are made of that."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse

from yeshi.base.refused import Invalid, Refused
from yeshi.flow.orders import rated, rating
from yeshi.orders.rating import Judged, NothingRated
from yeshi.orders.stars import STARS_MAX, STARS_MIN
from yeshi.people.person import CITY
from yeshi.web.frame.access import ANYBODY, OWNER_ALONE, At, Customer
from yeshi.web.frame.answering import Page
from yeshi.web.frame.deeds import Deed
from yeshi.web.frame.fields import Id
from yeshi.web.frame.forms import Fields

STARS, WORD = "stars-", "word-"

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.post("/orders/{order_id}/ratings", dependencies=OWNER_ALONE)
def rate(desk: At, customer: Customer, page: Page, order_id: Id, fields: Fields) -> Response:
    """Rate the lines that got stars, and how the order was brought."""
    given = _judged(fields)
    key = f"rate:{customer}:{fields['key']}"
    answer = (
        given
        if isinstance(given, Refused)
        else rating.rate(desk.engine, key, customer, order_id, given)
    )
    return page.back(answer, f"/orders/{order_id}", Deed.RATED)


def _judged(fields: Mapping[str, str]) -> list[Judged] | Refused:
    """What got stars; refused where something was written of what got none."""
    given = []
    for line, stars in _parts(fields, STARS):
        if stars not in map(str, range(STARS_MIN, STARS_MAX + 1)):
            return Refused(Invalid("stars", f"{STARS_MIN}…{STARS_MAX}"))
        given.append(Judged(line, int(stars), fields.get(WORD + line, "").strip()))
    written = {line for line, word in _parts(fields, WORD) if word.strip()}
    if not written.issubset(one.line for one in given):
        return Refused(NothingRated())
    return given


def _parts(fields: Mapping[str, str], prefix: str) -> Iterator[tuple[str, str]]:
    return (
        (name.removeprefix(prefix), value)
        for name, value in fields.items()
        if name.startswith(prefix)
    )


@router.get("/ratings", dependencies=ANYBODY)
def how_it_is_made(desk: At, page: Page) -> Response:
    """How a mean is made, and what the whole city got."""
    actor = desk.engine.actor
    hides = any(actor.has(role, CITY) for role in rating.HIDING)
    return page.show("shop/ratings.html", given=rated.of_city(desk.engine), hides=hides)
