"""A code is entered where one orders and under mine; what is wrong stands beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from tests.builders import SmallCity
from tests.flow.vouchers.ruled import launch
from tests.web.test_api import client_of
from yeshi.vouchers.rules import CodeKind, CustomerGroup, Rules

WORD = Rules(code=CodeKind.ONE)


@pytest.fixture
def city() -> SmallCity:
    """The small city with a campaign by a word."""
    city = SmallCity().settle_in()
    launch(city, "word", WORD, word="NIGHT24")
    return city


@pytest.fixture
def client(city: SmallCity) -> Iterator[TestClient]:
    """Somebody who comes for the first time, with a dish in the basket."""
    with client_of(city, signed_in=False) as client:
        client.headers["accept-language"] = "en"
        client.post("/basket", data={"item": "a1", "quantity": "1", "back": "/"})
        yield client


def reckoned(client: TestClient, city: SmallCity, typed: str) -> str:
    """The page after the code was typed and its button pressed, to collect at the counter."""
    fields = {"key": city.key(), "by": "pick_up", "to": "", "step": "code", "voucher_code": typed}
    return client.post("/basket/reckon", data={"count:a1": "1", **fields}).text


def test_the_voucher_of_a_code_comes_off_at_once(city: SmallCity, client: TestClient) -> None:
    """By its name, on the bill too."""
    assert 'name="campaign" value="word"' not in client.get("/basket").text
    page = reckoned(client, city, " night 24")
    assert "“word” is yours." in page
    assert re.search(r"Voucher\s*<small>word</small>", page)
    assert "−¥7.00" in page
    assert re.search(r'value="word"\s+checked', page)


def test_a_wrong_code_is_refused_beside_its_field(city: SmallCity, client: TestClient) -> None:
    """With what was typed still there, and the fold open."""
    page = reckoned(client, city, "nothing")
    assert "There is no such code." in page
    assert 'value="nothing"' in page
    assert 'aria-invalid="true"' in page
    assert '<details open="" id="voucher-code">' in page


def test_what_speaks_against_its_voucher_stands_there_too(
    city: SmallCity, client: TestClient
) -> None:
    """And not in the fold of vouchers, which nobody has opened; there are others to choose from."""
    launch(city, "other", None)
    launch(city, "empty", WORD, fund=0, word="EMPTY24")
    page = reckoned(client, city, "empty24")
    fold = page.partition('id="voucher-code"')[2].partition("</details>")[0]
    assert "vouchers are given out." in fold


def test_under_mine_it_is_entered_too(city: SmallCity, client: TestClient) -> None:
    """And listed with its rules."""
    launch(city, "new", Rules(group=CustomerGroup.NEW))
    page = client.get("/mine").text
    assert "For a first order alone." in page
    wrong = client.post("/mine/code", data={"voucher_code": "nothing", "key": city.key()})
    assert wrong.status_code == 404
    assert "There is no such code." in wrong.text
    assert 'value="nothing"' in wrong.text
    page = client.post("/mine/code", data={"voucher_code": "night24", "key": city.key()}).text
    assert "With a code." in page


def test_who_tries_many_codes_waits(city: SmallCity, client: TestClient) -> None:
    """A right one among them is tried no sooner."""
    answers = [
        client.post(
            "/mine/code", data={"voucher_code": f"wrong{number}", "key": city.key()}
        ).status_code
        for number in range(7)
    ]
    assert 429 in answers
    late = client.post("/mine/code", data={"voucher_code": "night24", "key": city.key()})
    assert late.status_code == 429


def test_a_program_enters_one_too(city: SmallCity, client: TestClient) -> None:
    """And is told its campaign."""
    client.post("/api/customers")
    head = {"Idempotency-Key": city.key()}
    answer = client.post("/api/vouchers/codes", json={"code": "Night-24"}, headers=head)
    assert (answer.status_code, answer.json()) == (200, {"campaign": "word"})
    told = {one["campaign"]: one["rules"] for one in client.get("/api/vouchers").json()}
    assert told["word"]["code"] == "one"
    wrong = client.post(
        "/api/vouchers/codes", json={"code": "none"}, headers={"Idempotency-Key": city.key()}
    )
    assert (wrong.status_code, wrong.json()["title"]) == (404, "code_unknown")
