"""The city's pages, their rows and pictures, the report, and claiming a voucher, from outside."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from contextlib import nullcontext
from datetime import timedelta
from hashlib import sha256
from html import unescape
from io import BytesIO, StringIO
from pathlib import Path
from shutil import copytree

import pytest
from fastapi.testclient import TestClient
from pypdf import PdfReader

from tests.builders import EVENING, SmallCity, done
from tests.flow.city.sheets.builders import EXAMPLES, prepared, sheets_in, take_in
from tests.flow.stalls.test_running import OFFICIAL
from tests.web.everybody import be_everybody
from tests.web.press import print_reports
from tests.web.test_api import client_of
from yeshi.base.money import Money
from yeshi.base.names import Name
from yeshi.flow import due, errands
from yeshi.flow.city.printing import REPORT
from yeshi.flow.errand import Fault
from yeshi.flow.people import entering
from yeshi.flow.vouchers import launching
from yeshi.vouchers.campaign import Campaign
from yeshi.vouchers.lot import Lot
from yeshi.web.city.observatory_pages import PAGES

pytest.importorskip("ibis")


def city_of_an_order() -> SmallCity:
    """An order delivered; somebody's address is a secret."""
    city = SmallCity().settle_in()
    city.fill("secret-customer")
    order = city.place({"a1": 1, "b2": 1}, "secret-customer")
    city.cook(order)
    city.bring(order)
    done(entering.enter_person(city.engine, city.key(), OFFICIAL))
    return city


@pytest.fixture
def city() -> SmallCity:
    """A city of a test's own."""
    return city_of_an_order()


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What such a city has in its folder once its sheets are prepared, which takes seconds."""
    home, city = tmp_path_factory.mktemp("home"), city_of_an_order()
    take_in(city, home, EXAMPLES / "trade.csv")
    prepared(city, home)
    return home


@pytest.fixture
def client(city: SmallCity, home: Path, tmp_path: Path) -> Iterator[TestClient]:
    """Somebody who has not signed in; the sheets are prepared."""
    copytree(home, tmp_path, dirs_exist_ok=True)
    take_in(city, tmp_path, EXAMPLES / "trade.csv")
    with client_of(city, sheets=sheets_in(city, tmp_path), signed_in=False) as client:
        client.follow_redirects = False
        yield client


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("page", list(PAGES))
def test_every_page_has_its_sheets_with_definition_period_and_downloads(
    client: TestClient, page: str, language: str
) -> None:
    """In both languages, and never a customer's name or address."""
    text = client.get(f"/city/{page}", headers={"Accept-Language": language}).text
    for name in PAGES[page]:
        assert f'id="{name}"' in text
    assert "2026-11-24" in text
    assert "secret-customer" not in text
    assert "Door 1" not in text


def test_a_page_names_the_file_that_was_imported_and_not_by_whom(client: TestClient) -> None:
    """With its rows, the city's minute and the beginning of its digest; others name none."""
    digest = sha256((EXAMPLES / "trade.csv").read_bytes()).hexdigest()
    for language, said in (("en", "Outside data: trade.csv"), ("zh", "外部数据：trade.csv")):
        text = client.get("/city/recovery", headers={"Accept-Language": language}).text
        assert said in text
        assert f"{EVENING:%Y-%m-%d}" in text
        assert digest[:12] in text
        assert "operator" not in text
    assert client.get("/api/sheets/recovery-trade").json()["notes"]["imported"][0]["rows"] > 1000
    assert "trade.csv" not in client.get("/city/index").text


def test_rows_are_the_same_in_each_form(client: TestClient) -> None:
    """CSV, Parquet and JSON; the picture as PNG and SVG."""
    from pyarrow import parquet

    rows = client.get("/api/sheets/night-places").json()["rows"]
    told = csv.DictReader(
        StringIO(client.get("/city/sheets/night-places.csv").text.lstrip("\ufeff"))
    )
    assert [row["sold"] for row in told] == [str(row["sold"]) for row in rows]
    table = parquet.read_table(BytesIO(client.get("/city/sheets/night-places.parquet").content))
    assert table.to_pylist() == rows
    png = client.get("/city/sheets/night-places.png")
    assert png.content.startswith(b"\x89PNG")
    svg = client.get("/city/sheets/night-places.svg", headers={"Accept-Language": "zh"})
    assert svg.text.startswith("<svg")
    for missing in ("/city/sheets/none.csv", "/city/sheets/index-ladder.png", "/api/sheets/none"):
        assert client.get(missing).status_code == 404
    marks = client.get("/city/night/map").json()["marks"]
    assert [mark["id"] for mark in marks] == ["m"]


