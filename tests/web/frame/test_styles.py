"""A face's style sheet: what all share, the frame's pieces, its own, in one answer."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from tests.builders import SmallCity
from tests.web.test_api import client_of


@pytest.fixture
def client() -> Iterator[TestClient]:
    """A browser in the small city."""
    with client_of(SmallCity().settle_in()) as client:
        yield client


def test_a_page_has_the_sheet_of_its_face(client: TestClient) -> None:
    """The shop's has tokens, frame and shop; the courier's has no sheet of its own."""
    assert 'href="/style/shop.css?' in client.get("/").text
    shop = client.get("/style/shop.css")
    assert shop.headers["content-type"].startswith("text/css")
    assert shop.text.index("--night") < shop.text.index(".card {") < shop.text.index(".track {")
    # What a face has in sheets beside the one of its name comes after it.
    assert shop.text.index(".track {") < shop.text.index(".heart svg {")
    # What is said to who reads the sheets weighs nothing on the way.
    assert "/*" not in shop.text
    courier = client.get("/style/courier.css").text
    assert ".card {" in courier
    assert ".track {" not in courier


def test_a_sheet_is_sent_again_only_once_it_has_changed(client: TestClient) -> None:
    """Its mark says whether it has."""
    first = client.get("/style/city.css")
    again = client.get("/style/city.css", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get("/style/nobody.css").status_code == 404
    assert client.get("/style/..%2Fapp.css").status_code == 404
