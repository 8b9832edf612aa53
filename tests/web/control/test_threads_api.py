"""What the control room's program may ask of threads, and write to them."""

from __future__ import annotations

from tests.flow.orders.threads import A
from tests.web.threads import written
from yeshi.orders.thread import CONTROL, CUSTOMER


def test_it_reads_what_waits_and_answers() -> None:
    """Each of the order by itself; or says that it needs no answer."""
    with written() as it:
        it.write(CUSTOMER, CONTROL, words="where is it")
        it.write(A, CONTROL, words="who is that")
        client = it.browser(CONTROL)
        (waits,) = client.get("/api/control/threads").json()["queue"]
        assert (waits["order"], waits["unread"]) == (it.order, 2)
        assert waits["latest"]["words"] == "who is that"
        assert client.get(it.api(CONTROL)).json()["unread"] == 2
        said = {"addressee": "customer", "words": "nearly there"}
        assert it.send(CONTROL, said).status_code == 200
        assert client.get(it.api(CONTROL)).json()["unread"] == 1
        assert it.send(CONTROL, {"number": 3}, "/read").status_code == 200
        assert client.get("/api/control/threads").json()["queue"] == []
        assert it.browser(A).get("/api/control/threads").status_code == 403
        assert it.send(A, {"addressee": "customer", "words": "x"}).status_code == 200
