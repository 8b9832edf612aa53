"""A change of terms, rehearsed before it is enacted: what it does, beside the terms in force."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse

from yeshi.base.refused import Invalid, Refused
from yeshi.flow.city.rehearsing import RehearsalView, rehearsals_of, rehearse_terms
from yeshi.flow.terms import Terms
from yeshi.web.frame.access import OWNERS, At
from yeshi.web.frame.answering import Page
from yeshi.web.frame.forms import Fields
from yeshi.web.frame.terms_form import changed, shown

PAGE = "/control/terms"

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get(f"{PAGE}/rehearsals", dependencies=OWNERS)
def rehearsals(desk: At, page: Page) -> Response:
    """The part of the page that changes when a rehearsal has been played."""
    found = rehearsals_of(desk.engine)
    if isinstance(found, Refused):
        return page.refused(found, PAGE)
    return page.show("control/rehearsals_part.html", **told_of(found))


@router.post(f"{PAGE}/rehearse", dependencies=OWNERS)
def rehearse(desk: At, page: Page, fields: Fields) -> Response:
    """Have what was typed played on the city's own last weeks."""
    terms = changed(desk.engine.terms, fields)
    if isinstance(terms, Refused):
        return page.refused(terms, PAGE)
    elasticity = _elasticity(fields.get("elasticity", ""))
    if isinstance(elasticity, Refused):
        return page.refused(elasticity, PAGE)
    answer = rehearse_terms(desk.engine, f"page:{fields['key']}", terms, elasticity)
    return page.back(answer, f"{PAGE}#rehearsals")


def told_of(found: list[RehearsalView]) -> dict[str, Any]:
    """What the page tells of the rehearsals, and how."""
    return {
        "rehearsals": found, "under_way": under_way(found), "moved": moved, "figure": figure,
    }  # fmt: skip


def moved(before: Terms, after: Terms) -> list[tuple[str, str, str, str]]:
    """Each field that is different: its name, what it is told in, and both values."""
    pairs = zip(shown(before), shown(after), strict=True)
    return [(name, told_in, was, then) for (name, told_in, was), (*_, then) in pairs if was != then]


def figure(value: float, digits: int, signed: bool = False) -> str:
    """The value with so many digits and a true minus."""
    return f"{value:{'+' if signed else ''},.{digits}f}".replace("-", "−")


def under_way(found: list[RehearsalView]) -> str:
    """The errand of the rehearsal that is played next, for which the page waits; "" for none."""
    waiting = [one for one in found if one.rehearsal.outcome is None and not one.lost]
    return waiting[-1].rehearsal.errand if waiting else ""


def _elasticity(typed: str) -> float | Refused:
    try:
        return float(typed.strip() or "0")
    except ValueError:
        return Refused(Invalid("elasticity", "decimal"))
