"""The demo city in a process of its own, and a real browser, for each file of tests."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.end_to_end.server import ARGUMENTS, CHROMIUM, Server, short_folder


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
        yield launched
        launched.close()
