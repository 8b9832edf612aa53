"""The programme pages and their interface, from outside."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from fastapi.testclient import TestClient
from pyarrow import parquet

from tests.builders import SmallCity, done
from tests.flow.programmes.test_granting import (
    APPROVERS,
    FOUNDATION,
    READERS,
    P,
    enrolled,
    give,
    student,
)
from tests.passwords import quick
from tests.web.everybody import be_everybody
from tests.web.test_api import client_of, post
from yeshi.flow.people import entering
from yeshi.people.person import Grant, Person, Role
from yeshi.people.tries import OF_ACCOUNT

FORM = {
    "name": "石晓梅", "contact": "139-7431-0058", "host": "hunan-first-normal", "home": "花垣县",
    "woman": "yes", "answer-0": "我叫石晓梅", "answer-1": "b", "answer-2": "c",
}  # fmt: skip


@pytest.fixture
def city() -> SmallCity:
    """The small city with the programme's people."""
    city = SmallCity().settle_in()
    real = Person("li", "Li", (Grant(Role.FOUNDATION, P),), quick().make("correct horse"))
    for one in (FOUNDATION, *APPROVERS, *READERS, real):
        done(entering.enter_person(city.engine, city.key(), one))
    return city


@pytest.fixture
def client(city: SmallCity) -> Iterator[TestClient]:
    """Somebody who has not signed in."""
    with client_of(city, signed_in=False) as client:
        client.follow_redirects = False
        yield client


def enter(client: TestClient, id_: str, password: str = "") -> Any:
    """Sign in."""
    return client.post("/sign-in", data={"id": id_, "password": password, "back": "/programmes"})


def test_a_form_with_a_fault_keeps_what_was_written(client: TestClient) -> None:
    """And says what is wrong, with the status of a refusal."""
    answer = client.post(f"/programmes/{P}/apply", data={**FORM, "name": " ", "key": "k"})
    assert answer.status_code == 422
    assert "我叫石晓梅" in answer.text
    assert "The name cannot be used: it must have 1 to 60 letters" in answer.text
    assert client.get("/city/what").status_code == 404
    wrong = client.get("/city/report?from=abc", headers={"Accept-Language": "zh"})
    assert "开始时间 无法使用：须是日期" in wrong.text


def test_an_application_is_found_by_its_link_alone(client: TestClient, city: SmallCity) -> None:
    """Nobody finds it by its number; sent twice, it is one."""
    path = f"/programmes/{P}/apply"
    link = client.post(path, data={**FORM, "key": "k"}).headers["location"]
    assert client.post(path, data={**FORM, "key": "k"}).headers["location"] == link
    assert "我叫石晓梅" in client.get(link).text
    with city.store.begin() as work:
        (sent,) = work.applications.of(P)
    assert client.get(f"/applications/{sent.id}").status_code == 404
    assert client.post(f"{link}/withdraw", data={"key": "w"}).status_code == 303
    assert "我叫石晓梅" not in client.get(link).text


def test_a_reader_sees_no_name_and_the_foundation_no_more_than_it_needs(
    client: TestClient, city: SmallCity
) -> None:
    """Each page is for its role; who has not signed in is asked to."""
    client.post(f"/programmes/{P}/apply", data={**FORM, "key": "k"})
    for page in ("desk", "reading"):
        asked = client.get(f"/programmes/{P}/{page}")
        assert asked.headers["location"] == f"/sign-in?back=/programmes/{P}/{page}"
    with city.store.begin() as work:
        (sent,) = work.applications.of(P)
    enter(client, sent.readers[0])
    page = client.get(f"/programmes/{P}/reading").text
    assert "▇▇" in page
    for secret in ("石晓梅", "花垣县", "139-7431"):
        assert secret not in page
    listed = client.get(f"/api/programmes/{P}/readings").text
    assert "石晓梅" not in json.dumps(json.loads(listed), ensure_ascii=False)
    assert client.get(f"/programmes/{P}/desk").status_code == 403


