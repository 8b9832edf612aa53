"""What brings too much is refused by what it announces, or as soon as it has come."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from starlette.types import Message

from tests.builders import SmallCity, done
from tests.flow.accords.test_coordinating import SECRETARY, A
from tests.web.test_api import client_of
from yeshi.accords.meeting import FILE_BYTES_MAX
from yeshi.flow.people import entering
from yeshi.web.frame.bounds import BODY_BYTES_MAX, TEXTS_BYTES_MAX

KEY = {"Idempotency-Key": "k", "content-type": "application/json"}


@pytest.fixture
def city() -> SmallCity:
    """The small city with an accord's secretary."""
    city = SmallCity().settle_in()
    done(entering.enter_person(city.engine, city.key(), SECRETARY))
    return city


@pytest.fixture
def client(city: SmallCity) -> Iterator[TestClient]:
    """Somebody who has not signed in."""
    with client_of(city, signed_in=False) as client:
        client.follow_redirects = False
        yield client


def test_a_body_of_64_kilobytes_is_read_and_a_longer_one_is_not(client: TestClient) -> None:
    """With a sentence, as problem and as page."""
    fits = client.post("/api/quotes", content=b" " * BODY_BYTES_MAX, headers=KEY)
    assert fits.status_code == 422
    beyond = client.post("/api/quotes", content=b" " * (BODY_BYTES_MAX + 1), headers=KEY)
    assert beyond.status_code == 413
    assert beyond.headers["content-type"] == "application/problem+json"
    page = client.post(
        "/sign-in", data={"id": "x" * BODY_BYTES_MAX}, headers={"accept-language": "zh"}
    )
    assert page.status_code == 413
    assert "内容太大" in page.text


def test_a_body_without_an_end_is_cut_off(city: SmallCity) -> None:
    """As it streams: no more of it is asked for than is taken."""
    app = client_of(city).app
    asked = 0

    async def receive() -> Message:
        nonlocal asked
        asked += 1
        return {"type": "http.request", "body": b" " * 1024, "more_body": True}

    told: list[Message] = []

    async def send(message: Message) -> None:
        told.append(message)

    scope = {
        "type": "http", "method": "POST", "path": "/api/quotes", "raw_path": b"/api/quotes",
        "query_string": b"", "root_path": "", "scheme": "http", "http_version": "1.1",
        "headers": [(b"host", b"localhost"), (b"idempotency-key", b"k"),
                    (b"content-type", b"application/json"), (b"transfer-encoding", b"chunked")],
        "server": ("localhost", 80), "client": ("127.0.0.1", 1), "state": {},
    }  # fmt: skip
    asyncio.run(app(scope, receive, send))  # type: ignore[arg-type]
    assert told[0]["status"] == 413
    assert asked <= BODY_BYTES_MAX / 1024 + 2


def test_long_texts_are_taken_where_they_belong(client: TestClient) -> None:
    """The minutes of a meeting in Chinese, as a form sends them."""
    client.post("/sign-in", data={"id": "s"})
    said = {"key": "m", "held_on": "2026-11-24", "title": "t", "minutes": "纪" * 10_000}
    assert client.post(f"/accords/{A}/meetings", data=said).status_code == 303
    too_long = {"key": "n", "minutes": "x" * TEXTS_BYTES_MAX}
    assert client.post(f"/accords/{A}/meetings", data=too_long).status_code == 413


def test_a_file_is_read_only_of_who_is_signed_in_and_as_long_as_it_is_not_too_large(
    client: TestClient,
) -> None:
    """Before anything of it is kept anywhere."""
    address = f"/accords/{A}/files"
    large = {"file": ("f", b"x" * (BODY_BYTES_MAX + 1), "text/plain")}
    assert client.post(address, data={"key": "f"}, files=large).status_code == 401
    client.post("/sign-in", data={"id": "s"})
    assert client.post(address, data={"key": "f"}, files=large).status_code == 303
    beyond = {"file": ("f", b"x" * (FILE_BYTES_MAX + 64 * 1024), "text/plain")}
    assert client.post(address, data={"key": "g"}, files=beyond).status_code == 413
