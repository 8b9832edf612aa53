"""What a program of a stall may ask of complaints, and say to them."""

from __future__ import annotations

import pytest

from tests.builders import SmallCity
from tests.flow.orders.complaints import asked, delivered, found, with_people
from tests.web.test_api import client_of
from yeshi.adapters.memory.store import MemoryStore
from yeshi.orders.complaint import ComplaintState


@pytest.fixture
def city() -> SmallCity:
    """With a customer who has money, and people who work in it."""
    return with_people(MemoryStore("CNY"))


@pytest.mark.parametrize(
    ("step", "said", "status"),
    [
        ("agree", {}, 200),
        ("agree", {"lines": None, "reply": "sorry"}, 200),
        ("agree", {"lines": [{"number": 0, "quantity": 1}]}, 200),
        ("agree", {"lines": []}, 409),
        ("agree", {"lines": [{"number": 0, "quantity": -1}]}, 422),
        ("agree", {"reply": "x" * 301}, 422),
        ("decline", {"reply": "no"}, 200),
        ("decline", {"reply": ""}, 422),
        ("decline", {}, 422),
    ],
)
def test_what_is_answered(city: SmallCity, step: str, said: object, status: int) -> None:
    """By the body, or by the rules; what is refused changes nothing."""
    one = asked(city, delivered(city, {"a1": 1}))
    with client_of(city) as client:
        path = f"/api/merchants/a/complaints/{one}/{step}"
        answer = client.post(path, json=said, headers={"Idempotency-Key": "1"})
    assert answer.status_code == status
    assert (found(city, one).state is ComplaintState.ASKED) == (status != 200)
