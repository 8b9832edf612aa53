"""What sessions of the database do while orders come in: what they wait for, and their CPU."""

from __future__ import annotations

from collections import Counter
from threading import Event, Thread

import psutil
import psycopg

EVERY_S = 0.02
_ASKED = """
SELECT coalesce(wait_event_type, 'working') FROM pg_stat_activity
WHERE datname = %s AND application_name = 'yeshi' AND state <> 'idle'"""

_SESSIONS = "SELECT pid FROM pg_stat_activity WHERE datname = %s AND application_name = 'yeshi'"


def sessions_cpu_s(url: str, database: str) -> float:
    """CPU seconds that the sessions on that database have taken since they began."""
    with psycopg.connect(url, autocommit=True) as connection:
        pids = [row[0] for row in connection.execute(_SESSIONS, (database,))]
    times = [psutil.Process(pid).cpu_times() for pid in pids]
    return float(sum(one.user + one.system for one in times))


class Sampler:
    """Counts, within its context, what the sessions at work on a database are waiting for."""

    def __init__(self, url: str, database: str) -> None:
        self._url, self._database = url, database
        self._stop = Event()
        self._thread = Thread(target=self._sample, daemon=True)
        self.seen: Counter[str] = Counter()

    def __enter__(self) -> Sampler:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def waiting_for_locks(self) -> float:
        """The share of samples that wait for a lock, of a row or any other; 0 without samples."""
        whole = sum(self.seen.values())
        return self.seen["Lock"] / whole if whole else 0.0

    def _sample(self) -> None:
        with psycopg.connect(self._url, autocommit=True) as connection:
            while not self._stop.wait(EVERY_S):
                self.seen.update(row[0] for row in connection.execute(_ASKED, (self._database,)))
