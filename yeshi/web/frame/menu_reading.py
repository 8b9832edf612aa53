"""Menus that stalls bring as photos or spreadsheets: how they are read for their pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from yeshi.base.refused import Reason, Refused
from yeshi.menus.sheet import MenuRead

# What a photo or a spreadsheet may have.
FILE_BYTES_MAX = 12 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class ReadMenu:
    """What was read, and the photo that it was read from: small, as JPEG; b"" of a spreadsheet."""

    read: MenuRead
    view: bytes = b""


@dataclass(frozen=True, slots=True)
class NoMenuRead(Reason):
    """The file holds no menu that can be read; `says` why, in the reader's language."""

    says: str


@dataclass(frozen=True, slots=True)
class MenuRowUnpriced(Reason):
    """A row of a menu, counted from one, says no price that a dish can have."""

    row: int


# From a file, a currency and a language.
MenuReader = Callable[[bytes, str, str], ReadMenu | Refused]
