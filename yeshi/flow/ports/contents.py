"""What flow needs to keep the contents of files."""

from __future__ import annotations

from typing import Protocol


class Contents(Protocol):
    """The contents of files, by their digest; kept once, and never changed."""

    def keep(self, digest: str, data: bytes) -> None: ...
    def read(self, digest: str) -> bytes | None: ...
