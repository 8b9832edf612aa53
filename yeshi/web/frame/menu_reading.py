"""Menus that stalls bring as photos or spreadsheets: how they are read for their pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from yeshi.base.refused import Reason, Refused
from yeshi.menus.sheet import MenuRead

# What a photo or a spreadsheet may have.
FILE_BYTES_MAX = 12 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class ReadMenu:
    """What was read, and the photo that it was read from: small, as JPEG; b"" of a spreadsheet.

    `id`: under which one looks at it once more, "" where it is not kept.
    """

    read: MenuRead
    view: bytes = b""
    id: str = ""


@dataclass(frozen=True, slots=True)
class ReadingBegun:
    """A photo that is being read, by the id under which one looks whether it is."""

    id: str


@dataclass(frozen=True, slots=True)
class StillReading:
    """It has been waited for so many seconds."""

    since_s: float


@dataclass(frozen=True, slots=True)
class NoMenuRead(Reason):
    """The file holds no menu that can be read; `says` why, in the reader's language."""

    says: str


@dataclass(frozen=True, slots=True)
class NoReading(Reason):
    """No photo of the stall is being read under this id, or it was too long ago."""


@dataclass(frozen=True, slots=True)
class MenuRowUnpriced(Reason):
    """A row of a menu, counted from one, says no price that a dish can have."""

    row: int


class MenuReader(Protocol):
    """Reads what stalls bring: a spreadsheet at once, a photo in the background."""

    def bring(
        self, merchant: str, data: bytes, currency: str, language: str
    ) -> ReadMenu | ReadingBegun | Refused:
        """What a file of the merchant says, or the reading of it that has begun."""

    def look(self, merchant: str, reading: str) -> ReadMenu | StillReading | Refused:
        """What came of a reading of the merchant's."""
