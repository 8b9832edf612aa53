"""The terms for the owner: what is in force, what was before, and a change with its reason."""

from __future__ import annotations

from datetime import datetime

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse

from yeshi.base.refused import Invalid, Refused, Unknown
from yeshi.flow.city.enacting import enact_terms
from yeshi.flow.city.rehearsing import rehearsals_of
from yeshi.web.control.terms_view import PAGE, terms_page
from yeshi.web.frame.access import OWNERS, At
from yeshi.web.frame.answering import Page, done
from yeshi.web.frame.deeds import Deed
from yeshi.web.frame.desk import Desk
from yeshi.web.frame.fields import Id
from yeshi.web.frame.forms import Fields
from yeshi.web.frame.terms_form import EVERY_FIELD, changed

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get(PAGE, dependencies=OWNERS)
def terms(desk: At, page: Page, rehearsal: Id | None = None) -> Response:
    """The terms in force, as a form, and each version with what it changed; with those of a
    `rehearsal` the form proposes them."""
    if rehearsal is None:
        return terms_page(page, desk.engine.terms)
    found = rehearsals_of(desk.engine)
    if isinstance(found, Refused):
        return page.refused(found, PAGE)
    for one in found:
        if one.rehearsal.id == rehearsal:
            return terms_page(page, one.rehearsal.terms)
    return page.refused(Refused(Unknown("rehearsal", rehearsal)), PAGE)


@router.post(PAGE, dependencies=OWNERS)
def change(desk: At, page: Page, fields: Fields) -> Response:
    """Change them from a moment on, or from now."""
    from_at = _moment(desk, fields.get("from_at", ""))
    after = changed(desk.engine.terms, fields, EVERY_FIELD)
    if isinstance(from_at, Refused):
        return terms_page(page, desk.engine.terms, fields, from_at)
    if isinstance(after, Refused):
        return terms_page(page, desk.engine.terms, fields, after)
    latest = fields.get("latest", "")
    answer = enact_terms(
        desk.engine, f"page:{fields['key']}", after, fields.get("why", ""), from_at,
        int(latest) if latest.isdecimal() and len(latest) < 10 else 0,
    )  # fmt: skip
    if isinstance(answer, Refused):
        return terms_page(page, desk.engine.terms, fields, answer)
    return done(PAGE, Deed.TERMS)


def _moment(desk: Desk, typed: str) -> datetime | Refused | None:
    """The moment that somebody typed by the city's clock; None for none."""
    if not typed.strip():
        return None
    try:
        at = datetime.fromisoformat(typed.strip())
    except ValueError:
        return Refused(Invalid("from_at", "unreadable"))
    return desk.engine.terms.calendar.at(at.date(), at.time().replace(tzinfo=None))
