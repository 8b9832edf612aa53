"""The accord pages, the calendar, the PDF and the interface, from outside."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO

import pytest
from fastapi.testclient import TestClient
from PIL import Image
from pypdf import PdfReader

from tests.builders import SmallCity, done
from tests.flow.accords.test_coordinating import PARTY, SECRETARY, TODAY, A
from tests.web.press import print_reports
from tests.web.test_api import client_of, post
from yeshi.flow.people import entering


@pytest.fixture
def city() -> SmallCity:
    """The small city with the accord's people."""
    city = SmallCity().settle_in()
    for one in (SECRETARY, PARTY):
        done(entering.enter_person(city.engine, city.key(), one))
    return city


@pytest.fixture
def client(city: SmallCity) -> Iterator[TestClient]:
    """Somebody who has not signed in."""
    with client_of(city, signed_in=False) as client:
        client.follow_redirects = False
        yield client


def fill(client: TestClient) -> None:
    """A commitment with two milestones, one done; a meeting and a file."""
    client.post("/sign-in", data={"id": "s"})
    body = {"area": "cloud", "party": "alibaba", "text": "train people"}
    commitment = post(client, f"/accords/{A}/commitments", body).json()["commitment"]
    steps = []
    for number in range(2):
        told = {"text": f"step, {number}", "owner": "云团队", "due_on": str(TODAY)}
        path = f"/commitments/{commitment}/milestones"
        steps.append(post(client, path, told, str(number)).json()["milestone"])
    told = {"on": str(TODAY), "why": "名单 list"}
    assert post(client, f"/milestones/{steps[0]}/finish", told).status_code == 200
    later = {"on": str(TODAY + timedelta(9)), "why": "节日 holiday"}
    assert post(client, f"/milestones/{steps[1]}/move", later).status_code == 200
    meeting = {"held_on": str(TODAY), "title": "t", "minutes": "m", "decisions": ["决定 decided"],
               "public": True}  # fmt: skip
    assert post(client, f"/accords/{A}/meetings", meeting).status_code == 200
    files = {"file": ("计划.html", b"<script>alert(1)</script>", "text/html")}
    form = {"key": "f", "public": "true"}
    assert client.post(f"/accords/{A}/files", data=form, files=files).status_code == 303
    client.post("/sign-out")


def test_the_account_of_a_quarter_is_the_same_as_page_pdf_and_json(client: TestClient) -> None:
    """In both languages, with Chinese letters that can be read and searched."""
    fill(client)
    path = f"/accords/{A}/quarters/2026-4"
    page = client.get(path).text
    assert client.get(f"{path}.pdf").headers["location"] == path
    assert "Have it made as PDF" in page
    assert "Nobody has asked" not in page
    assert client.post(path).headers["location"] == path
    assert "is being prepared" in client.get(path).text
    assert print_reports(client) == 1
    assert f'href="{path}.pdf"' in client.get(f"{path}/press").text
    printed = client.get(f"{path}.pdf")
    assert printed.headers["content-type"] == "application/pdf"
    read = PdfReader(BytesIO(printed.content)).pages
    text = " ".join(" ".join(page.extract_text() for page in read).split())
    for word in ("step, 0", "step, 1", "名单", "节日", "决定", "Late", "Account of quarter 4"):
        assert word in page
        assert word in text
    account = client.get(f"/api/accords/{A}/quarters/2026-4").json()
    assert [one["text"] for one in account["done"]] == ["step, 0"]
    assert account["moved"][0]["why"] == "节日 holiday"
    chinese = client.get(f"/accords/{A}/quarters/2026-4.pdf", headers={"Accept-Language": "zh"})
    assert "季度报告" in PdfReader(BytesIO(chinese.content)).pages[0].extract_text()
    for wrong, status in (("2026-5", 409), ("2031-1", 404)):
        assert client.get(f"/accords/{A}/quarters/{wrong}").status_code == status
        assert client.get(f"/api/accords/{A}/quarters/{wrong}").status_code == status


def test_what_is_printed_for_the_parties_is_for_them_alone(client: TestClient) -> None:
    """A meeting that is not public stands in their print, and in nobody else's."""
    fill(client)
    client.post("/sign-in", data={"id": "s"})
    secret = {"held_on": str(TODAY), "title": "Behind doors", "minutes": "m", "decisions": [],
              "public": False}  # fmt: skip
    assert post(client, f"/accords/{A}/meetings", secret, "secret").status_code == 200
    path = f"/accords/{A}/quarters/2026-4"
    client.post(path)
    assert print_reports(client) == 1
    inside = client.get(f"{path}.pdf").content
    client.post("/sign-out")
    assert client.get(f"{path}.pdf").headers["location"] == path
    client.post(path)
    assert print_reports(client) == 1
    texts = [
        " ".join(one.extract_text() for one in PdfReader(BytesIO(pages)).pages)
        for pages in (inside, client.get(f"{path}.pdf").content)
    ]
    assert ["Behind doors" in text for text in texts] == [True, False]


