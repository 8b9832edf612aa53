"""A change of terms, rehearsed before it is enacted: what it does, beside the terms in force."""

from __future__ import annotations

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse

from yeshi.base.refused import Invalid, Refused
from yeshi.flow.city.rehearsing import rehearsals_of, rehearse_terms
from yeshi.web.control.terms_view import PAGE, terms_page, told_of
from yeshi.web.frame.access import OWNERS, At, Language
from yeshi.web.frame.answering import Page, redirect
from yeshi.web.frame.forms import Fields
from yeshi.web.frame.terms_form import EVERY_FIELD, changed

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get(f"{PAGE}/rehearsals", dependencies=OWNERS)
def rehearsals(desk: At, page: Page, language: Language) -> Response:
    """The part of the page that changes when a rehearsal has been played."""
    found = rehearsals_of(desk.engine)
    if isinstance(found, Refused):
        return page.refused(found, PAGE)
    return page.show("control/rehearsals_part.html", **told_of(found, language))


@router.post(f"{PAGE}/rehearse", dependencies=OWNERS)
def rehearse(desk: At, page: Page, fields: Fields) -> Response:
    """Have what was typed played on the city's own last weeks."""
    terms = changed(desk.engine.terms, fields, EVERY_FIELD)
    elasticity = _elasticity(fields.get("elasticity", ""))
    if isinstance(terms, Refused):
        return terms_page(page, desk.engine.terms, fields, terms)
    if isinstance(elasticity, Refused):
        return terms_page(page, desk.engine.terms, fields, elasticity)
    answer = rehearse_terms(desk.engine, f"page:{fields['key']}", terms, elasticity)
    if isinstance(answer, Refused):
        return terms_page(page, desk.engine.terms, fields, answer)
    return redirect(f"{PAGE}#rehearsals")


def _elasticity(typed: str) -> float | Refused:
    try:
        return float(typed.strip() or "0")
    except ValueError:
        return Refused(Invalid("elasticity", "decimal"))
