"""A lease: a name that one process of all may act under, as long as it holds it."""

from __future__ import annotations

from typing import Protocol


class Lease(Protocol):
    """A name that is ours until the end of its context, unless the world takes it away."""

    def held(self) -> bool:
        """Whether it still is ours; asked anew, as another process may have it by now."""
        ...
