"""What one person was answered is given to nobody else who sends the same key."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.builders import SmallCity, done
from tests.flow.pings import OFFICIAL
from tests.web.control.test_errands_pages import given_up
from tests.web.test_api import client_of
from yeshi.flow.people import entering

WEB = Path(__file__).parents[3] / "yeshi" / "web"


def test_a_key_that_was_answered_does_not_open_the_door() -> None:
    """Who has not signed in is asked to; the person is answered as the first time."""
    city = SmallCity().settle_in()
    done(entering.enter_person(city.engine, city.key(), OFFICIAL))
    errand = given_up(city)
    with client_of(city) as client:
        client.follow_redirects = False
        client.post("/sign-in", data={"id": OFFICIAL.id})
        again, page = f"/api/control/errands/{errand}/again", f"/control/errands/{errand}/give-up"
        key = {"Idempotency-Key": "k"}
        assert client.post(again, headers=key).status_code == 200
        assert client.post(page, data={"key": "p"}).headers["location"] == "/control/errands"
        assert client.post(again, headers=key).status_code == 200
        client.cookies.clear()
        assert client.post(again, headers=key).status_code == 401
        asked = client.post(page, data={"key": "p"})
        assert asked.headers["location"].startswith("/sign-in")


def test_each_command_of_a_person_has_keys_of_that_person() -> None:
    """On every route that knows who is signed in."""
    strays, seen = [], 0
    for file in WEB.rglob("*.py"):
        for one in ast.walk(ast.parse(file.read_text("utf-8"))):
            if not isinstance(one, ast.FunctionDef):
                continue
            given = {a.arg: ast.unparse(a.annotation) for a in one.args.args if a.annotation}
            if "Signed" not in given.values() or "key" not in given:
                continue
            seen += 1
            if "whose(person)" not in ast.unparse(one):
                strays.append(f"{file.name}: {one.name}")
    assert seen > 20
    assert not strays
