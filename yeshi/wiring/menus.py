"""Menus read: of a photo by eyes, of a spreadsheet by its cells; which of both it is, is seen."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import cache

from yeshi.adapters.menus.eyes import BYTES_MAX, PhotoEyes, is_photo, small_view
from yeshi.base.errors import MenuUnread
from yeshi.base.refused import Refused
from yeshi.files.menu_book import sheets_of
from yeshi.menus.paper import rows_of
from yeshi.menus.seen import Eyes
from yeshi.menus.sheet import MenuRead, read_sheets
from yeshi.web.frame.desk import PartMissing
from yeshi.web.frame.menu_reading import NoMenuRead, ReadMenu

EyesMaker = Callable[[], Eyes]


def read_menu(data: bytes, currency: str, eyes: EyesMaker) -> MenuRead:
    """The menu in a file; MenuUnread for one that is none, too large, or has no dish.

    ModuleNotFoundError where the extra is missing that reads it.
    """
    if not data:
        raise MenuUnread("empty")
    if len(data) > BYTES_MAX:
        raise MenuUnread("too_large", megabytes=BYTES_MAX // 1024**2)
    if is_photo(data):
        read = MenuRead(tuple(rows_of(eyes()(data))))
        if not read.rows:
            raise MenuUnread("no_dish")
        return read
    read = read_sheets(sheets_of(data), currency)
    if not read.rows and not read.bad:
        raise MenuUnread("no_columns")
    return read


@cache
def open_eyes() -> PhotoEyes:
    """Eyes that are opened once."""
    return PhotoEyes()


def reading() -> Callable[[tuple[bytes, str, str]], ReadMenu | Refused]:
    """What reads menus for pages: for a process apart, as models and photos take room.

    Eyes are opened as it begins, so that who asks first waits for that and no one after.
    """
    with suppress(ModuleNotFoundError):
        open_eyes()
    return _read_for_page


def _read_for_page(asked: tuple[bytes, str, str]) -> ReadMenu | Refused:
    data, currency, language = asked
    try:
        read = read_menu(data, currency, open_eyes)
        return ReadMenu(read, small_view(data) if is_photo(data) else b"")
    except MenuUnread as fault:
        return Refused(NoMenuRead(fault.in_language(language)))
    except ModuleNotFoundError:
        return Refused(PartMissing("menu"))
