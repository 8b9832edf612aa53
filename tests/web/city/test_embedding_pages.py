"""Figures of the city stand within pages of others, as their code says; nothing else of it does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tests.builders import SmallCity
from tests.flow.city.sheets.builders import prepared
from tests.web.test_api import client_of

CODE = re.compile(r"<code>(&lt;iframe.*?)</code>", re.S)
SOURCE = re.compile(r'<iframe src="https?://[^/"]+(/[^"]+)" title="[^"]+" [^>]*></iframe>')


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A visitor's browser in the small city, whose sheets are prepared."""
    city = SmallCity().open_up().settle_in()
    city.fill()
    order = city.place({"a1": 1})
    city.cook(order)
    city.bring(order)
    home = Path(tmp_path_factory.mktemp("sheets"))
    with client_of(city, sheets=prepared(city, home), signed_in=False) as client:
        yield client


def embedded_on(client: TestClient, page: str) -> list[str]:
    """The addresses that the codes on a page lead to."""
    codes = CODE.findall(client.get(page).text)
    found = [SOURCE.fullmatch(unescape(code)) for code in codes]
    return [one[1] for one in found if one]


def test_what_is_copied_leads_to_a_page_that_others_may_show(client: TestClient) -> None:
    """Without bar, script, form and cookie; kept by whoever shows it, in the reader's language."""
    sentences, sheets = embedded_on(client, "/city"), embedded_on(client, "/city/night")
    assert len(sentences) == 7
    assert "/city/sheets/night-hours/embed" in sheets
    for address in (*sentences, *sheets):
        answer = client.get(address, headers={"Accept-Language": "en"})
        assert answer.status_code == 200
        assert "frame-ancestors *" in answer.headers["content-security-policy"]
        assert "x-frame-options" not in answer.headers
        assert answer.headers["cache-control"].startswith("public, max-age=")
        assert "set-cookie" not in answer.headers
        assert not re.search(r"<(script|form|header|nav)\b", answer.text)
        assert 'lang="zh-CN"' in client.get(address, headers={"Accept-Language": "zh"}).text


def test_no_other_page_stands_within_one_of_others(client: TestClient) -> None:
    """The page of the figure neither, nor one that says that there is none."""
    for path in ("/city", "/city/night", "/city/figures/none/embed", "/city/sheets/none/embed"):
        answer = client.get(path)
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
        assert answer.headers["x-frame-options"] == "DENY"
        assert answer.headers["cache-control"] != "public, max-age=3600"
