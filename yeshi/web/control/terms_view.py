"""The page of the terms: in force, as they are typed, as they were rehearsed, and before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from fastapi import Response

from yeshi.base.refused import Refused
from yeshi.flow.city.enacting import history_of
from yeshi.flow.city.rehearsing import RehearsalView, rehearsals_of
from yeshi.flow.terms import Terms
from yeshi.web.control.terms_words import TermSaid, told_changes
from yeshi.web.frame.answering import PageReply
from yeshi.web.frame.language import language_of
from yeshi.web.frame.problems import status_of
from yeshi.web.frame.terms_form import (
    DISPATCH_FIELDS,
    FACT_FIELDS,
    FIELDS,
    PAYOUT_FIELDS,
    TermsField,
    shown,
)

PAGE = "/control/terms"
# How strongly people are proposed to answer to prices.
ELASTICITY_USUAL = "0.6"


def terms_page(
    page: PageReply, terms: Terms, typed: Mapping[str, str] | None = None,
    refused: Refused | None = None,
) -> Response:  # fmt: skip
    """The form with these terms, or with what was typed over them and what is wrong with it."""
    engine, said, language = page.desk.engine, typed or {}, language_of(page.request)
    history, rehearsals = history_of(engine), rehearsals_of(engine)
    if isinstance(rehearsals, Refused):
        return page.refused(rehearsals, PAGE)
    return page.show(
        "control/terms.html",
        status_of(type(refused.reason)) if refused else 200,
        fault=page.desk.render.sentence(page.request, refused) if refused else "",
        fields=_typed(terms, said, FIELDS),
        sets={
            "dispatch": _typed(terms, said, DISPATCH_FIELDS),
            "facts": _typed(terms, said, FACT_FIELDS),
            "payouts": _typed(terms, said, PAYOUT_FIELDS),
        },
        why=said.get("why", ""),
        from_at=said.get("from_at", ""),
        elasticity=said.get("elasticity", ELASTICITY_USUAL),
        **told_of(rehearsals, language),
        history=history,
        latest=history[0].version.number if history else 0,
        in_force=engine.in_force.number_at(engine.clock.now()),
    )


def told_of(found: list[RehearsalView], language: str) -> dict[str, Any]:
    """What the page tells of the rehearsals, and how."""

    def moved(before: Terms, after: Terms) -> list[TermSaid]:
        return told_changes(before, after, language)

    return {
        "rehearsals": found, "under_way": under_way(found), "moved": moved, "figure": figure,
    }  # fmt: skip


def _typed(
    terms: Terms, said: Mapping[str, str], fields: Sequence[TermsField]
) -> list[tuple[str, str, str]]:
    """Each field's name, what it is told in, and what stands in it."""
    told = shown(terms, fields)
    return [(name, told_in, said.get(name, value)) for name, told_in, value in told]


def figure(value: float, digits: int, signed: bool = False) -> str:
    """The value with so many digits and a true minus."""
    return f"{value:{'+' if signed else ''},.{digits}f}".replace("-", "−")


def under_way(found: list[RehearsalView]) -> str:
    """The errand of the rehearsal that is played next, for which the page waits; "" for none."""
    waiting = [one for one in found if one.rehearsal.outcome is None and not one.lost]
    return waiting[-1].rehearsal.errand if waiting else ""
