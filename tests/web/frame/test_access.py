"""What one person was answered is given to nobody else who sends the same key."""

from __future__ import annotations

from tests.builders import SmallCity, done
from tests.flow.pings import OPERATOR
from tests.web.control.test_errands_pages import given_up
from tests.web.test_api import client_of
from yeshi.flow.people import entering


def test_a_key_that_was_answered_does_not_open_the_door() -> None:
    """Who has not signed in is asked to; the person is answered as the first time."""
    city = SmallCity().settle_in()
    done(entering.enter_person(city.engine, city.key(), OPERATOR))
    errand = given_up(city)
    with client_of(city, signed_in=False) as client:
        client.follow_redirects = False
        client.post("/sign-in", data={"id": OPERATOR.id})
        again, page = f"/api/control/errands/{errand}/again", f"/control/errands/{errand}/give-up"
        key = {"Idempotency-Key": "k"}
        assert client.post(again, headers=key).status_code == 200
        assert client.post(page, data={"key": "p"}).headers["location"] == "/control/errands"
        assert client.post(again, headers=key).status_code == 200
        client.cookies.clear()
        assert client.post(again, headers=key).status_code == 401
        asked = client.post(page, data={"key": "p"})
        assert asked.headers["location"].startswith("/sign-in")
