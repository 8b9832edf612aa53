"""Hearing what other sessions notify, also those of other processes."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import partial
from threading import Event, Thread

import psycopg
from psycopg.sql import SQL, Identifier

from yeshi.adapters.postgres.journal import CHANNEL
from yeshi.flow.aside import SetAside

RETRY_S = 1.0
RETRY_S_MAX = 60.0


class Listener:
    """Calls `hear` with the ids that each notification concerns, in a thread of its own.

    Only `stop` ends it: a notification that cannot be heard is let go, and its fault noted.
    """

    def __init__(self, url: str, hear: Callable[[Sequence[str]], None], aside: SetAside) -> None:
        self._url = url
        self._hear = hear
        self._aside = aside
        self._stop = Event()
        self._thread = Thread(target=self._live, name="listener", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End within a second."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join(timeout=5)

    def _live(self) -> None:
        wait_s = RETRY_S
        while not self._stop.is_set():
            try:
                with psycopg.connect(self._url, autocommit=True) as connection:
                    connection.execute(SQL("LISTEN {}").format(Identifier(CHANNEL)))
                    while not self._stop.is_set():
                        for notify in connection.notifies(timeout=0.5):
                            tell = partial(self._tell, notify.payload)
                            self._aside.dare("listener", "", tell)
                            wait_s = RETRY_S
            except psycopg.OperationalError:
                # The database went away; pages are refreshed by hand until it is back.
                self._stop.wait(RETRY_S)
            except Exception as fault:
                self._aside.note("listener", "", fault)
                self._stop.wait(wait_s)
                wait_s = min(RETRY_S_MAX, wait_s * 2)

    def _tell(self, payload: str) -> None:
        self._hear(json.loads(payload)["concerns"])
