"""A programme is entered and changed on a page; what was typed is kept, and told beside its field."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

from tests.builders import SmallCity
from tests.web.programmes.rooms import FOUNDATION, NEW, OFFICIAL, P, client_as, send
from yeshi.base.money import Money
from yeshi.base.names import Name
from yeshi.ledger import accounts
from yeshi.programmes.programme import Field, Host, Stipend, YearPlan


def fields_of(page: str) -> dict[str, str]:
    """What stands in the fields of the page's form."""
    found = dict(re.findall(r'<textarea [^>]*name="([^"]+)"[^>]*>([^<]*)</textarea>', page))
    for one in re.findall(r"<input [^>]*>", page):
        told = dict(re.findall(r'([a-z-]+)="([^"]*)"', one))
        ticked = told.get("type") != "checkbox" or " checked" in one
        if "name" in told and ticked:
            found[told["name"]] = told.get("value", "")
    for name, options in re.findall(r'<select name="([^"]+)"[^>]*>(.*?)</select>', page, re.S):
        found[name] = re.findall(r'value="([^"]*)" selected', options)[0]
    ours = ("key", "form_token")
    return {name: unescape(value) for name, value in found.items() if name not in ours}


def test_a_programme_is_entered() -> None:
    """With all it is made of; a row without places and budget is none, years are in order."""
    city = SmallCity().settle_in()
    client = client_as(city, OFFICIAL)
    assert "/programmes/enter/new" in client.get("/programmes").text
    first = client.get("/programmes/enter/new").text
    assert 'value="2026-11-' in first
    assert "<h1>First Harvest</h1>" in send(client, city, "/programmes", **NEW)
    with city.store.begin() as work:
        made = work.programmes.must("first-harvest")
    assert (made.name, made.field) == (
        Name("First Harvest", "First Harvest"),
        Field.ENTREPRENEURSHIP,
    )
    assert (made.signed_on, made.pledged, made.pledged_years) == (
        date(2026, 11, 1), Money(100_000_000, "CNY"), 5
    )  # fmt: skip
    both = Name("Night School", "Night School")
    assert made.hosts == (Host("night-school", both),)
    opened = Name("Opened", "Opened")
    assert made.stipends == (Stipend("opened", opened, Money(50_000, "CNY"), 3, True),)
    assert made.plan == (
        YearPlan(2026, 4, Money(200_000, "CNY")), YearPlan(2027, 0, Money(900_000, "CNY"))
    )  # fmt: skip
    assert len(made.questions) == 1
    assert city.balance(accounts.programme(made.id)) == 25_050


def test_what_is_wrong_stands_beside_its_field() -> None:
    """And what was typed stays; so does it where a row more is asked for."""
    city = SmallCity().settle_in()
    client = client_as(city, OFFICIAL)
    wrong = NEW | {
        "pledged": "much",
        "plan-1-year": "26",
        "hosts-0-name_en": "x" * 61,
        "signed_on": "",
    }
    page = send(client, city, "/programmes", **wrong)
    mended = dict(re.findall(r'id="mend-([^"]+)">([^<]+)<', page))
    assert set(mended) == {"pledged", "plan-1-year", "hosts-0-name_en", "signed_on"}
    assert "“much” is no amount" in mended["pledged"]
    assert {**wrong, **fields_of(page)} == fields_of(page)
    page = send(client, city, "/programmes", more="rubric", **wrong)
    assert 'name="rubric-1-points"' in page
    assert "mend-" not in page
    twice = NEW | {"plan-1-year": "2027"}
    assert re.findall(r'id="mend-plan">([^<]+)<', send(client, city, "/programmes", **twice))
    with city.store.begin() as work:
        assert len(work.programmes.all()) == 1


def test_a_programme_is_changed() -> None:
    """As it stands in the form; with a reason, by its foundation, and not what donors gave for."""
    city = SmallCity().settle_in()
    client = client_as(city, FOUNDATION)
    to = f"/programmes/{P}/entry"
    assert to in client.get(f"/programmes/{P}").text
    with city.store.begin() as work:
        before = work.programmes.must(P)
    said = fields_of(client.get(to).text)
    assert 'id="mend-why"' in send(client, city, to, **said)
    said["why"] = "a better name"
    send(client, city, to, **said)
    with city.store.begin() as work:
        assert work.programmes.must(P) == before
    said |= {"name_en": "Village Teachers", "stipends-0-amount": "25000"}
    assert "<h1>Village Teachers</h1>" in send(client, city, to, **said)
    with city.store.begin() as work:
        assert work.programmes.must(P).stipends[0].amount == Money(2_500_000, "CNY")
    record = client_as(city, OFFICIAL).get(f"/programmes/{P}/entry").text
    assert f"/control/record?thing={P}" in record
