"""A role is told with what its place is called, in the language of the page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.builders import SmallCity
from tests.web.everybody import enter_everybody, sign_in_as
from tests.web.test_api import client_of
from yeshi.base.names import Name
from yeshi.people.person import CITY, Grant, Person, Role
from yeshi.web.frame.desk import Desk


def named(city: SmallCity) -> Name:
    """The name of stall a, which is not its id."""
    name = Name("豆腐王", "Tofu King")
    with city.store.begin() as work:
        work.merchants.put(replace(work.merchants.must("a"), name=name))
    return name


@pytest.mark.parametrize(("language", "word"), [("zh", "厨师"), ("en", "cook")])
def test_no_page_tells_an_id_where_there_is_a_name(language: str, word: str) -> None:
    """Of a stall that there is; of one that is no more its id is all that is left."""
    city = SmallCity().open_up().settle_in()
    name = named(city).in_language(language)
    with city.store.begin() as work:
        grants = (Grant(Role.COOK, "a"), Grant(Role.COOK, "gone"), Grant(Role.OWNER, CITY))
        cook = Person("wen", "Wen", grants, None)
        work.persons.add(cook)
    with client_of(city, signed_in=False) as client:
        desk: Desk = client.app.state.desk  # type: ignore[attr-defined]
        sign_in_as(client, desk, cook)
        page = client.get("/account", headers={"Accept-Language": language}).text
    assert f"{word} · {name}<" in page
    assert f"{word} · gone<" in page
    assert f"· {CITY}</span>" not in page


@pytest.mark.parametrize("language", ["zh", "en"])
def test_people_are_listed_with_the_names_of_their_places(language: str) -> None:
    """As the list of an owner has them."""
    city = SmallCity().open_up().settle_in()
    name = named(city).in_language(language)
    enter_everybody(city.store)
    with client_of(city) as client:
        page = client.get("/settings/people", headers={"Accept-Language": language}).text
    assert f" · {name}</span>" in page
    assert " · a</span>" not in page
