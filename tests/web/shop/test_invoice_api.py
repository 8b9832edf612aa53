"""What a customer's program may ask for as an invoice."""

from __future__ import annotations

import pytest

from tests.orders.test_invoice_wish import CODE
from tests.web.threads import written
from yeshi.orders.thread import CUSTOMER


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ({"title": "Li", "mail": "a@b.org"}, 200),
        ({"invoice_kind": "company", "title": "N", "tax_number": CODE, "mail": "a@b.org"}, 200),
        ({"invoice_kind": "company", "title": "N", "tax_number": "1", "mail": "a@b.org"}, 409),
        ({"title": "Li", "mail": "nobody"}, 409),
        ({"title": "", "mail": "a@b.org"}, 422),
        ({"invoice_kind": "rubbish", "title": "Li", "mail": "a@b.org"}, 422),
    ],
)
def test_what_may_be_asked_for(said: object, status: int) -> None:
    """By the body, or by the rules; and it is told."""
    with written() as it:
        path, client = f"/api/orders/{it.order}/invoice", it.browser(CUSTOMER)
        answer = client.post(path, json=said, headers={"Idempotency-Key": "1"})
        assert answer.status_code == status
        told = client.get(path).json()
        assert len(told["wishes"]) == (2 if status == 200 else 0)
        assert told["may_ask"]
        assert it.browser(None).get(path).status_code == 404
