"""What a stall's program may ask of invoices, and say of them."""

from __future__ import annotations

import pytest

from tests.builders import SmallCity, done
from tests.flow.orders.complaints import delivered, with_people
from tests.flow.orders.test_invoicing import ask, wishes
from tests.web.test_api import client_of
from yeshi.adapters.memory.store import MemoryStore


@pytest.mark.parametrize(
    ("step", "said", "status"),
    [
        ("issue", {"invoice_number": "25-1"}, 200),
        ("issue", {"invoice_number": "a b"}, 409),
        ("issue", {"invoice_number": ""}, 422),
        ("decline", {"why": "no licence"}, 200),
        ("decline", {"why": ""}, 422),
    ],
)
def test_what_is_said(step: str, said: object, status: int) -> None:
    """By the body, or by the rules; what waits is told first."""
    city: SmallCity = with_people(MemoryStore("CNY"))
    order = delivered(city, {"a1": 1})
    done(ask(city, order))
    wish = wishes(city, order)["a"].id
    with client_of(city) as client:
        (told,) = client.get("/api/merchants/a/invoices").json()["wishes"]
        assert (told["wish"]["id"], told["is_red_due"]) == (wish, False)
        path = f"/api/merchants/a/invoices/{wish}/{step}"
        assert client.post(path, json=said, headers={"Idempotency-Key": "1"}).status_code == status
    assert wishes(city, order)["a"].waits == (status != 200)
