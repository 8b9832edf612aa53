"""What pages fetch beside them is sent once and small."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

import brotli
import pytest
from fastapi.testclient import TestClient

from tests.builders import SmallCity
from tests.web.test_api import client_of
from yeshi.web.frame.kept_files import A_YEAR, STATIC, files_address

FILES = "/static/0123456789ab"
MAP = "vendor/maplibre-gl/maplibre-gl.mjs"


@pytest.fixture
def client() -> Iterator[TestClient]:
    """A browser in the small city."""
    with client_of(SmallCity().settle_in()) as client:
        client.headers["Accept-Encoding"] = "identity"
        yield client


def read(client: TestClient, path: str, accepted: str) -> tuple[str, bytes]:
    """The coding of an answer and what came on the wire."""
    with client.stream("GET", path, headers={"Accept-Encoding": accepted}) as answer:
        assert answer.status_code == 200
        assert "Accept-Encoding" in answer.headers["vary"]
        return answer.headers.get("content-encoding", ""), b"".join(answer.iter_raw())


def test_all_that_a_page_names_is_kept_for_a_year(client: TestClient) -> None:
    """Its sheet, its scripts and what these fetch besides."""
    page = client.get("/").text
    named = re.findall(r'(?:src|href)="(/(?:static|style)/[^"]+)"', page)
    assert len(named) > 4
    for path in (*named, f"{files_address()}/{MAP}"):
        answer = client.get(path)
        assert (answer.status_code, answer.headers["cache-control"]) == (200, A_YEAR), path


@pytest.mark.parametrize("path", [f"/static/{MAP}", f"{FILES}/{MAP}", "/style/shop.css?before"])
def test_under_another_name_it_is_asked_for_again(client: TestClient, path: str) -> None:
    """As by a page that was open when a later version came; and sent once it has changed."""
    first = client.get(path)
    assert (first.status_code, first.headers["cache-control"]) == (200, "no-cache")
    for accepted in ("identity", "br"):
        headers = {"Accept-Encoding": accepted}
        mark = client.get(path, headers=headers).headers["etag"]
        again = client.get(path, headers={**headers, "If-None-Match": mark})
        assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [("gzip, deflate, br, zstd", "br"), ("gzip", "gzip"), ("identity", ""), ("", "")],
)
def test_files_are_compressed_as_whoever_asks_can_read_it(
    client: TestClient, accepted: str, coding: str
) -> None:
    """And are the same then."""
    opens = {"br": brotli.decompress, "gzip": gzip.decompress, "": bytes}
    was, sent = read(client, f"{files_address()}/{MAP}", accepted)
    contents = (STATIC / MAP).read_bytes()
    assert was == coding
    assert opens[coding](sent) == contents
    assert not coding or len(sent) < len(contents) / 3


def test_pages_and_data_are_compressed_and_pictures_are_not(client: TestClient) -> None:
    """What is short, or dense already, is sent as it is."""
    page = client.get("/").content
    coding, sent = read(client, "/", "gzip, br")
    assert coding == "gzip"
    assert gzip.decompress(sent).count(b"card") == page.count(b"card")
    assert len(sent) < len(page) / 2
    for path in ("/api/now", "/api/contract-of-nothing"):
        assert (
            "content-encoding" not in client.get(path, headers={"Accept-Encoding": "gzip"}).headers
        )


def test_a_part_of_a_file_is_no_part_of_its_compressed_form(client: TestClient) -> None:
    """Whoever asks for the first bytes gets these."""
    headers = {"Range": "bytes=0-9", "Accept-Encoding": "br"}
    answer = client.get(f"{files_address()}/{MAP}", headers=headers)
    assert (answer.status_code, answer.content) == (206, (STATIC / MAP).read_bytes()[:10])
    assert "content-encoding" not in answer.headers


@pytest.mark.parametrize("path", ["/static/none.js", f"{FILES}/none.js", f"{FILES}/", "/static/"])
def test_what_is_not_there_is_not_kept(client: TestClient, path: str) -> None:
    """Nor listed."""
    answer = client.get(path)
    assert answer.status_code == 404
    assert answer.headers["cache-control"] != A_YEAR


def test_files_stay_within_their_folder(client: TestClient) -> None:
    """Whatever their address says."""
    for path in ("..%2Fkept_files.py", "%2e%2e/kept_files.py", f"..%2F{Path(__file__).name}"):
        assert client.get(f"{files_address()}/{path}").status_code == 404
