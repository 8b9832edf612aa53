"""The city's pages on the first visit: something worth reading, and marked as made up."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO, StringIO

import pytest
from fastapi.testclient import TestClient
from pypdf import PdfReader

from tests.past import BEGINS, UNTIL, city_with_past
from tests.web.press import print_reports
from tests.web.test_api import client_of
from yeshi.web.city.observatory_pages import PAGES

pytest.importorskip("ibis")
pytest.importorskip("holidays")
SENTENCE = {
    "en": f"Figures of days up to {UNTIL} are made up",
    "zh": f"{UNTIL} 及以前的数据是虚构的",
}
# How many rows each sheet has at least on the first visit.
ROWS = {
    "night-hours": 24, "night-places": 5, "night-sectors": 7, "night-calendar": 1000,
    "night-districts": 2, "work-weeks": 12, "work-steady": 12, "work-groups": 1,
    "work-owners": 0, "vouchers-campaigns": 2, "vouchers-merchants": 20, "index-scores": 60,
    "index-change": 5, "index-rungs": 300, "index-ladder": 90, "recovery-trade": 40,
    "recovery-breaks": 1,
}  # fmt: skip


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """Somebody who has not signed in, on the city's first evening."""
    home = tmp_path_factory.mktemp("home")
    city, sheets = city_with_past(home)
    with client_of(city, home / "columns", sheets) as client:
        yield client


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("page", list(PAGES))
def test_every_page_says_what_is_made_up(client: TestClient, page: str, language: str) -> None:
    """With each sheet that tells of the past."""
    text = client.get(f"/city/{page}", headers={"Accept-Language": language}).text
    assert text.count(SENTENCE[language]) >= len([n for n in PAGES[page] if ROWS[n]])


@pytest.mark.parametrize("name", [name for name, least in ROWS.items() if least])
def test_every_sheet_has_something_to_read(client: TestClient, name: str) -> None:
    """And its files and pictures bear the mark."""
    told = client.get(f"/api/sheets/{name}").json()
    assert len(told["rows"]) >= ROWS[name]
    assert told["made_up"].startswith(SENTENCE["en"])
    text = client.get(f"/city/sheets/{name}.csv").text.lstrip("\ufeff")
    assert {row["made_up_until"] for row in csv.DictReader(StringIO(text))} == {UNTIL.isoformat()}
    chart = client.get(f"/city/sheets/{name}.json").json()
    assert not chart or chart["title"]["text"] == f"Made up until {UNTIL}"


def test_vouchers_of_the_past_are_weighed_with_an_interval(client: TestClient) -> None:
    """By the lot that was drawn in it."""
    rows = client.get("/api/sheets/vouchers-campaigns").json()["rows"]
    (drawn,) = [row for row in rows if row["leverage"] is not None]
    assert drawn["low"] < drawn["leverage"] < drawn["high"]
    assert drawn["low"] > 0
    assert drawn["winners"] == 1500


def test_the_shock_has_curves_and_going_online_helped(client: TestClient) -> None:
    """Those online lost less; the effect is found, with its doubts."""
    text = client.get("/city/recovery").text
    assert "made up" in text
    assert "percent of their usual trade more" in text
    groups = json.loads(
        client.get(f"/api/sheets/{shock_sheet(text)}").text
    )["rows"]  # fmt: skip
    depth = {row["group"]: row["depth"] for row in groups}
    assert depth["online before"] < depth["never online"]


def shock_sheet(text: str) -> str:
    """The name of the sheet of the shock's groups, from the page."""
    begins = text.index('id="recovery-groups-') + len('id="')
    return text[begins : text.index('"', begins)]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_report_bears_the_mark_also_on_paper(client: TestClient, language: str) -> None:
    """A report of recorded days alone does not."""
    headers = {"Accept-Language": language}
    for since, until in ((UNTIL - timedelta(days=27), UNTIL), (BEGINS, BEGINS)):
        client.post("/city/report", data={"from": str(since), "to": str(until)})
        print_reports(client)
    assert SENTENCE[language] in client.get("/city/report", headers=headers).text
    recorded = client.get(f"/city/report?from={BEGINS}&to={BEGINS}", headers=headers).text
    assert SENTENCE[language] not in recorded.split("<img")[0]
    pages = PdfReader(BytesIO(client.get("/city/report.pdf", headers=headers).content)).pages
    assert UNTIL.isoformat() in pages[0].extract_text()


def test_figures_over_days_bear_the_mark(client: TestClient) -> None:
    """In a sentence, and in each row of a file; not those of recorded days alone."""
    told = client.get("/api/figures/trade?by=week").json()
    assert told["made_up"].startswith(SENTENCE["en"])
    assert len(told["rows"]) >= 40
    rows = csv.DictReader(StringIO(client.get("/api/figures/trade?by=week&as=csv").text))
    assert {row["made_up_until"] for row in rows} == {UNTIL.isoformat()}
    assert client.get(f"/api/figures/trade?from={BEGINS}").json()["made_up"] is None
