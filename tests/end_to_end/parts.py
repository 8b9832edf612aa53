"""A city in parts: processes of its own over one PostgreSQL, given by its address."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from uuid import uuid4

import psycopg

from tests.end_to_end.operator import Operator
from tests.end_to_end.server import free_port
from yeshi.adapters.postgres.embedded import embedded
from yeshi.adapters.postgres.presence import Process, processes_in

# Longer than a machine under load reads all kernels anew.
PATIENCE_S = 240.0
OF_THE_LOG = {"YESHI_LOG": "json", "YESHI_LOG_LEVEL": "info"}


def until(true: Callable[[], Any]) -> None:
    """Wait until it is true; a failure when it does not come."""
    ends = time.monotonic() + PATIENCE_S
    while not true():
        assert time.monotonic() < ends
        time.sleep(0.02)


class City:
    """A city whose processes can be started, stopped and killed one by one."""

    def __init__(self, home: Path, url: str, speed: float = 60) -> None:
        self._home, self.url, self._speed = home, url, speed
        self.port = free_port()
        self._operator = Operator(f"http://127.0.0.1:{self.port}")
        self._running: list[subprocess.Popen[bytes]] = []

    def start(self, *words: str, **settings: str) -> subprocess.Popen[bytes]:
        """`yeshi work --demo` with those words; it may still be starting."""
        environment = {
            **os.environ,
            **OF_THE_LOG,
            "YESHI_HOME": str(self._home),
            "YESHI_DATABASE_URL": self.url,
            "YESHI_PORT": str(self.port),
            "YESHI_SPEED": str(self._speed),
            **settings,
        }
        self._home.mkdir(exist_ok=True)
        said = self._home / f"said-{len(self._running)}"
        with said.open("wb") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "yeshi", "work", "--demo", *words], env=environment, stdout=log,
                stderr=log,
            )  # fmt: skip
        self._running.append(process)
        return process

    def said(self) -> str:
        """What all processes said."""
        return "\n".join(one.read_text("utf-8") for one in sorted(self._home.glob("said-*")))

    def processes(self) -> list[Process]:
        """Who works for the city, as the database has it."""
        with suppress(psycopg.errors.UndefinedTable), psycopg.connect(self.url) as connection:
            return [one for one in processes_in(connection) if one.lives]
        return []

    def holder(self, lease: str) -> int | None:
        """The number of the process that says to hold the lease."""
        for one in self.processes():
            if any(loop.name == lease and loop.holds for loop in one.told.loops):
                return one.pid
        return None

    def ask(self, path: str) -> Any:
        """What the interface of the web processes says; None while there is no answer."""
        try:
            return self._operator.get(path)
        except HTTPError as fault:
            if fault.code != 503:
                raise
            return None
        except OSError:
            return None

    def decide(self, order: str, said: dict[str, str]) -> Any:
        """What an operator's decision comes to; None where it is refused."""
        key = {"Idempotency-Key": uuid4().hex}
        try:
            return self._operator.post(f"/api/orders/{order}/hand", said, key)
        except HTTPError:
            return None

    def end(self) -> None:
        """Kill what still runs."""
        for one in self._running:
            if one.poll() is None:
                one.kill()
                one.wait(10)


def stopped(process: subprocess.Popen[bytes]) -> int:
    """End it as a service is stopped; its exit code."""
    process.send_signal(signal.SIGTERM)
    return process.wait(PATIENCE_S)


@contextmanager
def city_of_parts(folder: Path, speed: float = 60) -> Iterator[City]:
    """A city without any process yet, on a PostgreSQL of its own."""
    with embedded(folder / "elsewhere") as url:
        city = City(folder / "home", url, speed)
        try:
            yield city
        finally:
            city.end()
