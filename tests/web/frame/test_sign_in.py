"""Who comes in: in a city of one's own nobody without a password."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.builders import SmallCity, done
from tests.web.test_api import client_of
from yeshi.flow.people import entering
from yeshi.people.person import CITY, Grant, Person, Role

WU = Person("wu", "Wu", (Grant(Role.OPERATOR, CITY),), None)


@pytest.mark.parametrize(("demo", "in_"), [(True, True), (False, False)])
def test_who_has_no_password_comes_into_a_made_up_city_alone(demo: bool, in_: bool) -> None:
    """By the page and by the interface; in any other the password is wrong, whatever it is."""
    city = SmallCity().open_up().settle_in()
    done(entering.enter_person(city.engine, city.key(), WU))
    with city.store.begin() as work:
        work.charters.put(replace(work.charters.must(CITY), demo=demo))
    with client_of(city, signed_in=False) as client:
        answer = client.post("/api/sign-in", json={"id": "wu", "password": ""})
        assert (answer.status_code == 200) is in_
        assert ("/control" in client.get("/").text) is in_
    with client_of(city, signed_in=False) as client:
        page = client.post("/sign-in", data={"id": "wu"}, follow_redirects=False)
        assert (page.status_code == 303) is in_
