"""The press: reports composed and printed, in each language."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from yeshi.accords.contents import POINTS_MAX, PictureUnread
from yeshi.accords.quarter import quarter_of
from yeshi.adapters.paper.pictures import draw
from yeshi.adapters.paper.repainting import repaint
from yeshi.adapters.paper.resizing import PHOTO_POINTS_MAX, SIDE_MIN, resize
from yeshi.base.code_sheet import CodeSheet
from yeshi.base.errors import InputError
from yeshi.base.refused import Refused
from yeshi.base.report import Report, written
from yeshi.base.sentences import LANGUAGES
from yeshi.base.wording import plainly
from yeshi.flow.accords import agreements
from yeshi.flow.city.printing import CITY_REPORT, Printed, Printing
from yeshi.flow.engine import Engine
from yeshi.web.accords import report as accord_report
from yeshi.web.city import report as city_report
from yeshi.web.frame.desk import PartMissing, PictureKind, Sheets
from yeshi.web.frame.figure_files import Columns
from yeshi.web.frame.figures import FigureDesk
from yeshi.web.frame.photos import PhotoUnread


@dataclass(frozen=True, slots=True)
class Press:
    """Composes from the columns and sheets of a city, and prints."""

    engine: Engine
    columns: Columns
    sheets: Sheets

    def run(self, given: Printing) -> Sequence[Printed]:
        """The report in each language; InputError where what reads the columns is missing."""
        return [self._printed(given, language) for language in LANGUAGES]

    def painter(self, specification: dict[str, Any], kind: PictureKind) -> bytes | Refused:
        """The chart as a picture."""
        return draw_if_possible(specification, kind)

    def _composed(self, given: Printing, language: str) -> Report:
        if given.report == CITY_REPORT:
            return city_report.report_of(self, given.since, given.until, language)
        accord, reader = agreements.reader_of(given.report)
        quarter, facts = quarter_of(given.since), FigureDesk(self.engine).facts()
        found = agreements.quarter_account(self.engine.acting(reader), accord, quarter, facts)
        if isinstance(found, Refused):
            raise InputError(f"{given.report}: {plainly(found)}")
        view, account = found
        return accord_report.report_of(view.accord, account, language)

    def _printed(self, given: Printing, language: str) -> Printed:
        report = self._composed(given, language)
        pages = print_if_possible(report, self.engine.clock.now())
        return Printed(language, written(report), b"" if isinstance(pages, Refused) else pages)


def print_if_possible(report: Report, at: datetime) -> bytes | Refused:
    """The report as PDF, or that the extra is missing which prints it."""
    try:
        from yeshi.adapters.paper.pdf import print_report
    except ModuleNotFoundError:
        return Refused(PartMissing("city"))
    return print_report(report, at)


def printing() -> Callable[[tuple[Report, datetime]], bytes | Refused]:
    """What prints for whoever waits for a page: for a process apart."""
    return _print_asked


def _print_asked(asked: tuple[Report, datetime]) -> bytes | Refused:
    return print_if_possible(*asked)


def print_codes_if_possible(sheet: CodeSheet, at: datetime) -> bytes | Refused:
    """The codes as PDF, or that the extra is missing which prints them."""
    try:
        from yeshi.adapters.paper.codes import print_codes
    except ModuleNotFoundError:
        return Refused(PartMissing("city"))
    return print_codes(sheet, at)


def repaint_if_possible(data: bytes, how: Callable[[bytes], bytes] = repaint) -> bytes | Refused:
    """The picture painted anew, that it cannot be read, or that the extra is missing for it."""
    try:
        return how(data)
    except ModuleNotFoundError:
        return Refused(PartMissing("city"))
    except InputError:
        return Refused(PictureUnread(POINTS_MAX))


def resize_if_possible(
    data: bytes, how: Callable[[bytes], dict[int, bytes]] = resize
) -> dict[int, bytes] | Refused:
    """The forms of a photo, that it cannot be read, or that the extra is missing for it."""
    try:
        return how(data)
    except ModuleNotFoundError:
        return Refused(PartMissing("city"))
    except InputError:
        return Refused(PhotoUnread(SIDE_MIN, PHOTO_POINTS_MAX))


def draw_if_possible(specification: dict[str, Any], kind: PictureKind) -> bytes | Refused:
    """The chart as a picture, or that the extra is missing which draws it."""
    try:
        return draw(specification, kind)
    except ModuleNotFoundError:
        return Refused(PartMissing("city"))