def test_a_password_lets_its_owner_in_and_few_others_try(client: TestClient) -> None:
    """After five wrong ones even the right one waits a little, and other accounts do not."""
    assert enter(client, "li", "correct horse").headers["location"] == "/programmes"
    assert client.get("/api/me").json()["person"] == "li"
    client.post("/sign-out")
    assert client.get("/api/me").status_code == 401
    for _ in range(OF_ACCOUNT):
        assert enter(client, "li", "wrong").status_code == 401
    assert enter(client, "li", "correct horse").status_code == 429
    assert enter(client, "nobody", "x").status_code == 401


def test_nobody_is_sent_elsewhere(client: TestClient) -> None:
    """Only paths of this city are gone back to."""
    for elsewhere in ("//evil.example", "https://evil.example", "/\\evil.example"):
        answer = client.post("/sign-in", data={"id": "f", "back": elsewhere})
        assert answer.headers["location"] == "/programmes"


def test_a_forged_cookie_is_nobody(client: TestClient) -> None:
    """And so is one of somebody who is gone."""
    client.cookies.set("yeshi_person", "f")
    assert client.get("/api/me").status_code == 401


def test_the_public_account_and_its_exports(client: TestClient, city: SmallCity) -> None:
    """The same figures on the page, as JSON, CSV, 360Giving and IATI; nobody is named unasked."""
    give(city, 10_000_000)
    one = student(city)
    payment = enrolled(city, one)
    for approver in ("a", "b"):
        enter(client, approver)
        assert post(client, f"/payments/{payment}/approve", key=approver).status_code == 200
    view = client.get(f"/api/programmes/{P}").json()
    assert view["balance"]["fen"] == 8_000_000
    assert view["people"]["named"] == []
    assert "¥80,000.00" in client.get(f"/programmes/{P}").text
    rows = client.get(f"/programmes/{P}/account.csv").text
    assert rows.splitlines()[1:] == ["2026,gift,10000000,0", "2026,stipend,0,2000000"]
    package = client.get(f"/programmes/{P}/360giving.json").json()
    assert package["grants"][0]["amountDisbursed"] == 20_000
    iati = client.get(f"/programmes/{P}/iati-activity.xml").text
    assert re.findall(r"<value[^>]*>([\d.]+)</value>", iati)[-2:] == ["100000.00", "20000.00"]
    assert client.get(f"/programmes/{P}/iati-organisation.xml").status_code == 200
    forecast = client.get(f"/api/programmes/{P}/forecast").json()
    assert forecast["years"][0]["year"] == 2026
    assert client.get(f"/api/programmes/{P}/forecast?kept=2").status_code == 422
    for name in ("account", "forecast"):
        chart = f"/programmes/{P}/charts/{name}"
        assert client.get(chart).status_code == 200
        assert client.get(f"{chart}?as=png").content.startswith(b"\x89PNG")
    ahead = client.get(f"/programmes/{P}/forecast.csv").text.splitlines()
    assert ahead[1].startswith("2026,")
    kept = client.get(f"/programmes/{P}/account.parquet").content
    assert parquet.read_table(BytesIO(kept)).num_rows == 2


def test_every_step_by_the_interface(client: TestClient, city: SmallCity) -> None:
    """From the application to the stipend, each by whom it belongs to."""
    give(city, 10_000_000)
    body = {"name": "n", "contact": "1", "host": "hunan-first-normal", "home": "h",
            "answers": ["a", "b", "c"]}  # fmt: skip
    assert "link" in post(client, f"/programmes/{P}/applications", body).json()
    for reader in READERS:
        assert client.post("/api/sign-in", json={"id": reader.id}).status_code == 200
        for one in client.get(f"/api/programmes/{P}/readings").json()["waiting"]:
            path = f"/applications/{one['id']}/reading"
            assert post(client, path, {"points": [9, 9, 5]}, reader.id).status_code == 200
    client.post("/api/sign-in", json={"id": "f"})
    assert post(client, f"/programmes/{P}/selection", {"year": 2026}).json()["selected"] == "1"
    with city.store.begin() as work:
        (one,) = work.students.of(P)
    told = {"milestone": "enrolled", "on": "2026-11-24", "evidence": "x"}
    payment = post(client, f"/students/{one.id}/milestones", told).json()["payment"]
    assert post(client, f"/payments/{payment}/approve", key="f").status_code == 403
    client.post("/api/sign-in", json={"id": "a"})
    why = post(client, f"/payments/{payment}/decline", {"why": "twice"})
    assert why.status_code == 200


