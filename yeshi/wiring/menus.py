"""Menus read: of a photo by eyes, of a spreadsheet by its cells; which of both it is, is seen.

A spreadsheet is read while its page waits. A photo takes seconds, and more where much is done: it
is read in the background, and its page looks whether it is.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter

from yeshi.adapters.menus.eyes import BYTES_MAX, PhotoEyes, is_photo, small_view
from yeshi.adapters.menus.readings import ReadingFolder
from yeshi.base.errors import MenuUnread, OutOfTime
from yeshi.base.refused import Refused
from yeshi.files.menu_book import sheets_of
from yeshi.menus.paper import rows_of
from yeshi.menus.seen import Eyes
from yeshi.menus.sheet import MenuRead, read_sheets
from yeshi.web.frame.desk import PartMissing
from yeshi.web.frame.menu_reading import (
    NoMenuRead,
    NoReading,
    ReadingBegun,
    ReadMenu,
    StillReading,
)

EyesMaker = Callable[[], Eyes]
# What is asked of who reads for pages: a file, a currency and a language.
Asked = tuple[bytes, str, str]
# The folder in the data folder in which photos lie while they are read.
MENUS = "menus"


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


def reading() -> Callable[[Asked], ReadMenu | Refused]:
    """What reads menus for pages: for a process apart, as models and photos take room.

    Eyes are opened as it begins, so that who asks first waits for that and no one after.
    """
    with suppress(ModuleNotFoundError):
        open_eyes()
    return _read_for_page


def sheet_reading() -> Callable[[Asked], ReadMenu | Refused]:
    """What reads spreadsheets for pages, in a process of its own that no model is loaded in."""
    return _read_for_page


def _read_for_page(asked: Asked) -> ReadMenu | Refused:
    data, currency, language = asked
    try:
        read = read_menu(data, currency, open_eyes)
        return ReadMenu(read, small_view(data) if is_photo(data) else b"")
    except MenuUnread as fault:
        return Refused(NoMenuRead(fault.in_language(language)))
    except ModuleNotFoundError:
        return Refused(PartMissing("menu"))


class MenusApart:
    """Reads menus that others bring, by `sheet` and `photo`, which ask processes apart."""

    def __init__(
        self,
        sheet: Callable[[Asked], ReadMenu | Refused],
        photo: Callable[[Asked], ReadMenu | Refused],
        folder: Path,
    ) -> None:
        self._sheet, self._photo = sheet, photo
        self._folder = ReadingFolder(folder, self._read, _given_up)

    def bring(
        self, merchant: str, data: bytes, currency: str, language: str
    ) -> ReadMenu | ReadingBegun | Refused:
        """What a spreadsheet says; of a photo, the reading of it that has begun."""
        if not is_photo(data):
            return self._kept(merchant, self._sheet((data, currency, language)))
        if len(data) > BYTES_MAX:
            return _not_read("too_large", language, megabytes=BYTES_MAX // 1024**2)
        how = json.dumps({"currency": currency, "language": language}).encode()
        return ReadingBegun(self._folder.bring(merchant, how + b"\n" + data))

    def look(self, merchant: str, reading: str) -> ReadMenu | StillReading | Refused:
        """What came of the photo, or what the spreadsheet said."""
        told = self._folder.look(merchant, reading)
        if told is None:
            return Refused(NoReading())
        return StillReading(told) if isinstance(told, float) else _unwritten(told)

    def _kept(self, merchant: str, told: ReadMenu | Refused) -> ReadMenu | Refused:
        if isinstance(told, Refused):
            return told
        return replace(told, id=self._folder.keep(merchant, _written(told)))

    def _read(self, asked: bytes) -> bytes:
        currency, language, photo = _apart(asked)
        try:
            return _written(self._photo((photo, currency, language)))
        except OutOfTime:
            return _written(_not_read("late", language))


@dataclass(frozen=True, slots=True)
class _Answer:
    """What was read of a photo, as it is kept; or why nothing was."""

    read: MenuRead | None = None
    view: str = ""
    says: str = ""
    missing: str = ""


_ANSWERS = TypeAdapter(_Answer)


def _written(told: ReadMenu | Refused) -> bytes:
    if isinstance(told, ReadMenu):
        return _ANSWERS.dump_json(_Answer(told.read, b64encode(told.view).decode()))
    reason = told.reason
    return _ANSWERS.dump_json(
        _Answer(missing=reason.extra) if isinstance(reason, PartMissing)
        else _Answer(says=getattr(reason, "says", ""))
    )  # fmt: skip


def _unwritten(told: bytes) -> ReadMenu | Refused:
    answer = _ANSWERS.validate_json(told)
    if answer.missing:
        return Refused(PartMissing(answer.missing))
    if answer.read is None:
        return Refused(NoMenuRead(answer.says))
    return ReadMenu(answer.read, b64decode(answer.view))


def _given_up(asked: bytes) -> bytes:
    _, language, _ = _apart(asked)
    return _written(_not_read("given_up", language))


def _apart(asked: bytes) -> tuple[str, str, bytes]:
    """Currency, language and photo of what is kept to be read."""
    how, _, photo = asked.partition(b"\n")
    told = json.loads(how)
    return told["currency"], told["language"], photo


def _not_read(code: str, language: str, **facts: object) -> Refused:
    return Refused(NoMenuRead(MenuUnread(code, **facts).in_language(language)))
