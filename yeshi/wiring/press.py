"""The press: reports composed and printed on errands, in each language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from yeshi.adapters.paper.pictures import draw
from yeshi.base.refused import Refused
from yeshi.base.report import Report, written
from yeshi.base.sentences import LANGUAGES
from yeshi.flow.city.printing import Printed, Printing
from yeshi.flow.engine import Engine
from yeshi.web.city.report import report_of
from yeshi.web.frame.desk import Columns, PartMissing, Sheets


@dataclass(frozen=True, slots=True)
class Press:
    """Composes from the columns and sheets of a city, and prints."""

    engine: Engine
    columns: Columns
    sheets: Sheets

    def run(self, given: Printing) -> Sequence[Printed]:
        """The report in each language; InputError where what reads the columns is missing."""
        return [self._printed(given, language) for language in LANGUAGES]

    def painter(
        self, specification: dict[str, Any], kind: Literal["png", "svg"]
    ) -> bytes | Refused:
        """The chart as a picture."""
        return draw_if_possible(specification, kind)

    def _printed(self, given: Printing, language: str) -> Printed:
        report = report_of(self, given.since, given.until, language)
        pages = print_if_possible(report, self.engine.clock.now())
        return Printed(language, written(report), b"" if isinstance(pages, Refused) else pages)


def print_if_possible(report: Report, at: datetime) -> bytes | Refused:
    """The report as PDF, or that the extra is missing which prints it."""
    try:
        from yeshi.adapters.paper.pdf import print_report
    except ModuleNotFoundError:
        return Refused(PartMissing("city"))
    return print_report(report, at)


def draw_if_possible(specification: dict[str, Any], kind: Literal["png", "svg"]) -> bytes | Refused:
    """The chart as a picture, or that the extra is missing which draws it."""
    try:
        return draw(specification, kind)
    except ModuleNotFoundError:
        return Refused(PartMissing("city"))
