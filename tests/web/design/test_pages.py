"""All pieces stand on one page, in a made-up city alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tests.builders import CHARTER, SmallCity
from tests.web.test_api import client_of
from yeshi.web.design.pages import MAPS, MARKS, PAGE, SECTIONS
from yeshi.web.frame.desk import Desk

WEB = Path(__file__).parents[3] / "yeshi" / "web"
MACRO = re.compile(r"{%-?\s*macro\s+([a-z]\w*)\(")
PIECES = re.compile(r'data-pieces="([^"]+)"')


def text_of(folder: str) -> str:
    """All templates of a room."""
    paths = sorted((WEB / folder).glob("*.html"))
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)


@pytest.fixture
def client() -> Iterator[TestClient]:
    """A visitor's browser in the small city, which is made up."""
    with client_of(SmallCity().open_up().settle_in(), signed_in=False) as client:
        yield client


@pytest.mark.parametrize("language", ["zh", "en"])
def test_each_macro_of_the_frame_is_called_on_the_page(client: TestClient, language: str) -> None:
    """Those of the templates as they are: one more fails here until it stands on the page."""
    said = {"Accept-Language": language}
    page = client.get(PAGE, headers=said).text + client.get(MAPS, headers=said).text
    shown = {name for names in PIECES.findall(page) for name in names.split()}
    own = text_of("design")
    macros = set(MACRO.findall(text_of("frame")))
    assert len(macros) > 30
    assert sorted(macros - shown) == []
    called = {name for name in macros if re.search(rf"\b(?<!macro ){name}\(", own)}
    # What is called within one that is shown stands there too.
    within = {
        "ask", "coming", "still", "outline_fields", "name_fields", "place_fields", "mend", "described", "pin_head",
    }  # fmt: skip
    assert sorted(macros - called - within) == []


def test_each_value_of_the_sheet_stands_on_the_page(client: TestClient) -> None:
    """By its name, as the sheet has it."""
    sheet = (WEB / "frame" / "tokens.css").read_text(encoding="utf-8")
    made = set(re.findall(r"^\s*--([\w-]+):", sheet, flags=re.MULTILINE))
    assert made == set(re.findall(r'data-token="([^"]+)"', client.get(PAGE).text))


def test_each_section_can_be_led_to(client: TestClient) -> None:
    """By an anchor of its own, from either page; what is drawn is apart, and alone has a map."""
    pages = {path: client.get(path).text for path in (PAGE, MAPS)}
    for name, path in SECTIONS.items():
        assert pages[path].count(f'id="{name}"') == 1
        other = MAPS if path == PAGE else PAGE
        assert f'href="#{name}"' in pages[path]
        assert f'href="{path}#{name}"' in pages[other]
    assert "data-map=" in pages[MAPS]
    assert "data-map=" not in pages[PAGE]


def test_a_form_is_shown_as_it_was_sent_with_why_not(client: TestClient) -> None:
    """As each form of the city is that was refused."""
    token = re.search(r'name="form_token" value="([^"]+)"', client.get(PAGE).text)
    assert token is not None
    said = {"form_token": token[1], "key": "k", "dish": "Noodles of dawn", "phone": "1"}
    answer = client.post(PAGE, data=said, headers={"Referer": f"http://testserver{PAGE}"})
    assert answer.status_code == 409
    assert "This is a sample: it does nothing." in answer.text
    assert 'value="Noodles of dawn"' in answer.text


def test_maps_and_charts_have_something_to_draw(client: TestClient) -> None:
    """Each mark that there is, and a specification."""
    drawn = client.get(f"{PAGE}/map").json()
    assert [one["kind"] for one in drawn["marks"]] == list(MARKS)
    assert client.get(f"{PAGE}/chart").json()["data"]["values"]


@pytest.mark.parametrize("path", [PAGE, MAPS, f"{PAGE}/map", f"{PAGE}/chart"])
def test_a_city_that_is_not_made_up_has_no_such_page(client: TestClient, path: str) -> None:
    """It answers as where there is nothing."""
    desk: Desk = client.app.state.desk  # type: ignore[attr-defined]
    client.app.state.desk = replace(desk, charter=lambda: replace(CHARTER, demo=False))  # type: ignore[attr-defined]
    there, nowhere = client.get(path), client.get("/no-such-page")
    assert (there.status_code, nowhere.status_code) == (404, 404)
    assert there.text.replace(path, "") == nowhere.text.replace("/no-such-page", "")
