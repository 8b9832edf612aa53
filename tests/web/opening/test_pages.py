"""A city is set up page by page, by whoever has the code, and by nobody else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from httpx import Response

from tests.web.opening.test_steps import MARKET, PLACE, STALL
from yeshi import settings
from yeshi.adapters.drafts import DraftFile
from yeshi.adapters.postgres.migrations import migrate
from yeshi.adapters.postgres.store import open_pool
from yeshi.base.refused import Refused
from yeshi.files.city_writing import city_file
from yeshi.flow.charter import CityIsOpen
from yeshi.flow.city.opening import Opening
from yeshi.web.frame.declared import declared
from yeshi.web.frame.form_tokens import FIELD
from yeshi.web.frame.site import Site
from yeshi.web.opening.code import OneTimeCode
from yeshi.web.opening.owner_form import NewOwner
from yeshi.web.opening.steps import OpeningStep
from yeshi.web.opening_app import ROUTERS, create_opening_app
from yeshi.wiring.ground import opening_of
from yeshi.wiring.set_up import desk_of

PASSWORD = "four lanterns over the river"
OWNER = {"name": "何玉", "id": "he-yu", "password": PASSWORD, "again": PASSWORD}
TIME = {"time_zone": "Asia/Shanghai", "day_turns": "06:00", "currency": "CNY"}


@dataclass
class SettingUp:
    """A set-up, with what was opened by it; `refuses`: another city is open meanwhile."""

    app: Any
    code: OneTimeCode
    draft: DraftFile
    opened: list[tuple[Opening, NewOwner]] = field(default_factory=list)
    refuses: bool = False

    def browser(self, let_in: bool = True) -> Browser:
        """A browser of its own."""
        browser = Browser(self.app, base_url="http://localhost:8000", follow_redirects=False)
        browser.headers["accept-language"] = "en"
        if let_in:
            assert browser.fill_in("/", {"code": self.code.code}).status_code == 303
        return browser


class Browser(TestClient):
    """Sends forms with the token of the page that it was shown before."""

    def fill_in(self, path: str, typed: dict[str, str], **how: Any) -> Response:
        """The answer to a form."""
        page = self.get("/opening/place", follow_redirects=True).text
        if f'name="{FIELD}"' not in page:
            page = self.get("/").text
        token = page.split(f'name="{FIELD}" value="')[1].split('"')[0]
        return self.post(path, data={"key": "k", FIELD: token, **typed}, **how)


@pytest.fixture
def setting_up(database: str, tmp_path: Path) -> Iterator[SettingUp]:
    """On an empty database."""
    migrate(database)
    given = settings.read({"YESHI_HOME": str(tmp_path), "YESHI_DATABASE_URL": database})
    draft = DraftFile(tmp_path / "opening.toml", lambda path: opening_of(path, None), city_file)
    code = OneTimeCode()
    with open_pool(database) as pool:
        found = SettingUp(None, code, draft)

        def open_it(said: Opening, owner: NewOwner) -> Refused | None:
            if found.refuses:
                return Refused(CityIsOpen())
            found.opened.append((said, owner))
            return None

        site = Site("http://localhost:8000")
        found.app = create_opening_app(desk_of(given, pool, site, code, draft, open_it))
        yield found


def test_nobody_without_the_code_comes_to_any_page(setting_up: SettingUp) -> None:
    """Nor does who gives it second, or guesses; each route says who may call it."""
    first = setting_up.browser()
    said = first.fill_in("/opening/place", PLACE)
    assert said.headers["location"] == "/opening/zones"
    other = setting_up.browser(let_in=False)
    for code in ("guessed", setting_up.code.code):
        assert other.fill_in("/", {"code": code}).status_code == 403
    closed = 0
    for router in ROUTERS:
        for route in declared(router.routes):
            if not route.access.code:
                continue
            closed += 1
            path = route.path.format(step="place", zone="city", market="m", stall="s")
            how = {"data": {**PLACE, "key": "k"}} if route.method == "POST" else {}
            answer = other.request(route.method, path, **how)
            assert answer.status_code in (403, 409), route
            assert "醴陵" not in answer.text
    assert closed == 12
    said_there = setting_up.draft.so_far()
    assert said_there is not None
    assert not said_there.markets


def test_a_city_is_opened_step_by_step(setting_up: SettingUp) -> None:
    """Each step leads on, all may be gone back to, and a restart loses nothing."""
    browser = setting_up.browser()
    assert browser.get("/").headers["location"] == "/opening/place"
    assert browser.get("/opening/terms").headers["location"] == "/opening/place"
    steps = {
        "/opening/place": PLACE, "/opening/zones": MARKET, "/opening/time": TIME,
        "/opening/markets": MARKET,
    }  # fmt: skip
    for path, typed in steps.items():
        assert browser.fill_in(path, typed).status_code == 303, path
    assert browser.fill_in("/opening/markets", STALL).status_code == 303
    for step in OpeningStep:
        assert browser.get(f"/opening/{step}").status_code == 200
    browser.fill_in("/opening/time", TIME | {"currency": "JPY"})
    assert "(JPY)" in browser.get("/opening/terms").text
    browser.fill_in("/opening/time", TIME)
    again = setting_up.draft.so_far()
    answer = browser.fill_in("/opening/owner", OWNER)
    assert answer.status_code == 200
    assert answer.headers["refresh"].endswith("/sign-in?back=/settings")
    ((said, owner),) = setting_up.opened
    assert said == again
    assert (owner.person.id, owner.password, owner.person.secret) == ("he-yu", PASSWORD, None)


def test_what_cannot_be_is_told_where_it_was_typed_and_nothing_is_lost(
    setting_up: SettingUp,
) -> None:
    """In one sentence, beside what was typed; passwords are typed anew."""
    browser = setting_up.browser()
    answer = browser.fill_in("/opening/place", PLACE | {"x": "200"})
    assert answer.status_code == 422
    assert 'value="醴陵"' in answer.text
    assert "it must be degrees east" in answer.text
    assert setting_up.draft.so_far() is None
    browser.fill_in("/opening/place", PLACE)
    answer = browser.fill_in("/opening/owner", OWNER | {"again": "another"})
    assert "The two passwords are not the same" in answer.text
    assert 'value="he-yu"' in answer.text
    assert PASSWORD not in answer.text
    setting_up.refuses = True
    answer = browser.fill_in("/opening/owner", OWNER)
    assert answer.status_code == 422
    assert not setting_up.opened


def test_what_was_added_is_removed_again(setting_up: SettingUp) -> None:
    """Zones, also those of a file; markets and stalls."""
    browser = setting_up.browser()
    for path, typed in (("/opening/place", PLACE), ("/opening/markets", MARKET)):
        browser.fill_in(path, typed)
    browser.fill_in("/opening/markets", STALL)
    assert "The first that you add takes its place" in browser.get("/opening/zones").text
    outline = "28, 113\n28, 113.2\n28.1, 113.1"
    browser.fill_in("/opening/zones", MARKET | {"x": "", "y": "", "outline": outline})
    page = browser.get("/opening/zones").text
    assert "The first that you add" not in page
    assert "nobody can order to a door outside" in page
    assert browser.get("/opening/zones/map").json()["areas"][0][2] == [113.1, 28.1]
    browser.fill_in("/opening/zones/lu-river-bridge/remove", {})
    point = b'{"type":"Feature","properties":{"name":"X"},"geometry":{"type":"Point","coordinates":[113,28]}}'
    browser.fill_in("/opening/zones/file", {}, files={"file": ("z.geojson", point)})
    said = setting_up.draft.so_far()
    assert said is not None
    assert [zone.id for zone in said.terms.zones] == ["x"]
    stall = said.merchants[0][0].id
    for path in ("/opening/zones/x/remove", f"/opening/stalls/{stall}/remove",
                 "/opening/markets/lu-river-bridge/remove"):  # fmt: skip
        browser.fill_in(path, {})
    left = setting_up.draft.so_far()
    assert left is not None
    assert ([zone.id for zone in left.terms.zones], left.markets, left.merchants) == (
        ["city"],
        (),
        (),
    )


def test_whoever_watches_is_told_that_the_process_lives_and_no_city_is_open(
    setting_up: SettingUp,
) -> None:
    """So that a manager neither kills it nor sends visitors, while somebody thinks of a name."""
    watching = setting_up.browser(let_in=False)
    assert watching.get("/healthz").json() == {"lives": True}
    asked = watching.get("/readyz")
    assert (asked.status_code, asked.json()["ready"]) == (503, False)
