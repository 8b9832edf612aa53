"""Figures of a made-up past, marked wherever they are told: in words, and in each row of a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from yeshi.base.sentences import say
from yeshi.observatory.sheet import MADE_UP_UNTIL, Row, Sheet


def made_up_until(sheet: Sheet) -> date | None:
    """The last day whose rows are made up; None for a sheet of recorded days alone."""
    told = sheet.notes.get(MADE_UP_UNTIL)
    return date.fromisoformat(told) if told else None


def sentence_of(until: date | None, language: str) -> str | None:
    """That figures up to that day are made up; None where none are."""
    return say(language, "figure.made_up", until=until) if until else None


def marked(rows: Sequence[Mapping[str, Any]], until: date | None) -> list[Row]:
    """The rows of a file, each with the last made-up day where there is one."""
    mark = {MADE_UP_UNTIL: until.isoformat()} if until else {}
    return [{**row, **mark} for row in rows]


def titled(
    specification: dict[str, Any] | None, until: date | None, language: str
) -> dict[str, Any] | None:
    """The chart with the mark as its title, so that its pictures bear it too."""
    if specification is None or until is None:
        return specification
    text = say(language, "figure.made_up_short", until=until)
    title = {
        "text": text, "anchor": "start", "fontSize": 11, "fontWeight": "normal",
        "color": "#b8863b", "offset": 8,
    }  # fmt: skip
    return {**specification, "title": title}
