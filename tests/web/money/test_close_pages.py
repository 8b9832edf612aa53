"""A treasurer closes a day on the page, with a sentence beside each thing that is left."""

from __future__ import annotations

from datetime import timedelta

from httpx import Response

from tests.flow.payments.paying import HOLDER, OWNER, TREASURER
from tests.flow.payments.provider_days import ProviderDays, provider_days
from tests.web.programmes.rooms import client_as

PAGE = "/money/close"
WAY = "why-under_way platform:transit:taker"
DIFFERS = "why-differences provider:taker"


def on_its_way(*, differs: bool = False) -> ProviderDays:
    """A day has gone by since a provider passed something on, and told what is not ours."""
    days = provider_days()
    with days.city.store.begin() as work:
        for person in (OWNER, HOLDER):
            work.persons.add(person)
    days.pass_on(500)
    days.read_in(*days.rows, *([days._foreign(days.today)] if differs else []))
    days.city.wait(24 * 60)
    return days


def press(days: ProviderDays, **said: str) -> Response:
    day = days.today - timedelta(days=1)
    client = client_as(days.city, TREASURER)
    seen = client.get("/api/money/close").json()["seen"]
    return client.post(f"{PAGE}/{day}", data={"key": days.city.key(), "seen": seen, **said})


def test_a_day_is_closed_with_a_sentence_and_shown_as_it_was() -> None:
    days = on_its_way()
    client = client_as(days.city, TREASURER)
    assert PAGE in client.get("/money").text
    page = client.get(PAGE).text
    assert "No day has been closed so far" in page
    assert "Not at zero: 1" in page
    assert "cannot be undone" in page
    assert 'aria-label="Practice payment to the bank: not arrived yet · Why' in page
    page = press(days, **{WAY: "the bank has <b>a holiday"}).text
    assert "There is no day to close" in page
    assert "1 explained" in page
    day = days.today - timedelta(days=1)
    page = client.get(f"{PAGE}/{day}").text
    assert "the bank has &lt;b&gt;a holiday" in page
    assert "Closed by Treasurer" in page
    assert "From providers, on its way to the bank" in page
    assert client.get(f"{PAGE}/{day - timedelta(days=1)}").status_code == 404


def test_a_thing_without_a_sentence_is_told_beside_it_and_nothing_typed_is_lost() -> None:
    days = on_its_way(differs=True)
    answer = press(days, **{DIFFERS: "asked them"})
    assert answer.status_code == 422
    assert 'value="asked them"' in answer.text
    assert "This is not at zero: say why in a sentence." in answer.text
    field = answer.text.index(f'name="{WAY}"')
    assert "aria-invalid" in answer.text[field - 400 : field + 400]
    assert "There is no day to close" not in client_as(days.city, TREASURER).get(PAGE).text


def test_the_owner_reads_and_others_do_not() -> None:
    days = on_its_way()
    owner = client_as(days.city, OWNER).get(PAGE)
    assert owner.status_code == 200
    assert "cannot be undone" not in owner.text
    assert client_as(days.city, HOLDER).get(PAGE).status_code in (403, 404)
    day = days.today - timedelta(days=1)
    posted = client_as(days.city, OWNER).post(f"{PAGE}/{day}", data={"key": days.city.key()})
    assert posted.status_code in (403, 404)
