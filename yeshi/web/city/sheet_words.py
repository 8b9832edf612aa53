"""What stands beside a sheet's chart: its columns, its cells, and what is remarked on its rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from yeshi.base.sentences import say
from yeshi.observatory.sheet import Sheet
from yeshi.web.city.chart_parts import word
from yeshi.web.city.sheet_charts import kind_of
from yeshi.web.frame.made_up import made_up_until

SHARES = frozenset(
    {"share", "night_share", "late_share", "confidence", "change", "first_five", "depth",
     "depth_low", "depth_high", "recovered_share"}
)  # fmt: skip
MONEY = frozenset(
    {"sold", "per_business", "per_1000_people", "pay", "hourly_median", "hourly_p10", "spent",
     "left", "extra", "sold_median"}
)  # fmt: skip
# Whose interval is the row's "low" and "high".
_BOUNDED = frozenset({"score", "leverage", "value"})
# Their charts say all there is in their rows.
_DRAWN_ALONE = frozenset(
    {"night-calendar", "night-hours", "recovery-trade", "recovery-curves", "index-rungs"}
)


class Remark(NamedTuple):
    """A sentence under a sheet, and how it is set off: as a warning, or as an aside."""

    text: str
    look: str = ""


def is_tabled(sheet: Sheet) -> bool:
    """Whether the rows of the sheet are shown as a table."""
    return bool(sheet.rows) and kind_of(sheet.name) not in _DRAWN_ALONE


def tells_money(sheet: Sheet) -> bool:
    """Whether a column of the sheet is of money, in units of the currency that it names."""
    return bool(sheet.rows) and not MONEY.isdisjoint(sheet.rows[0])


def columns_of(sheet: Sheet, language: str) -> list[str]:
    """The columns that a table of the sheet shows: no places, and names in one language.

    An interval stands beside its figure, in the same column.
    """
    columns = list(sheet.rows[0])
    hidden = {"x", "y", "zh" if language == "en" else "en"}
    hidden |= {bound for column in columns for bound in _bounds(column) if bound in columns}
    return [column for column in columns if column not in hidden]


def cell(language: str, column: str, row: Mapping[str, Any]) -> str:
    """A value as one reads it, with its interval where the row tells one."""
    value = _said(language, column, row[column])
    least, most = (row.get(bound) for bound in _bounds(column))
    if row[column] is None or least is None or most is None:
        return value
    return f"{value} ({_said(language, column, least)} – {_said(language, column, most)})"


def _bounds(column: str) -> tuple[str, str]:
    """The columns of a figure's interval: its own, or those of the row's only figure."""
    if column in _BOUNDED:
        return "low", "high"
    return f"{column}_low", f"{column}_high"


def _said(language: str, column: str, value: object) -> str:
    """A value as one reads it: a share in per cent, a number with its commas, a word."""
    if value is None:
        return "–"
    if isinstance(value, bool):
        return say(language, "axis.yes" if value else "axis.no")
    if isinstance(value, int):
        return str(value)
    if column == "signs":
        return say(language, "axis.comma").join(word(language, one) for one in str(value).split())
    if not isinstance(value, float):
        return word(language, value)
    if column in SHARES:
        return f"{value * 100:.1f} %"
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:,.2f}"


def remarks(language: str, sheet: Sheet) -> list[Remark]:
    """What is to be said of single rows, and of what the sheet lacks."""
    kind = kind_of(sheet.name)
    if kind == "vouchers-campaigns":
        told = [Remark(_leverage(language, row)) for row in sheet.rows if row["by_lot"]]
        return told + [
            Remark(say(language, "leverage.recorded", campaign=row[language]), "soft small")
            for row in sheet.rows if not row["by_lot"] and made_up_until(sheet)
        ]  # fmt: skip
    if kind == "vouchers-merchants":
        return [Remark(_signs(language, row), "notice bad") for row in sheet.rows if row["signs"]]
    if kind == "night-districts" and sheet.rows and not sheet.notes.get("people"):
        return [Remark(say(language, "page.no_people"), "soft small")]
    return []


def shown_of_shock(told: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The sheets of a shock that are ready; while none is, one that says what is lacking."""
    return [one for at, one in enumerate(told) if one["ready"] or at == 1]


def _leverage(language: str, row: dict[str, Any]) -> str:
    figures = {
        name: f"{row.get(name) or 0:.2f}" for name in ("leverage", "low", "high", "naive")
    }  # fmt: skip
    key = f"leverage.{row.get('why') or 'told'}"
    return say(language, key, campaign=row[language], **figures)


def _signs(language: str, row: dict[str, Any]) -> str:
    what = "; ".join(say(language, f"sign.{sign}") for sign in row["signs"].split(" "))
    return say(language, "page.signs", stall=row[language], what=what)
