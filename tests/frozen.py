"""A server whose processes are frozen, as when its machine hangs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress

import psutil


@contextmanager
def frozen(postmaster: int) -> Iterator[None]:
    """While the context lasts, no process of that PostgreSQL does anything."""
    first = psutil.Process(postmaster)
    stopped = [first, *first.children(recursive=True)]
    try:
        for one in stopped:
            # Some end by themselves, as those who clean up do.
            with suppress(psutil.NoSuchProcess):
                one.suspend()
        yield
    finally:
        for one in reversed(stopped):
            with suppress(psutil.NoSuchProcess):
                one.resume()