def test_before_they_are_prepared_pages_say_so(city: SmallCity) -> None:
    """And do not fail."""
    with client_of(city) as client:
        for page in PAGES:
            assert "Being prepared" in client.get(f"/city/{page}").text


def test_an_official_enters_a_shock_by_the_page(client: TestClient, city: SmallCity) -> None:
    """Others are asked to sign in; the kind is the one chosen."""
    form = {"zh": "疫情", "en": "", "kind": "epidemic", "began_on": "2026-04-27", "ended_on": "",
            "note": "", "key": "k"}  # fmt: skip
    asked = client.post("/city/recovery/shocks", data=form)
    assert asked.headers["location"].startswith("/sign-in")
    client.post("/sign-in", data={"id": "o"})
    form["key"] = "signed in"
    assert client.post("/city/recovery/shocks", data=form).status_code == 303
    with city.store.begin() as work:
        (shock,) = work.shocks.all()
    assert (shock.kind, shock.name, shock.ended_on) == ("epidemic", Name("疫情", "疫情"), None)
    path = f"/city/recovery/shocks/{shock.id}"
    assert client.post(f"{path}/end", data={"on": "2026-06-01", "key": "e"}).status_code == 303
    assert "疫情" in client.get("/city/recovery").text
    assert client.post(f"{path}/withdraw", data={"why": "x", "key": "w"}).status_code == 303
    assert "疫情" not in client.get("/city/recovery").text


PERIOD = {"from": "2026-11-01", "to": "2026-11-30"}


def test_the_report_is_the_same_as_page_and_pdf(client: TestClient, city: SmallCity) -> None:
    """For a period, in each language; one that ends before it begins says so."""
    assert client.post("/city/report", data=PERIOD).status_code == 303
    print_reports(client)
    page = client.get("/city/report", params=PERIOD).text
    printed = client.get("/city/report.pdf", params=PERIOD)
    text = " ".join(p.extract_text() for p in PdfReader(BytesIO(printed.content)).pages)
    for word in ("46.50", "2026-11-23", "Trade by hour"):
        assert word in page
        assert word in " ".join(text.split())
    pictures = re.findall(r'width="(\d+)" height="\d+" src="([^"]+/pictures/\d+[^"]+)"', page)
    assert len(pictures) == 2
    for width, address in pictures:
        shown = client.get(unescape(address))
        assert shown.content.startswith(b"\x89PNG")
        assert int.from_bytes(shown.content[16:20]) == int(width)
    for number in ("0", "999"):
        assert client.get(f"/city/report/pictures/{number}", params=PERIOD).status_code == 404
    chinese = client.get("/city/report.pdf", params=PERIOD, headers={"Accept-Language": "zh"})
    assert "城市数据报告" in PdfReader(BytesIO(chinese.content)).pages[0].extract_text()
    backwards = {"from": "2026-12-01", "to": "2026-11-01"}
    for wrong in ("/city/report", "/city/report/part", "/city/report.pdf"):
        assert client.get(wrong, params=backwards).status_code == 409
    assert client.post("/city/report", data=backwards).status_code == 409


def test_a_report_is_asked_for_once_and_shown_when_it_is_there(
    client: TestClient, city: SmallCity
) -> None:
    """Until then the page says that it is being prepared, and so does the way to its PDF."""
    path = "/city/report?from=2026-11-01&to=2026-11-30"
    assert "Nobody has asked" in client.get(path).text
    for _ in range(2):
        assert client.post("/city/report", data=PERIOD).headers["location"] == path
    waiting = client.get(path).text
    assert "is being prepared" in waiting
    assert "正在准备" in client.get(path, headers={"Accept-Language": "zh"}).text
    assert 'data-live="/city/report/part?from=2026-11-01&amp;to=2026-11-30"' in waiting
    assert client.get(path.replace("report", "report.pdf")).headers["location"] == path
    assert (print_reports(client), print_reports(client)) == (1, 0)
    for shown in (path, path.replace("report", "report/part")):
        text = client.get(shown).text
        assert "is being prepared" not in text
        assert "Trade by hour" in text
    # Its days are not over: an hour later there is a newer one to be had.
    assert "made anew" not in client.get(path).text
    city.wait(60)
    later = client.get(path).text
    assert "made anew" in later
    assert "Trade by hour" in later
    client.post("/city/report", data=PERIOD)
    assert "is being prepared" in client.get(path).text


