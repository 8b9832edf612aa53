"""What has been said of a city that is not open yet, in a file of the data folder."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from yeshi.flow.city.opening import Opening


class DraftFile:
    """A city's file that is written as the set-up goes on; nobody else may read it."""

    def __init__(
        self, path: Path, reads: Callable[[Path], Opening], writes: Callable[[Opening], str]
    ) -> None:
        self._path, self._reads, self._writes = path, reads, writes

    def so_far(self) -> Opening | None:
        """What was said so far; None before the first step."""
        return self._reads(self._path) if self._path.exists() else None

    def note_down(self, said: Opening) -> None:
        """Keep it whole, in place of what was said before."""
        folder = self._path.parent
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with NamedTemporaryFile(
            "w", encoding="utf-8", dir=folder, prefix=self._path.name, delete=False
        ) as file:
            file.write(self._writes(said))
        Path(file.name).replace(self._path)

    def remove(self) -> None:
        """The city is open."""
        with suppress(FileNotFoundError):
            self._path.unlink()
