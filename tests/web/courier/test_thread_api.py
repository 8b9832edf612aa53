"""What a courier's program may ask of a thread, and write to it."""

from __future__ import annotations

from tests.web.threads import written
from yeshi.orders.thread import CUSTOMER, Correspondent, ThreadSide


def test_it_reads_and_answers() -> None:
    """As long as the courier has the order; another courier's program finds none."""
    with written() as it:
        had = it.rider
        it.write(CUSTOMER, had, words="third door")
        told = it.browser(had).get(it.api(had)).json()
        assert [one["words"] for one in told["messages"]] == ["third door"]
        said = {"addressee": "customer", "phrase": "on_my_way"}
        assert it.send(had, said).json() == {"order": it.order, "number": "2"}
        assert it.send(had, {"number": 2}, "/read").status_code == 200
        other = Correspondent(ThreadSide.COURIER, "x" if had.id == "y" else "y")
        assert it.browser(other).get(it.api(other)).status_code == 404
        it.deliver()
        assert it.send(had, said).status_code == 404
