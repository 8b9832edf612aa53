"""Codes to print for a stall, from its pages."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pytest
from fastapi.testclient import TestClient
from pypdf import PdfReader

from tests.builders import SmallCity
from tests.web.test_api import client_of

PAGE = "/kitchen/a/codes"


@pytest.fixture
def client() -> Iterator[TestClient]:
    """A client of everybody."""
    with client_of(SmallCity().settle_in()) as client:
        client.headers["Accept-Language"] = "en"
        yield client


def printed(client: TestClient) -> list[str]:
    """What stands on each page of the PDF."""
    answer = client.get(f"{PAGE}.pdf")
    assert answer.headers["content-type"] == "application/pdf"
    return [page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages]


def test_codes_for_the_front_the_till_and_each_table(client: TestClient) -> None:
    """In the language of the page; they lead to the menu, and a table's to that table."""
    page = client.get(PAGE)
    assert 'name="tables"' in page.text
    assert "/stalls/a" in page.text
    client.post(PAGE, data={"tables": "3", "key": "k"})
    front, small = printed(client)
    assert "/stalls/a" in front
    assert "Till" in small
    assert "Table 3" in small
    assert "Table 4" not in small
    client.headers["Accept-Language"] = "zh"
    assert "3 号桌" in printed(client)[1]


@pytest.mark.parametrize("tables", ["-1", "100", "many", ""])
def test_a_number_of_tables_that_cannot_be_is_refused(client: TestClient, tables: str) -> None:
    """In a sentence that names it."""
    answer = client.post(PAGE, data={"tables": tables, "key": "k"})
    assert answer.status_code == 422
    assert "The number of tables" in answer.text


def test_codes_of_another_stall_are_not_there(client: TestClient) -> None:
    """As none is."""
    assert client.get("/kitchen/none/codes").status_code == 404
    assert client.get("/kitchen/none/codes.pdf").status_code == 404
