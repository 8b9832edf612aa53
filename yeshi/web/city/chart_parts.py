"""What the city's charts share: their colours, their axes, and the words of their data."""

from __future__ import annotations

from typing import Any

from yeshi.base.sentences import say, sentences
from yeshi.observatory.sheet import CURRENCY, Sheet
from yeshi.web.frame.charts import said

Spec = dict[str, Any]
AMBER, TEAL, ROSE, BLUE = "#f2a33a", "#4fb6a8", "#d98cb3", "#8fa8d9"
# Days by their months in figures, which every language reads.
MONTHS = {"title": None, "format": "%Y-%m", "tickCount": 8, "labelOverlap": True}


def word(language: str, text: object) -> str:
    """A word of the data in the language, itself where the catalogue does not have it."""
    known = sentences(language)
    kind, parted, name = str(text).partition(": ")
    if parted:
        return f"{word(language, kind)}{say(language, 'axis.colon')}{word(language, name)}"
    return known.get(f"word.{text}", known.get(f"sector.{text}", str(text)))


def axis(language: str, key: str, **more: Any) -> dict[str, Any]:
    """An axis with its title in the language."""
    return {"title": say(language, f"axis.{key}"), **more}


def of_money(sheet: Sheet, language: str, field: str, key: str) -> dict[str, Any]:
    """A field of amounts, on an axis in the currency that the sheet names."""
    title = say(language, f"axis.{key}", currency=sheet.notes.get(CURRENCY, ""))
    return {"field": field, "type": "quantitative", "axis": {"title": title}}


def upper(language: str) -> dict[str, Any]:
    """The other end of an interval that begins at its low one."""
    return said("high", say(language, "column.high"))
