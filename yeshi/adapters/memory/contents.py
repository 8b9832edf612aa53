"""The contents of files, in memory, by their digest."""

from __future__ import annotations

from yeshi.adapters.memory.records import Undo


class MemoryContents:
    """Bytes by digest; the same bytes are kept once."""

    def __init__(self, undo: Undo) -> None:
        self._undo = undo
        self._kept: dict[str, bytes] = {}

    def keep(self, digest: str, data: bytes) -> None:
        """Keep the bytes, if they are not there yet."""
        if digest not in self._kept:
            self._kept[digest] = data
            self._undo.append(lambda: self._forget(digest))

    def read(self, digest: str) -> bytes | None:
        """The bytes, or None."""
        return self._kept.get(digest)

    def has(self, digest: str) -> bool:
        """Whether those bytes are kept."""
        return digest in self._kept

    def _forget(self, digest: str) -> None:
        self._kept.pop(digest, None)
