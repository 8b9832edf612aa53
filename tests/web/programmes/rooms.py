"""A city with a programme, and who enters programmes in it."""

from __future__ import annotations

from fastapi.testclient import TestClient

from tests.builders import SmallCity
from tests.web.everybody import sign_in_as
from tests.web.test_api import client_of
from yeshi.people.person import CITY, Grant, Person, Role

P = "rural-teachers"
OFFICIAL = Person("of", "An official", (Grant(Role.OFFICIAL, CITY),), None)
FOUNDATION = Person("fo", "A foundation", (Grant(Role.FOUNDATION, P),), None)
TREASURER = Person("tr", "A treasurer", (Grant(Role.TREASURER, CITY),), None)
NEW = {
    "name_zh": "", "name_en": "First Harvest", "field": "entrepreneurship",
    "purpose_en": "Loans for first stalls", "foundation_en": "F", "partner_zh": "伙伴",
    "signed_on": "2026-11-01", "pledged": "1,000,000", "pledged_years": "5", "endowment": "250.50",
    "source": "the agreement", "apart": "20", "hosts-0-id": "", "hosts-0-name_en": "Night School",
    "questions-0-name_en": "Why?", "questions-1-name_en": "", "rubric-0-name_en": "Plan",
    "rubric-0-guide_en": "It may work", "rubric-0-points": "10", "stipends-0-name_en": "Opened",
    "stipends-0-amount": "500", "stipends-0-months": "3", "stipends-0-posting": "true",
    "plan-0-year": "2027", "plan-0-places": "", "plan-0-budget": "9000",
    "plan-1-year": "2026", "plan-1-places": "4", "plan-1-budget": "2000",
    "plan-2-year": "2028", "plan-2-places": "", "plan-2-budget": "",
}  # fmt: skip


def client_as(city: SmallCity, person: Person) -> TestClient:
    """A client that is signed in as that person, in English."""
    with city.store.begin() as work:
        if work.persons.get(person.id) is None:
            work.persons.add(person)
    client = client_of(city, signed_in=False)
    client.headers["accept-language"] = "en"
    sign_in_as(client, client.app.state.desk, person)  # type: ignore[attr-defined]
    return client


def send(client: TestClient, city: SmallCity, path: str, **fields: str) -> str:
    """What the page says that a form leads to."""
    return client.post(path, data={"key": city.key(), **fields}).text
