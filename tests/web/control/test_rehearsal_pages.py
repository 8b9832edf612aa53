"""The owner has a change of terms rehearsed from the page, and fills in what was rehearsed."""

from __future__ import annotations

import re

from fastapi.testclient import TestClient

from tests.builders import SmallCity, done
from tests.web.control.test_terms_pages import city, client, form
from yeshi.flow import errands
from yeshi.flow.city.rehearsing import REHEARSAL
from yeshi.flow.rehearsal import NotPlayed, TermsOutcome

__all__ = ["city", "client"]


def test_it_is_asked_for_told_and_taken_over(city: SmallCity, client: TestClient) -> None:
    """The part of the page changes once it was played; the terms are as they were until then."""
    before = city.engine.terms
    asked = client.post(
        "/control/terms/rehearse", data=form(city, commission="7.25", late_choice="yes", why="")
    )
    assert asked.status_code == 200
    assert "It is being played" in asked.text
    taken = errands.take(city.engine, [REHEARSAL])
    assert taken is not None
    few = TermsOutcome(orders=12, days=3, not_played=NotPlayed.FEW_ORDERS)
    done(errands.answer_done(city.engine, taken, few))
    part = client.get("/control/terms/rehearsals").text
    assert "have 12 orders" in part
    assert "6 % → 7.25 %" in part
    assert "decided at the counter: no → yes" in part
    link = re.search(r'href="(/control/terms\?rehearsal=[^"]+)"', part)
    assert link
    assert 'value="7.25"' in client.get(link[1]).text
    assert city.engine.terms == before
    assert client.get("/control/terms?rehearsal=none").status_code == 404


def test_what_cannot_be_rehearsed_is_said_above_what_was_typed(
    city: SmallCity, client: TestClient
) -> None:
    """An amount that is none, an assumption that is no number, and nothing that is different."""
    for wrong, said in (
        ({"delivery_base": "abc"}, "abc"),
        ({"commission": "7.25", "elasticity": "x"}, "it must be a number"),
        ({}, "nothing is different"),
    ):
        answer = client.post("/control/terms/rehearse", data=form(city, **wrong))
        assert answer.status_code in (409, 422)
        assert said in answer.text
        for value in wrong.values():
            assert f'value="{value}"' in answer.text
    with city.store.read() as work:
        assert work.rehearsals.all() == []
