"""An embedded PostgreSQL that is started again when it dies."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from typing import Any

import psutil

from yeshi.adapters.postgres.embedded import embedded_server

LOOK_S = 0.25


@contextmanager
def kept_running(folder: Path, tell: Callable[[str], None]) -> Iterator[str]:
    """The address of a server as `embedded` has it, which runs to the end of the context.

    `tell` is told when it died, when it runs again, and once when it does not start.
    """
    with embedded_server(folder) as server:
        stop = Event()
        keeper = Thread(target=_keep, args=(server, tell, stop), name="keeper", daemon=True)
        keeper.start()
        try:
            yield str(server.get_uri())
        finally:
            stop.set()
            keeper.join()


def _keep(server: Any, tell: Callable[[str], None], stop: Event) -> None:
    told = ""
    while not stop.wait(LOOK_S):
        if _runs(server.get_pid()):
            continue
        if not told:
            told = "the database died"
            tell(told)
        try:
            # Under a lock of all its users: one of them starts it, the others find it running.
            server.start()
            up = _runs(server.get_pid())
        except Exception:
            up = False
        if not up:
            # It may be on its way down still, recover for long, or have no room left on its disk.
            if told != "the database does not start":
                told = "the database does not start"
                tell(told)
            continue
        told = ""
        tell("the database runs again")


def _runs(pid: int | None) -> bool:
    """Whether the process does; one that is dead, but that nobody has buried, does not."""
    try:
        return pid is not None and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