def test_files_are_what_they_contain(client: TestClient) -> None:
    """A program is refused, whatever it calls itself; of a picture only what is seen is kept."""
    fill(client)
    client.post("/sign-in", data={"id": "s"})
    out = BytesIO()
    told = Image.Exif()
    told[0x010E] = "marked-place"
    Image.new("RGB", (3, 3)).save(out, "PNG", exif=told)
    sent = {
        "p": (303, ("photo", out.getvalue(), "text/html")),
        "x": (409, ("plan.pdf", b"MZ\x90\x00", "application/pdf")),
        "b": (409, ("photo.png", b"\x89PNG\r\n\x1a\n", "image/png")),
    }
    for key, (status, file) in sent.items():
        form = {"key": key, "public": "true"}
        answer = client.post(f"/accords/{A}/files", data=form, files={"file": file})
        assert answer.status_code == status
    files = {one["name"]: one for one in client.get(f"/api/accords/{A}").json()["files"]}
    kept = client.get(f"/accords/{A}/files/{files['photo.png']['id']}").content
    assert kept.startswith(b"\x89PNG")
    assert b"marked-place" not in kept
    assert len(files) == 2


def test_files_are_given_to_be_kept_never_shown(client: TestClient) -> None:
    """A page in a file does not run in ours."""
    fill(client)
    (kept,) = client.get(f"/api/accords/{A}").json()["files"]
    assert kept["name"] == "计划.html.txt"
    answer = client.get(f"/accords/{A}/files/{kept['id']}")
    assert answer.headers.get_list("x-content-type-options") == ["nosniff"]
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert client.get(f"/accords/{A}/files/none").status_code == 404


def test_the_calendar_has_what_is_open(client: TestClient) -> None:
    """Folded and escaped as RFC 5545 wants it."""
    fill(client)
    raw = client.get(f"/accords/{A}/calendar.ics").content
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    text = raw.decode().replace("\r\n ", "")
    assert text.count("BEGIN:VEVENT") == 1
    assert "SUMMARY:云团队: step\\, 1\r\n" in text
    assert f"DTSTART;VALUE=DATE:{TODAY + timedelta(9):%Y%m%d}" in text


def test_the_pages_show_forms_to_those_who_act(client: TestClient) -> None:
    """The public sees none; a step by the page does what the interface does."""
    fill(client)
    path = f"/accords/{A}"
    assert "/commitments" not in client.get(path).text
    client.post("/sign-in", data={"id": "p"})
    page = client.get(path).text
    assert "/milestones/" in page
    assert f'action="{path}/commitments"' not in page
    open_one = next(
        one for one in client.get(f"/api/accords/{A}").json()["milestones"]
        if one["state"] == "open"
    )  # fmt: skip
    form = {"key": "k", "on": str(TODAY), "why": "shown"}
    acted = client.post(f"{path}/milestones/{open_one['id']}/finish", data=form)
    assert acted.status_code == 303
    again = client.post(f"{path}/milestones/{open_one['id']}/drop", data={**form, "key": "d"})
    assert again.status_code == 409
    for listed in ("/accords", "/api/accords", f"{path}/targets/paid-online/chart"):
        assert client.get(listed).status_code == 200
    rows = client.get(f"{path}/targets/paid-online/rows.csv")
    assert rows.status_code == 200
    drawn = client.get(f"{path}/targets/paid-online/chart?as=svg")
    assert drawn.text.startswith("<svg")
    assert client.get("/accords/none").status_code == 404
    client.post("/sign-out")
    asked = client.post(f"{path}/commitments", data={"key": "c", "text": "x"})
    assert asked.headers["location"].startswith("/sign-in")


def test_what_is_no_target_has_no_rows(client: TestClient) -> None:
    """Whatever letters it is asked for by."""
    for odd in ("none", "²", "字"):
        assert client.get(f"/accords/{A}/targets/{odd}/rows.csv").status_code == 404
        assert client.get(f"/accords/{A}/targets/{odd}/chart?as=png").status_code == 404


@pytest.mark.parametrize(
    ("language", "said", "other"), [("zh", "云团队", "Cloud team"), ("en", "Cloud team", "云团队")]
)
def test_an_accord_is_told_in_one_language(
    client: TestClient, language: str, said: str, other: str
) -> None:
    """On its page, in its account and in its calendar, where its texts are written in both."""
    client.headers["accept-language"] = language
    client.post("/sign-in", data={"id": "s"})
    body = {"area": "cloud", "party": "alibaba", "text": "云团队 / Cloud team"}
    made = post(client, f"/accords/{A}/commitments", body).json()["commitment"]
    step = {"text": "云团队 / Cloud team", "owner": "云团队 / Cloud team", "due_on": str(TODAY)}
    assert post(client, f"/commitments/{made}/milestones", step).status_code == 200
    client.post("/sign-out")
    for path in ("", "/quarters/2026-4", "/calendar.ics"):
        text = client.get(f"/accords/{A}{path}").text
        assert said in text
        assert other not in text


def test_a_target_says_where_it_is_measured(client: TestClient) -> None:
    """By the name of its programme, and never by an id."""
    text = client.get(f"/accords/{A}").text
    assert "people supported, Rural Teacher Student Programme" in text
    assert ", rural-teachers" not in text
