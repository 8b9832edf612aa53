"""The demo city in a process of its own, and a real browser, for each file of tests."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests.end_to_end.server import ARGUMENTS, CHROMIUM, Server, short_folder

PATIENCE_MS = 90_000


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """The demo city at its usual speed."""
    home = short_folder()
    running = Server(home)
    running.start()
    yield running
    running.stop()
    shutil.rmtree(home, ignore_errors=True)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        _be_patient(launched)
        yield launched
        launched.close()


def _be_patient(launched: Browser) -> None:
    """On a machine that is full the first pages of a process take their time."""
    opened = launched.new_context

    def new_context(**how: Any) -> BrowserContext:
        context = opened(**how)
        context.set_default_timeout(PATIENCE_MS)
        return context

    launched.new_context = new_context  # type: ignore[method-assign]
    launched.new_page = lambda **how: new_context(**how).new_page()  # type: ignore[method-assign]
