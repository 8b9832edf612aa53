"""A stall reads what customers complained about and answers in one tap."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from tests.builders import SmallCity, done
from tests.flow.orders.complaints import COOK, HOLDER, ask, asked, delivered, found, with_people
from tests.web.everybody import sign_in_as
from tests.web.test_api import client_of
from yeshi.adapters.memory.store import MemoryStore
from yeshi.base.sentences import say
from yeshi.orders.complaint import ComplaintState

PAGE = "/kitchen/a/complaints"


@pytest.fixture
def city() -> SmallCity:
    """With a customer who has money, and people who work in it."""
    return with_people(MemoryStore("CNY"))


@pytest.fixture
def client(city: SmallCity) -> Iterator[TestClient]:
    """The browser of the holder of stall a."""
    with client_of(city, signed_in=False) as client:
        sign_in_as(client, client.app.state.desk, HOLDER)  # type: ignore[attr-defined]
        yield client


@pytest.mark.parametrize("language", ["en", "zh"])
def test_one_tap_gives_it_back(city: SmallCity, client: TestClient, language: str) -> None:
    """The board says that it waits; the figures what was borne; nobody is named."""
    client.headers["Accept-Language"] = language
    one = done(ask(city, delivered(city, {"a1": 1}), {0: 1}, words="no tofu"))["complaint"]
    assert say(language, "complaint.waiting", count=1) in client.get("/kitchen/a").text
    assert PAGE in client.get("/kitchen/a/tonight").text
    page = client.get(PAGE).text
    assert "no tofu" in page
    assert say(language, "complaint.agree", amount="¥16.50") in page
    assert say(language, "complaint.part") not in page
    after = client.post(f"{PAGE}/{one}/agree", data={"key": "1"})
    assert say(language, "complaint.you_bear", amount="¥16.50") in after.text
    assert say(language, "complaint.waiting", count=1) not in client.get("/kitchen/a").text
    assert "15.51" in client.get("/kitchen/a/figures").text
    assert "15.51" in client.get("/kitchen/a/money").text
    assert client.post(f"{PAGE}/{one}/agree", data={"key": "2"}).status_code == 409


def test_a_part_of_several_pieces(city: SmallCity, client: TestClient) -> None:
    """By line; what is no number is refused."""
    one = done(ask(city, delivered(city, {"a1": 2}), {0: 2}))["complaint"]
    assert say("en", "complaint.part") in client.get(PAGE).text
    path = f"{PAGE}/{one}/agree"
    for wrong in ("x", "3", "-1"):
        assert client.post(path, data={"key": wrong, "line-0": wrong}).status_code == 409
    assert client.post(path, data={"key": "0", "line-0": "0"}).status_code == 409
    assert client.post(path, data={"key": "1", "line-0": "1"}).status_code == 200
    assert found(city, one).granted.fen == 1650


def test_who_declines_says_why(city: SmallCity, client: TestClient) -> None:
    """Beside the field where it is missing."""
    one = asked(city, delivered(city, {"a1": 1}))
    path = f"{PAGE}/{one}/decline"
    assert client.post(path, data={"key": "1"}).status_code == 409
    assert (
        "The stall: as ordered" in client.post(path, data={"key": "2", "reply": "as ordered"}).text
    )
    assert found(city, one).state is ComplaintState.DECLINED


def test_who_cooks_does_not_answer(city: SmallCity) -> None:
    """Nor reads it."""
    with client_of(city, signed_in=False) as client:
        sign_in_as(client, client.app.state.desk, COOK)  # type: ignore[attr-defined]
        assert client.get(PAGE).status_code == 404
        assert PAGE not in client.get("/kitchen/a").text


def test_the_same_over_json(city: SmallCity, client: TestClient) -> None:
    """Without whose it is."""
    order = delivered(city, {"a1": 3})
    first, second = asked(city, order), done(ask(city, order, {0: 2}))["complaint"]
    told = client.get("/api/merchants/a/complaints").json()["complaints"]
    assert {one["customer"] for one in told} == {""}
    base = "/api/merchants/a/complaints"
    answer = client.post(
        f"{base}/{second}/agree",
        json={"lines": [{"number": 0, "quantity": 1}]},
        headers={"Idempotency-Key": "1"},
    )
    assert answer.json() == {"complaint": second}
    answer = client.post(
        f"{base}/{first}/decline", json={"reply": "no"}, headers={"Idempotency-Key": "2"}
    )
    assert answer.json() == {"complaint": first}
    assert found(city, first).answer == "no"
