"""The control room decides about complaints, with what both had lately before it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from tests.builders import SmallCity, done
from tests.flow.orders.collecting import PHONE, hand_over, place_to_collect
from tests.flow.orders.complaints import (
    HOLDER,
    agree,
    appeal,
    asked,
    decline,
    delivered,
    found,
    with_people,
)
from tests.web.everybody import sign_in_as
from tests.web.test_api import client_of
from yeshi.adapters.memory.store import MemoryStore
from yeshi.base.sentences import say
from yeshi.events.complaints import Bears
from yeshi.events.orders import PaidBy
from yeshi.orders.complaint import ComplaintState, Trouble

PAGE = "/control/complaints"


@pytest.fixture
def city() -> SmallCity:
    """With a customer who has money, and people who work in it."""
    return with_people(MemoryStore("CNY"))


@pytest.fixture
def client(city: SmallCity) -> Iterator[TestClient]:
    """The browser of somebody who may do everything."""
    with client_of(city) as client:
        yield client


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_a_stall_declined_is_decided(
    city: SmallCity, client: TestClient, language: str
) -> None:
    """With what it said, who usually bears it chosen; the reason stands in the record."""
    client.headers["Accept-Language"] = language
    order = delivered(city, {"a1": 2})
    old, one = asked(city, order), asked(city, order)
    done(agree(city, old))
    done(decline(city, one))
    done(appeal(city, order, one))
    assert say(language, "complaint.control_count", count=1) in client.get("/control").text
    page = client.get(PAGE).text
    assert "it was in the bag" in page
    assert say(language, "complaint.of_customer", days=90, count=1) in page
    assert f'<option value="stall" selected>{say(language, "bears.stall")}' in page
    path = f"{PAGE}/{one}/uphold"
    said = {"amount": "10", "bears": "platform", "why": "the photo shows it"}
    assert client.post(path, data={"key": "1", **said, "why": ""}).status_code == 409
    assert client.post(path, data={"key": "2", **said, "amount": "99"}).status_code == 409
    assert client.post(path, data={"key": "3", **said, "amount": "x"}).status_code == 422
    after = client.post(path, data={"key": "4", **said})
    assert say(language, "complaint.none_waits") in after.text
    kept = found(city, one)
    assert (kept.granted.fen, kept.bears) == (1000, Bears.PLATFORM)
    assert "the photo shows it" in client.get("/control/record").text


def test_what_went_wrong_on_the_way_is_dismissed_with_a_reason(
    city: SmallCity, client: TestClient
) -> None:
    """And what a stall is to answer may be decided before."""
    order = delivered(city)
    cold, waits = asked(city, order, trouble=Trouble.COLD), asked(city, order, "b")
    page = client.get(PAGE).text
    assert f'<option value="way" selected>{say("en", "bears.way")}' in page
    assert say("en", "complaint.decide_now") in page
    assert client.post(f"{PAGE}/{cold}/dismiss", data={"key": "1"}).status_code == 409
    client.post(f"{PAGE}/{cold}/dismiss", data={"key": "2", "why": "in time"})
    client.post(f"{PAGE}/{waits}/dismiss", data={"key": "3", "why": "on the photo"})
    assert found(city, cold).state is found(city, waits).state is ComplaintState.DISMISSED


def test_cash_is_handed_out_at_the_desk(city: SmallCity, client: TestClient) -> None:
    """And over JSON; once."""
    order = place_to_collect(city, {"a1": 1, "b1": 1}, PHONE, PaidBy.CASH)
    city.cook(order)
    hand_over(city, order, "a", "b")
    one = asked(city, order)
    assert say("en", "complaint.nothing_at_office") in client.get("/control/cash").text
    done(agree(city, one))
    path = f"/control/cash/complaints/{one}"
    assert path in client.get("/control/cash").text
    (told,) = client.get("/api/control/cash/complaints").json()
    assert told["complaint"]["id"] == one
    assert client.post(path, data={"key": "1"}).status_code == 409
    assert path not in client.post(path, data={"key": "2", "why": "showed it"}).text
    again = client.post(f"/api{path}/hand-out", json={"why": "w"}, headers={"Idempotency-Key": "1"})
    assert again.json()["title"] == "nothing_to_hand_out"


def test_nobody_else_decides(city: SmallCity) -> None:
    """Nor looks."""
    with client_of(city, signed_in=False) as client:
        sign_in_as(client, client.app.state.desk, HOLDER)  # type: ignore[attr-defined]
        assert client.get(PAGE).status_code == 403
        assert client.get("/api/control/complaints").status_code == 403
