"""Deciding about complaints over JSON."""

from __future__ import annotations

import pytest

from tests.builders import SmallCity
from tests.flow.orders.complaints import asked, delivered, found, with_people
from tests.web.test_api import client_of
from yeshi.adapters.memory.store import MemoryStore
from yeshi.orders.complaint import Trouble

BASE = "/api/control/complaints"


@pytest.fixture
def city() -> SmallCity:
    """With a customer who has money, and people who work in it."""
    return with_people(MemoryStore("CNY"))


def test_what_waits_is_told_with_the_past(city: SmallCity) -> None:
    """And decided, once."""
    one = asked(city, delivered(city, {"a1": 1}), trouble=Trouble.SPILLED)
    with client_of(city) as client:
        (told,) = client.get(BASE).json()["queue"]
        assert told["complaint"]["id"] == one
        assert told["of_customer"]["count"] == told["of_stall"]["count"] == 0
        said = {"amount_fen": 500, "bears": "way", "why": "it was raining"}
        for key, body, status in (
            ("1", {**said, "bears": "moon"}, 422), ("2", {**said, "amount_fen": 0}, 422),
            ("3", {**said, "why": ""}, 422), ("4", {**said, "amount_fen": 9999}, 409),
            ("5", said, 200), ("6", said, 409),
        ):  # fmt: skip
            head = {"Idempotency-Key": key}
            answer = client.post(f"{BASE}/{one}/uphold", json=body, headers=head)
            assert answer.status_code == status, body
        head = {"Idempotency-Key": "7"}
        gone = client.post(f"{BASE}/none/dismiss", json={"why": "w"}, headers=head)
        assert gone.status_code == 404
    assert found(city, one).granted.fen == 500


def test_it_is_dismissed(city: SmallCity) -> None:
    """With a reason."""
    one = asked(city, delivered(city, {"a1": 1}), trouble=Trouble.COLD)
    with client_of(city) as client:
        head = {"Idempotency-Key": "1"}
        answer = client.post(f"{BASE}/{one}/dismiss", json={"why": "it was in time"}, headers=head)
    assert answer.json() == {"complaint": one}
    assert found(city, one).why == "it was in time"
