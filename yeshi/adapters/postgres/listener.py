"""Hearing what other sessions notify, also those of other processes."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from threading import Event, Thread

import psycopg
from psycopg.sql import SQL, Identifier

from yeshi.adapters.postgres.journal import CHANNEL

RETRY_S = 1.0


class Listener:
    """Calls `hear` with the ids that each notification concerns, in a thread of its own."""

    def __init__(self, url: str, hear: Callable[[Sequence[str]], None]) -> None:
        self._url = url
        self._hear = hear
        self._stop = Event()
        self._thread = Thread(target=self._live, name="listener", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End within a second."""
        self._stop.set()
        self._thread.join(timeout=5)

    def _live(self) -> None:
        while not self._stop.is_set():
            try:
                with psycopg.connect(self._url, autocommit=True) as connection:
                    connection.execute(SQL("LISTEN {}").format(Identifier(CHANNEL)))
                    while not self._stop.is_set():
                        for notify in connection.notifies(timeout=0.5):
                            self._hear(json.loads(notify.payload)["concerns"])
            except psycopg.OperationalError:
                # The database went away; pages are refreshed by hand until it is back.
                self._stop.wait(RETRY_S)
