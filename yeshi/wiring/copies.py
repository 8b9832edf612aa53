"""A folder of copies of the city: each is named by its moment, and only the newest are kept."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

from yeshi.base.errors import InputError

_NAMED = re.compile(r"city-\d{8}T\d{6}Z\.backup")


def next_copy(folder: Path, at: datetime) -> Path:
    """Where a copy of that moment goes; InputError where the folder is none."""
    if not folder.is_dir():
        raise InputError(f"{folder} is no folder")
    return folder / f"city-{at.astimezone(UTC):%Y%m%dT%H%M%SZ}.backup"


def copies_in(folder: Path) -> int:
    """How many copies there are in the folder."""
    return sum(1 for path in folder.iterdir() if _NAMED.fullmatch(path.name))


def drop_older(folder: Path, keep: int) -> list[Path]:
    """Removes all copies but the `keep` newest; which. What is named otherwise is left alone.

    InputError where one cannot be removed.
    """
    copies = sorted(path for path in folder.iterdir() if _NAMED.fullmatch(path.name))
    older = copies[: max(0, len(copies) - keep)]
    for path in older:
        try:
            path.unlink()
        except OSError as fault:
            raise InputError(f"{path}: cannot be removed: {fault.strerror}") from None
    return older
