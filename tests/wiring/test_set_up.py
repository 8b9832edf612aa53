"""`yeshi serve` on an empty database is set up by its code, and serves the city from then on."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.end_to_end.server import free_port
from tests.web.opening.test_pages import OWNER, PASSWORD
from tests.web.opening.test_steps import PLACE
from yeshi.web.frame.form_tokens import FIELD

PATIENCE_S = 120.0


@pytest.fixture
def served(database: str, tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """Where it serves, and the file with what it says."""
    said, port = tmp_path / "said", free_port()
    environment = {
        **os.environ, "YESHI_HOME": str(tmp_path / "home"), "YESHI_DATABASE_URL": database,
        "YESHI_PORT": str(port),
    }  # fmt: skip
    with said.open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "yeshi", "serve"], env=environment, stdout=log, stderr=log
        )
    yield f"http://127.0.0.1:{port}", said
    process.terminate()
    assert process.wait(PATIENCE_S) == 0


def until(said: Path, pattern: str) -> str:
    """What it says by that pattern, once it does."""
    ends = time.monotonic() + PATIENCE_S
    while not (found := re.search(pattern, said.read_text("utf-8"))):
        assert time.monotonic() < ends, said.read_text("utf-8")[-2000:]
        time.sleep(0.1)
    return found[1]


def test_a_city_is_opened_in_the_browser_and_its_owner_signs_in(served: tuple[str, Path]) -> None:
    """No restart between; nothing of the demo is there."""
    at, said = served
    code = until(said, r"\?code=(\S+)")
    with httpx.Client(base_url=at, timeout=PATIENCE_S) as browser:

        def send(page: str, path: str, typed: dict[str, str]) -> httpx.Response:
            token = browser.get(page).text.split(f'name="{FIELD}" value="')[1].split('"')[0]
            return browser.post(path, data={"key": "k", FIELD: token, **typed})

        assert send("/", "/", {"code": code}).headers["location"] == "/opening/place"
        send("/opening/place", "/opening/place", PLACE)
        assert send("/opening/owner", "/opening/owner", OWNER).status_code == 200
        until(said, "is open at (http)")
        entered = send("/sign-in", "/sign-in", {"id": "he-yu", "password": PASSWORD})
        # Who decides for a city needs a second factor, which an owner takes first of all.
        assert entered.headers["location"].startswith("/sign-in/")
        home = browser.get("/").text
        assert "醴陵" in home
        assert browser.get("/opening/place").status_code == 404
    assert "Traceback" not in said.read_text("utf-8")
