"""What a customer's program may ask of a thread, and write to it."""

from __future__ import annotations

import pytest

from tests.flow.orders.threads import A
from tests.web.threads import written
from yeshi.orders.thread import CUSTOMER


def test_what_is_told() -> None:
    """What was written to them and by them, and whom they may write to with what."""
    with written() as it:
        it.write(A, CUSTOMER, words="one minute")
        told = it.browser(CUSTOMER).get(it.api(CUSTOMER)).json()
        assert [one["words"] for one in told["messages"]] == ["one minute"]
        assert (told["unread"], told["is_open"], told["until"]) == (1, True, None)
        assert told["addressees"][-1]["who"] == {"side": "control", "id": ""}
        assert "how_long" in told["addressees"][-1]["phrases"]
        assert it.send(CUSTOMER, {"number": 1}, "/read").status_code == 200
        assert it.browser(CUSTOMER).get(it.api(CUSTOMER)).json()["unread"] == 0
        assert it.browser(None).get(it.api(CUSTOMER)).status_code == 404


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ({"addressee": "stall:a", "words": "no salt"}, 200),
        ({"addressee": "stall:a", "phrase": "no_chilli"}, 200),
        ({"addressee": "stall:a", "phrase": None, "words": "no salt"}, 200),
        ({"addressee": "stall:a"}, 409),
        ({"addressee": "stall:a", "phrase": "on_my_way"}, 409),
        ({"addressee": "stall:a", "phrase": "rubbish"}, 422),
        ({"addressee": "stall:a", "words": "x" * 301}, 422),
        ({"addressee": "stall:r", "words": "hello"}, 409),
        ({"addressee": "nobody", "words": "hello"}, 409),
        ({"words": "hello"}, 422),
    ],
)
def test_what_may_be_written(said: object, status: int) -> None:
    """By the body, or by the rules; what is refused changes nothing."""
    with written() as it:
        it.write(A, CUSTOMER, words="one minute")
        answer = it.send(CUSTOMER, said)
        assert answer.status_code == status
        assert len(it.messages) == (2 if status == 200 else 1)
        if status == 200:
            assert answer.json() == {"order": it.order, "number": "2"}