def test_a_report_that_could_not_be_made_says_so(client: TestClient, city: SmallCity) -> None:
    """First that it is tried again, in the end that the control room knows."""
    client.post("/city/report", data=PERIOD)
    for tries in range(1, REPORT.terms.tries + 1):
        taken = errands.take(city.engine, [REPORT])
        assert taken is not None
        errands.answer_failed(city.engine, taken, Fault("MemoryError", "yeshi.x:1"))
        said = client.get("/city/report", params=PERIOD).text
        assert ("could not be made" in said) == (tries == REPORT.terms.tries)
        assert (f"failed {tries} times" in said) == (tries < REPORT.terms.tries)
        city.wait(REPORT.terms.wait_s(tries) / 60 if tries < REPORT.terms.tries else 0)


def test_a_press_that_is_full_says_when_to_come_back(client: TestClient) -> None:
    """And takes no other report."""
    for day in range(1, 21):
        asked = {"from": f"2026-10-{day:02}", "to": "2026-10-31"}
        assert client.post("/city/report", data=asked).status_code == 303
    refused = client.post("/city/report", data=PERIOD)
    assert refused.status_code == 429
    assert "20 reports are waiting" in refused.text


def test_a_report_before_the_first_sheets_says_that_they_are_being_prepared(
    client: TestClient, city: SmallCity, tmp_path: Path
) -> None:
    """And no longer once they are there."""
    for sheets, is_said in ((sheets_in(city, tmp_path / "new"), True), (None, False)):
        with client_of(city, sheets=sheets) if sheets else nullcontext(client) as one:
            one.post("/city/report", data=PERIOD)
            print_reports(one)
            text = one.get("/city/report", params=PERIOD).text
            assert ("being prepared" in text) == is_said
        city.wait(60)


def test_a_customer_claims_on_the_front_page(
    client: TestClient, city: SmallCity, tmp_path: Path
) -> None:
    """And learns there what became of it."""
    campaign = Campaign(
        id="lot",
        name=Name("抽签券", "Lot"),
        threshold=Money(1000, "CNY"),
        off=Money(500, "CNY"),
        begins_at=EVENING,
        ends_at=EVENING + timedelta(days=7),
        lot=Lot(5, city.clock.now() + timedelta(hours=1)),
    )
    done(launching.launch_campaign(city.engine, city.key(), campaign))
    assert "Claim until" in client.get("/").text
    assert client.post("/vouchers/lot/claim", data={"key": "k"}).status_code == 303
    assert "You claimed one" in client.get("/").text
    city.wait(61)
    due.carry_out(city.engine, due.LOTS)
    assert "You won one" in client.get("/").text
    fresh = prepared(city, tmp_path)
    with client_of(city, sheets=fresh) as other:
        assert "fewer than thirty won or lost" in other.get("/city/vouchers").text
    assert client.post("/vouchers/v/claim", data={"key": "v"}).status_code == 409


def test_a_stall_changes_on_its_figures(client: TestClient, city: SmallCity) -> None:
    """Prices, hours and dishes are changed on that page; opening it changes nothing."""
    be_everybody(client, city.store)
    assert client.get("/kitchen/a/figures").status_code == 200
    told = json.loads(client.get("/kitchen/a/figures/chart").text)
    assert sum(row["orders"] for row in told["data"]["values"]) == 1
    assert (
        client.post("/kitchen/a/prices/a1", data={"amount": "16.80", "key": "p"}).status_code == 303
    )
    form = {"opens": "16:00", "closes": "04:00", "key": "h"}
    assert client.post("/kitchen/a/hours", data=form).status_code == 303
    assert client.post("/kitchen/a/prices/a1", data={"amount": "0", "key": "z"}).status_code == 409
    dish = {"zh": "新菜", "amount": "9", "key": "n"}
    assert client.post("/kitchen/a/dishes", data=dish).status_code == 303
    assert "新菜" in client.get("/stalls/a").text
    with city.store.begin() as work:
        kinds = [recorded.event.kind for recorded in work.events.of_subject("a")]
        item = work.items.get("a1")
    assert kinds[-3:] == [
        "item.repriced",
        "merchant.hours_changed",
        "item.added",
    ]
    assert item is not None
    assert item.price == Money(1680, "CNY")


def test_the_day_is_there_as_rows_and_picture(client: TestClient) -> None:
    """The page of today too."""
    rows = list(csv.DictReader(StringIO(client.get("/city/rows.csv").text.lstrip("\ufeff"))))
    assert [row["placed"] for row in rows if row["hour"] == "20"] == ["1"]
    assert client.get("/city/rows.parquet").content.startswith(b"PAR1")
    assert client.get("/city/chart?as=png").content.startswith(b"\x89PNG")
    assert client.get("/city?day=2026-11-24").status_code == 200
