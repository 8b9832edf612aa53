"""Menus read: of a photo by eyes, of a spreadsheet by its cells; which of both it is, is seen."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from yeshi.adapters.menus.eyes import BYTES_MAX, PhotoEyes, is_photo
from yeshi.base.errors import InputError
from yeshi.files.menu_book import sheets_of
from yeshi.menus.paper import rows_of
from yeshi.menus.seen import Eyes
from yeshi.menus.sheet import MenuRead, read_sheets

EyesMaker = Callable[[], Eyes]


def read_menu(data: bytes, currency: str, eyes: EyesMaker) -> MenuRead:
    """The menu in a file; InputError for one that is none, too large, or has no dish.

    ModuleNotFoundError where the extra is missing that reads it.
    """
    if not data:
        raise InputError("the file is empty")
    if len(data) > BYTES_MAX:
        raise InputError(f"the file has more than {BYTES_MAX // 1024**2} MB")
    if is_photo(data):
        read = MenuRead(tuple(rows_of(eyes()(data))))
        if not read.rows:
            raise InputError("no dish with a price was found on the photo")
        return read
    read = read_sheets(sheets_of(data), currency)
    if not read.rows and not read.bad:
        raise InputError("the spreadsheet has no columns for dishes and their prices, or no row")
    return read


@cache
def open_eyes() -> PhotoEyes:
    """Eyes that are opened once."""
    return PhotoEyes()
