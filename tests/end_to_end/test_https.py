"""Behind a proxy that speaks HTTPS a browser keeps our cookies, and is told to keep to HTTPS."""

from __future__ import annotations

import asyncio
import shutil
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import sync_playwright

from tests.end_to_end.server import ARGUMENTS, CHROMIUM, Server, free_port, short_folder

OPENSSL = shutil.which("openssl")
HOST = "market.example.org"
ADDRESS = f"https://{HOST}"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here: install Debian's chromium"),
    pytest.mark.skipif(OPENSSL is None, reason="no openssl here, which makes the certificate"),
]


class Proxy:
    """Hands on what comes over TLS as it is, on a thread of its own, until it is stopped."""

    def __init__(self, folder: Path, behind: int) -> None:
        self.port, self._behind = free_port(), behind
        self._loop = asyncio.new_event_loop()
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._context.load_cert_chain(*_certificate(folder))
        self._thread = Thread(target=self._run, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Close it."""
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)

    def _run(self) -> None:
        opening = asyncio.start_server(self._take, "127.0.0.1", self.port, ssl=self._context)
        self._loop.run_until_complete(opening)
        self._loop.run_forever()

    async def _take(self, heard: asyncio.StreamReader, told: asyncio.StreamWriter) -> None:
        answers, asks = await asyncio.open_connection("127.0.0.1", self._behind)
        await asyncio.gather(_hand_on(heard, asks), _hand_on(answers, told))


async def _hand_on(heard: asyncio.StreamReader, told: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while some := await heard.read(65536):
            told.write(some)
            await told.drain()
    told.close()


def _certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate of the host, which nobody trusts, and its key."""
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    subprocess.run(
        [
            str(OPENSSL), "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
            "-keyout", key, "-out", certificate, "-subj", f"/CN={HOST}",
        ],
        check=True, capture_output=True, timeout=60,
    )  # fmt: skip
    return certificate, key


@pytest.fixture
def proxy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Proxy]:
    """In front of the demo city, which knows by what address it is found."""
    monkeypatch.setenv("YESHI_ADDRESS", ADDRESS)
    home = short_folder()
    server = Server(home)
    server.start()
    in_front = Proxy(tmp_path, server.port)
    yield in_front
    in_front.stop()
    server.stop()
    shutil.rmtree(home, ignore_errors=True)


def test_one_signs_in_orders_and_goes_out_behind_https(proxy: Proxy) -> None:
    """Each cookie has the prefix, and the forms of the pages are taken."""
    found = f"--host-resolver-rules=MAP {HOST}:443 127.0.0.1:{proxy.port}"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[*ARGUMENTS, found])
        context = browser.new_context(ignore_https_errors=True, locale="en-US")
        page = context.new_page()
        answer = page.goto(f"{ADDRESS}/stalls/noodle-dawn")
        assert answer is not None
        assert answer.headers["strict-transport-security"].startswith("max-age=31536000")
        assert "server" not in answer.headers
        page.locator(".step button[value='1']:not([disabled])").first.click()
        page.goto(f"{ADDRESS}/basket")
        page.fill("input[name=words]", "second floor")
        page.click("#pay")
        page.wait_for_url(f"{ADDRESS}/orders/*")
        page.goto(f"{ADDRESS}/sign-in")
        page.locator("form[action='/sign-in'] button.wide").first.click()
        page.wait_for_selector("form[action='/sign-out']")
        kept = context.cookies()
        assert len(kept) >= 3
        for cookie in kept:
            assert cookie["name"].startswith("__Host-")
            assert (cookie["secure"], cookie["httpOnly"], cookie["path"]) == (True, True, "/")
        page.click("form[action='/sign-out'] button")
        page.wait_for_selector("a[href^='/sign-in']")
        browser.close()
