"""Who asks for too much that is costly is told when to come again; others are served."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from fastapi.routing import APIRoute, iter_route_contexts
from fastapi.testclient import TestClient

from tests.builders import SmallCity
from tests.web.browsing import BrowsingClient
from tests.web.routes import choices
from tests.web.test_api import desk_of
from yeshi.web.app import create_app
from yeshi.web.frame import sparing
from yeshi.web.frame.allowance import Allowance, Allowances

HERE, THERE, OURSELVES = ("198.51.100.7", 1), ("198.51.100.8", 1), ("127.0.0.1", 1)


@pytest.fixture
def app(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The small city, where an address may have two files, three pictures and one password."""
    monkeypatch.setattr(sparing, "DELAY_S", 0.0)
    shown = Allowance(3, 60.0)
    allowances = Allowances(Allowance(2, 60.0), Allowance(1, 60.0), shown=shown)
    return create_app(replace(desk_of(SmallCity().settle_in()), allowances=allowances))


def statuses(app: Any, client: tuple[str, int], *paths: str) -> list[int]:
    """The statuses of what an address asks for."""
    with TestClient(app, client=client) as asking:
        return [asking.get(path).status_code for path in paths]


def test_an_address_that_asks_for_too_many_pictures_is_refused(app: Any) -> None:
    """What a browser draws itself is given on, and another address is served."""
    assert statuses(app, HERE, *["/city/chart?as=svg"] * 3) == [200, 200, 429]
    assert statuses(app, HERE, "/city/chart", "/city/rows.csv", "/city") == [200, 200, 200]
    assert statuses(app, THERE, "/api/figures/nothing", "/city/rows.parquet") == [404, 200]
    assert statuses(app, OURSELVES, *["/city/chart?as=svg"] * 3) == [200, 200, 200]


def test_pictures_of_pages_have_an_allowance_of_their_own(app: Any) -> None:
    """A page with many charts uses up no file."""
    shown = "/city/chart?as=svg&on=screen&wide=340&high=280"
    assert statuses(app, HERE, *[shown] * 4) == [200, 200, 200, 429]
    assert statuses(app, HERE, "/city/chart?as=svg") == [200]


def test_the_refusal_says_when_to_come_again(app: Any) -> None:
    """In a sentence, as a page or as a problem."""
    with TestClient(app, client=HERE, headers={"Accept-Language": "zh"}) as asking:
        for _ in range(2):
            asking.get("/api/figures/nothing")
        page, problem = asking.get("/city/chart?as=png"), asking.get("/api/figures/nothing")
        assert (page.status_code, problem.status_code) == (429, 429)
        assert "太频繁" in page.text
        assert problem.json()["title"] == "asked_too_much"
        assert 0 < int(problem.headers["retry-after"]) <= 60


def test_an_address_that_tries_too_many_passwords_is_refused(app: Any) -> None:
    """By page and by interface together, before any of them is looked at."""
    with BrowsingClient(app, client=HERE) as asking:
        tried = asking.post("/sign-in", data={"id": "x", "password": "y"})
        again = asking.post("/api/sign-in", json={"id": "x", "password": "y"})
    assert (tried.status_code, again.status_code) == (401, 429)


def test_no_picture_is_drawn_for_whoever_asks_without_end(app: Any) -> None:
    """Every route that gives a picture, or columns, has what spares it before it."""
    spared = {one.dependency for one in (*sparing.PICTURES, *sparing.COSTLY)}
    giving = {}
    for context in iter_route_contexts(app.routes):
        route = context.original_route
        if isinstance(route, APIRoute):
            inputs = [*route.dependant.path_params, *route.dependant.query_params]
            if {"png", "parquet"} & {word for one in inputs for word in choices(one.field_info)}:
                giving[route.path] = {one.dependency for one in route.dependencies}
    assert len(giving) >= 6
    assert {path for path, found in giving.items() if not spared & found} == set()
