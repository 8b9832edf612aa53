"""Officials and the treasurer launch vouchers, pay for them and end them on a page."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from tests.builders import SmallCity, done
from tests.web.everybody import sign_in_as
from tests.web.settings.rooms import send
from yeshi.flow.people import entering
from yeshi.people.person import CITY, Grant, Person, Role

OFFICIAL = Person("of", "Official", (Grant(Role.OFFICIAL, CITY),), None)
TREASURER = Person("tr", "Treasurer", (Grant(Role.TREASURER, CITY),), None)
CAMPAIGN = {
    "name_zh": "", "name_en": "Autumn", "threshold": "40", "off": "8",
    "begins_at": "2026-11-01T18:00", "ends_at": "2027-01-01T00:00",
}  # fmt: skip


def be(client: TestClient, city: SmallCity, person: Person) -> None:
    """Ask as that person from now on."""
    with city.store.begin() as work:
        known = work.persons.get(person.id)
    if known is None:
        done(entering.enter_person(city.engine, city.key(), person))
    client.cookies.clear()
    sign_in_as(client, client.app.state.desk, person)  # type: ignore[attr-defined]


def test_an_official_launches_and_ends_it(city: SmallCity, client: TestClient) -> None:
    """And gives it no money."""
    be(client, city, OFFICIAL)
    page = send(client, city, "/campaigns", **CAMPAIGN)
    assert "¥8.00 off orders from ¥40.00" in page
    assert "/campaigns/autumn/budget" not in page
    answer = client.post("/campaigns/autumn/budget", data={"key": "k", "amount": "9"})
    assert answer.status_code == 403
    page = send(client, city, "/campaigns/autumn/end", why="money is short")
    assert "Over" in page
    assert "/campaigns/autumn/end" not in page


def test_the_treasurer_pays(city: SmallCity, client: TestClient) -> None:
    """For the vouchers of the small city."""
    be(client, city, TREASURER)
    assert "¥100.00 left" in client.get("/campaigns").text
    assert "¥150.00 left" in send(client, city, "/campaigns/v/budget", amount="50")
    assert client.post("/campaigns/v/budget", data={"key": "k", "amount": "x"}).status_code == 422


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"off": "0"}, "0.01"),
        ({"threshold": "much"}, "much"),
        ({"ends_at": "2026-01-01T00:00"}, "end"),
        ({"begins_at": "soon"}, "cannot be read"),
        ({"name_en": ""}, "1 to 60"),
    ],
)
def test_what_is_wrong_is_said(
    city: SmallCity, client: TestClient, wrong: dict[str, str], said: str
) -> None:
    """Above the form."""
    be(client, city, OFFICIAL)
    page = send(client, city, "/campaigns", **CAMPAIGN | wrong)
    assert 'role="alert"' in page
    assert said in page


def test_what_it_costs_at_most_is_said_before_it_is_launched(
    city: SmallCity, client: TestClient
) -> None:
    """With its rules in sentences, and what was typed still there; nothing is launched."""
    be(client, city, OFFICIAL)
    ruled = {**CAMPAIGN, "ends_at": "2026-11-08T06:00", "day_times": "10", "group": "new"}
    page = send(client, city, "/campaigns", **ruled, only="foresee")
    # From the first of the month at six in the evening seven business days.
    assert "costs ¥560.00 at most" in page
    assert "For a first order alone." in page
    assert 'value="Autumn"' in page
    assert "/campaigns/autumn/end" not in page
    page = send(client, city, "/campaigns", **CAMPAIGN, only="foresee")
    assert "no rule bounds it" in page


def test_its_rules_stand_beside_it(city: SmallCity, client: TestClient) -> None:
    """With the names of where it is spent."""
    be(client, city, OFFICIAL)
    ruled = {"group": "new", "own_times": "1", "merchants": "b", "market:m": "true"}
    page = send(client, city, "/campaigns", **CAMPAIGN, **ruled)
    assert "For a first order alone." in page
    assert "Only at m, b." in page
    assert "Once for each customer." in page


@pytest.mark.parametrize(
    ("wrong", "field", "said"),
    [
        ({"group": "away", "away_days": "0"}, "away_days", "1 to 365"),
        ({"own_times": "x"}, "own_times", "1 to 1000000"),
        ({"day_money": "7"}, "day_money", "below 8.00"),
        ({"merchants": "nobody"}, "merchants", "nobody"),
        ({"by_code": "one", "code": "a"}, "code", "4 to 24"),
    ],
)
def test_a_rule_that_cannot_be_is_told_beside_its_field(
    city: SmallCity, client: TestClient, wrong: dict[str, str], field: str, said: str
) -> None:
    """With what was typed."""
    be(client, city, OFFICIAL)
    page = send(client, city, "/campaigns", **CAMPAIGN | wrong)
    assert 'role="alert"' in page
    assert said in page
    assert f'name="{field}"' in page
    assert page.count('aria-invalid="true"') == 1
