"""What a stall's program may ask of a thread, and write to it."""

from __future__ import annotations

from tests.flow.orders.threads import A, B
from tests.web.threads import written
from yeshi.orders.thread import CUSTOMER


def test_it_reads_and_answers() -> None:
    """What concerns it alone; another stall's program is told that there is none."""
    with written() as it:
        it.write(CUSTOMER, A, words="no salt")
        it.write(CUSTOMER, B, words="no onion")
        told = it.browser(A).get(it.api(A)).json()
        assert [one["words"] for one in told["messages"]] == ["no salt"]
        assert told["unread"] == 1
        assert it.send(A, {"addressee": "customer", "phrase": "noted"}).status_code == 200
        assert it.browser(A).get(it.api(A)).json()["unread"] == 0
        assert it.send(A, {"number": 3}, "/read").status_code == 200
        assert it.browser(B).get(it.api(A)).status_code == 404
        assert it.browser(B).post(it.api(A), json={}).status_code == 404
