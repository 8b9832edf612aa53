"""The forms of pictures in a folder, each a file that is put in place whole."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from yeshi.base.errors import PicturesUnreachable


class FolderShelf:
    """Keeps pictures below a folder, which all processes of the city share."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, digest: str, forms: Mapping[int, bytes]) -> None:
        """Keep these forms; PicturesUnreachable where the folder takes none."""
        try:
            place = self._of(digest)
            place.mkdir(parents=True, exist_ok=True)
            for width, data in forms.items():
                with NamedTemporaryFile(dir=place, delete=False) as part:
                    part.write(data)
                # Whoever reads it never sees half of it.
                os.replace(part.name, place / f"{width}.webp")
        except OSError as fault:
            raise PicturesUnreachable(f"{self._folder}: {fault.strerror}") from None

    def read(self, digest: str, width: int) -> bytes | None:
        """The form of that width; None where there is none."""
        try:
            return (self._of(digest) / f"{width}.webp").read_bytes()
        except FileNotFoundError:
            return None
        except OSError as fault:
            raise PicturesUnreachable(f"{self._folder}: {fault.strerror}") from None

    def let_go(self, digest: str) -> None:
        """Keep none of its forms any more."""
        with suppress(FileNotFoundError):
            shutil.rmtree(self._of(digest))

    def _of(self, digest: str) -> Path:
        # By the digest's first letters, as no folder should have a hundred thousand files.
        return self._folder / digest[:2] / digest
