"""A server under test: the real program, in a process of its own, on a folder of its own."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from socket import socket
from typing import Any

from tests.end_to_end.operator import Operator

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def free_port() -> int:
    """A port that nobody listens on."""
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Server:
    """`yeshi demo` with a data folder; it can be started, stopped and killed."""

    def __init__(self, home: Path, speed: float = 20) -> None:
        self.home = home
        self.port = free_port()
        self.speed = speed
        self.url = f"http://127.0.0.1:{self.port}"
        self._operator = Operator(self.url)
        self._process: subprocess.Popen[bytes] | None = None
        self._said = home / "said"

    def start(self, within_s: float = 150, database_url: str | None = None) -> None:
        """Start and wait until the first page is there; on an embedded database without another."""
        environment = {
            **os.environ,
            "YESHI_HOME": str(self.home),
            "YESHI_PORT": str(self.port),
            "YESHI_SPEED": str(self.speed),
            "YESHI_LOG_LEVEL": "warning",
        }
        environment.pop("YESHI_DATABASE_URL", None)
        if database_url is not None:
            environment["YESHI_DATABASE_URL"] = database_url
        self.home.mkdir(exist_ok=True)
        with self._said.open("ab") as said:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "yeshi", "demo"], env=environment, stdout=said
            )
        patience = time.monotonic() + within_s
        while time.monotonic() < patience:
            if self._process.poll() is not None:
                raise AssertionError("the server ended")
            try:
                self.get("/api/now")
            except OSError:
                time.sleep(0.1)
            else:
                return
        raise AssertionError("the server does not answer")

    def said(self) -> str:
        """What its console showed so far, but for its log."""
        return self._said.read_text("utf-8")

    def get(self, path: str) -> Any:
        """What the interface says to the operator at `path`."""
        return self._operator.get(path)

    def kill(self) -> None:
        """End at once, as when the power goes."""
        if self._process is None:
            return
        self._process.send_signal(signal.SIGKILL)
        self._process.wait(10)

    def stop(self) -> int:
        """End as Ctrl-C does; the exit code."""
        if self._process is None or self._process.poll() is not None:
            return -1
        self._process.send_signal(signal.SIGINT)
        return self._process.wait(30)


def short_folder() -> Path:
    """A new folder whose path leaves room for a socket's name."""
    return Path(tempfile.mkdtemp(prefix="yeshi-e2e-"))
