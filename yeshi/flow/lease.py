"""A lease: a name that one process of all may act under, as long as it holds it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Protocol


class Lease(Protocol):
    """A name that is ours until the end of its context, unless the world takes it away.

    `number`: that of this holding; each one of the name has a higher number than those before it.
    """

    @property
    def name(self) -> str: ...
    @property
    def number(self) -> int: ...

    def held(self) -> bool:
        """Whether it still is ours; asked anew, as another process may have it by now."""
        ...


_ACTING: ContextVar[Lease | None] = ContextVar("acting", default=None)


@contextmanager
def acting_under(lease: Lease) -> Iterator[None]:
    """Whatever is kept within the context, on this thread, is kept only while the lease is ours.

    The store looks at the number as it keeps a work, and the next holder waits until it is kept.
    Who was thought dead, and goes on, changes nothing: their work ends with LeaseLost.
    """
    token = _ACTING.set(lease)
    try:
        yield
    finally:
        _ACTING.reset(token)


def acting() -> Lease | None:
    """The lease under which this thread acts; None for whoever acts for people."""
    return _ACTING.get()
