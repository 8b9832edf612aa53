"""The forms of pictures in memory."""

from __future__ import annotations

from collections.abc import Mapping


class MemoryShelf:
    """Keeps pictures as long as this process lives."""

    def __init__(self) -> None:
        self._forms: dict[str, dict[int, bytes]] = {}

    def put(self, digest: str, forms: Mapping[int, bytes]) -> None:
        """Keep these forms; what is kept already stays."""
        self._forms[digest] = {**forms, **self._forms.get(digest, {})}

    def read(self, digest: str, width: int) -> bytes | None:
        """The form of that width; None where there is none."""
        return self._forms.get(digest, {}).get(width)

    def let_go(self, digest: str) -> None:
        """Keep none of its forms any more."""
        self._forms.pop(digest, None)
