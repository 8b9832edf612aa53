"""Parts that many are shown alike are computed once; what is somebody's own is in none of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from jinja2 import UndefinedError

from tests.builders import EVENING, SmallCity, done
from tests.web.test_api import client_of
from yeshi.flow.orders import watching
from yeshi.flow.stalls import listing, menus
from yeshi.web.frame.desk import Desk


@pytest.fixture
def city() -> SmallCity:
    """The small city in memory."""
    return SmallCity().settle_in()


@pytest.fixture
def client(city: SmallCity) -> Iterator[TestClient]:
    """A browser of somebody."""
    with client_of(city) as made:
        yield made


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was read to be shown, each time that it was."""
    told: list[str] = []
    for room, name in ((menus, "sections"), (menus, "stall"), (watching, "control_board")):
        original = getattr(room, name)

        def noted(*given: object, name: str = name, original: object = original) -> object:
            told.append(name)
            return original(*given)  # type: ignore[operator]

        monkeypatch.setattr(room, name, noted)
    return told


def test_the_front_is_read_once_until_a_stall_changes(
    city: SmallCity, client: TestClient, read: list[str]
) -> None:
    """What stalls sell is no reason; that one pauses is, and is seen at once."""
    before = [client.get("/").text for _ in range(3)][-1]
    city.fill()
    city.place({"a1": 1})
    client.get("/")
    assert read == ["sections"]
    done(listing.take_orders(city.engine, city.key(), "a", taking=False))
    assert client.get("/").text.count("shut") == before.count("shut") + 1
    assert read == ["sections"] * 2


def test_the_front_ends_with_the_minute(
    city: SmallCity, client: TestClient, read: list[str]
) -> None:
    """So that stalls close on it by the clock alone."""
    before = client.get("/").text
    city.wait(8 * 60)
    assert client.get("/").text.count("shut") > before.count("shut")
    assert read == ["sections"] * 2


def test_what_is_somebodys_own_is_on_their_page_alone(
    city: SmallCity, client: TestClient, read: list[str]
) -> None:
    """Their basket and their name; and each reads their own language."""
    client.get("/")
    with client_of(city) as fresh:
        fresh.app.state.desk = client.app.state.desk  # type: ignore[attr-defined]
        fresh.post("/basket", data={"item": "a1", "quantity": "2"})
        fresh.post("/sign-in", data={"id": "official"})
        assert "/basket" in fresh.get("/").text.split("</header>")[1]
    assert "/basket" not in client.get("/").text.split("</header>")[1]
    assert read == ["sections"]
    chinese = client.get("/", headers={"Accept-Language": "zh"}).text
    assert chinese != client.get("/").text
    assert read == ["sections"] * 2


def test_forms_of_a_shared_board_have_each_a_key_of_its_own(
    city: SmallCity, client: TestClient, read: list[str]
) -> None:
    """For two who look at it and press at the same time do two things."""
    city.fill()
    city.place({"a1": 1})
    first, second = (client.get("/kitchen/a/part").text for _ in range(2))
    keys = re.findall(r'name="key" value="([^"]+)"', first)
    assert len(keys) == len(set(keys)) > 2
    assert set(keys).isdisjoint(re.findall(r'name="key" value="([^"]+)"', second))
    assert "\0" not in first
    assert read == ["stall"]


def test_who_was_told_the_same_is_shown_the_same(
    city: SmallCity, client: TestClient, read: list[str]
) -> None:
    """Who asks by themselves is shown what is there now."""
    desk: Desk = client.app.state.desk  # type: ignore[attr-defined]
    client.get("/control/part")
    heard = desk.broadcast.tide.heard.events
    city.fill()
    city.place({"a1": 1})
    for _ in range(3):
        client.get("/control/part", headers={"X-Told": f"{heard}.0"})
    assert read == ["control_board"]
    assert "<b>1</b>" in client.get("/control/part").text
    for _ in range(3):
        client.get("/control/part", headers={"X-Told": f"{heard + 1}.0"})
    assert read == ["control_board"] * 2


@pytest.mark.parametrize("path", ["/control/part", "/control/map", "/city/part"])
def test_who_has_the_very_same_is_not_sent_it_again(
    city: SmallCity, client: TestClient, path: str
) -> None:
    """Until it is another."""
    first = client.get(path)
    known = {"If-None-Match": first.headers["etag"]}
    assert client.get(path, headers=known).status_code == 304
    city.fill()
    city.place({"a1": 1})
    assert client.get(path, headers=known).status_code == 200


def test_a_shared_part_cannot_ask_who_looks_at_it(client: TestClient) -> None:
    """It is told nothing of the request."""
    desk: Desk = client.app.state.desk  # type: ignore[attr-defined]
    with pytest.raises(UndefinedError):
        desk.render.part("zh", EVENING, "frame/base.html", {})