@pytest.mark.parametrize(
    ("amount", "status"), [("0.10", 303), ("x", 422), ("0.001", 422), ("-1", 422)]
)
def test_a_stall_sets_what_it_gives(
    client: TestClient, city: SmallCity, amount: str, status: int
) -> None:
    """On its own page, in units and fen."""
    be_everybody(client, city.store)
    told = {"programme": P, "amount": amount, "key": "k"}
    assert client.post("/kitchen/a/give", data=told).status_code == status
    with city.store.begin() as work:
        stall = work.merchants.get("a")
    assert stall is not None
    assert (stall.pledge is not None) == (status == 303)


def test_a_programme_without_a_plan_has_its_page(client: TestClient, city: SmallCity) -> None:
    """As it was before its foundation planned anything."""
    be_everybody(client, city.store)
    name = {"zh": "名", "en": "name"}
    body = {"id": "p", "name": name, "field": "environment", "purpose": name, "foundation": name,
            "partner": name, "signed_on": "2026-01-01", "pledged_fen": 0, "pledged_years": 1,
            "source": "a test"}  # fmt: skip
    assert post(client, "/programmes", body).status_code == 200
    assert client.get("/programmes/p").status_code == 200
    assert client.get("/programmes/p/apply").status_code == 200
    twice = {**body, "id": "q", "plan": [{"year": 2026, "places": 0, "budget_fen": 1}] * 2}
    assert post(client, "/programmes", twice, "q").status_code == 409


def test_every_form_of_the_desk_does_what_it_says(client: TestClient, city: SmallCity) -> None:
    """Donors, gifts, pledges, milestones with their day, leaving: by the page's own fields."""
    one = student(city)
    enter(client, "f")
    base = f"/programmes/{P}/desk"
    assert client.get(base).status_code == 200
    form = {"key": "d", "name": "Donor", "named": "true"}
    assert client.post(f"{base}/donors", data=form).status_code == 303
    with city.store.begin() as work:
        (donor,) = work.donors.of(P)
    form = {"key": "p", "amount": "5,000", "due_on": "2027-02-01"}
    assert client.post(f"{base}/donors/{donor.id}/pledge", data=form).status_code == 303
    with city.store.begin() as work:
        (promised,) = work.pledges.of(P)
    assert (promised.amount.fen, str(promised.due_on)) == (500_000, "2027-02-01")
    form = {"key": "g", "amount": "3000.50", "pledge": promised.id}
    assert client.post(f"{base}/donors/{donor.id}/gift", data=form).status_code == 303
    form = {"key": "c", "milestone": "enrolled", "on": "2026-11-24", "evidence": "register"}
    assert client.post(f"{base}/students/{one}/confirm", data=form).status_code == 303
    assert client.post(f"{base}/students/{one}/leave", data={"key": "l"}).status_code == 303
    with city.store.begin() as work:
        (left,) = work.students.of(P)
        (given,) = work.pledges.of(P)
    assert (left.left_on is not None, given.given.fen) == (True, 300_050)
    page = client.get(base).text
    assert "¥3,000.50" in page
    assert "Donor" in client.get(f"/programmes/{P}").text


def test_who_signed_in_is_told_when_the_database_is_gone(
    client: TestClient, city: SmallCity, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page that says so does not fail itself."""
    from yeshi.base.errors import DatabaseUnreachable

    enter(client, "f")

    def gone() -> None:
        raise DatabaseUnreachable("gone")

    monkeypatch.setattr(city.store, "begin", gone)
    answer = client.get(f"/programmes/{P}")
    assert answer.status_code == 503
    assert "does not answer" in answer.text


def test_without_its_part_a_download_says_what_to_install(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on an installation without the extra."""
    import sys

    monkeypatch.setitem(sys.modules, "pyarrow", None)
    answer = client.get(f"/programmes/{P}/account.parquet")
    assert answer.status_code == 501
    assert "pip install" in answer.text
