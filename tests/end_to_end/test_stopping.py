"""A city that is stopped lets its pages go, and another that shares its socket serves them."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from http.client import HTTPConnection, HTTPException, HTTPResponse
from pathlib import Path
from socket import AF_INET, SOCK_STREAM, socket

import pytest

from tests.end_to_end.server import short_folder

PATIENCE_S = 90.0


class Shared:
    """Processes of one city at one socket, which stays open whoever of them runs."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._door = socket(AF_INET, SOCK_STREAM)
        self._door.bind(("127.0.0.1", 0))
        self._door.listen(128)
        self.port: int = self._door.getsockname()[1]
        self.said: list[Path] = []

    def start(self) -> subprocess.Popen[bytes]:
        """Another process; it serves when its log says so."""
        self.said.append(self._home / f"said-{len(self.said)}")
        environment = {**os.environ, "YESHI_HOME": str(self._home), "LISTEN_FDS": "1"}
        for name in ("YESHI_DATABASE_URL", "LISTEN_PID"):
            environment.pop(name, None)
        handed = (
            f"import os, sys; os.dup2({self._door.fileno()}, 3); sys.argv[1:] = ['demo'];"
            "from yeshi.cli import main; main()"
        )
        self._home.mkdir(exist_ok=True)
        with self.said[-1].open("wb") as said:
            process = subprocess.Popen(
                [sys.executable, "-c", handed], env=environment, stdout=said, stderr=said,
                pass_fds=[self._door.fileno()],
            )  # fmt: skip
        patience = time.monotonic() + PATIENCE_S
        while "is open at" not in self.said[-1].read_text("utf-8"):
            assert process.poll() is None, self.said[-1].read_text("utf-8")
            assert time.monotonic() < patience
            time.sleep(0.05)
        return process

    def asked(self, path: str) -> tuple[HTTPConnection, HTTPResponse]:
        """The answer of whichever process takes the connection."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_S)
        connection.request("GET", path)
        return connection, connection.getresponse()

    def close(self) -> None:
        """Give the socket back."""
        self._door.close()


@pytest.fixture
def shared() -> Iterator[Shared]:
    """A socket, and a folder for the city behind it."""
    home = short_folder()
    shared = Shared(home)
    yield shared
    shared.close()
    shutil.rmtree(home, ignore_errors=True)


@pytest.mark.slow
def test_a_city_is_handed_on_without_a_gap(shared: Shared) -> None:
    """Every request is answered while one process takes over from the other, killed or stopped."""
    first = shared.start()
    stream, news = shared.asked("/live?of=*")
    assert b"event: open" in news.readline() + news.readline()
    second = shared.start()
    try:
        first.send_signal(signal.SIGTERM)
        # The stream ends as a whole answer does; a page then asks again.
        with suppress(HTTPException):
            news.read()
        stream.close()
        while first.poll() is None:
            connection, answer = shared.asked("/healthz")
            assert answer.status == 200
            connection.close()
        assert first.returncode == 0
        assert "Traceback" not in shared.said[0].read_text("utf-8")
        connection, answer = shared.asked("/")
        assert answer.status == 200
        connection.close()
        second.kill()
        second.wait(10)
        third = shared.start()
        connection, answer = shared.asked("/")
        assert answer.status == 200
        connection.close()
        third.send_signal(signal.SIGTERM)
        assert third.wait(PATIENCE_S) == 0
    finally:
        for process in (first, second):
            if process.poll() is None:
                process.kill()
