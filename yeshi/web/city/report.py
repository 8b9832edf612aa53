"""The city's report for a period: trade, waiting, use online and work, with their definitions."""

from __future__ import annotations

from datetime import date
from typing import Any, Protocol

from yeshi.base.refused import Refused
from yeshi.base.report import Heading, Paragraph, Part, Picture, Report, Table
from yeshi.base.sentences import say, sentences
from yeshi.web.city.chart_parts import word
from yeshi.web.city.sheet_charts import chart_of
from yeshi.web.frame.desk import Painter, Sheets
from yeshi.web.frame.figure_files import Columns
from yeshi.web.frame.made_up import made_up_until, sentence_of, titled

PARTS = (
    ("trade", "week"), ("orders", "week"), ("waiting", "week"), ("night", "district"),
    ("trade", "sector"), ("online", "district"), ("work", "week"), ("money", "why"),
)  # fmt: skip
# Of the prepared sheets, those whose pictures close the report.
PICTURES = ("night-hours", "index-scores", "work-weeks")
SHARES = frozenset({"night_share", "late_share"})


class Sources(Protocol):
    """What the report is made from: figures, prepared sheets, and who draws pictures of them."""

    @property
    def columns(self) -> Columns: ...
    @property
    def sheets(self) -> Sheets: ...
    @property
    def painter(self) -> Painter: ...


def report_of(city: Sources, since: date, until: date, language: str) -> Report:
    """The report; InputError where what reads the columns is not installed."""
    parts: list[Part] = []
    mark = sentence_of(city.columns.made_up_until(since), language)
    as_of = None
    for name, by in PARTS:
        rows, at = city.columns.rows(name, since, until, [by])
        as_of = at or as_of
        title = f"{say(language, f'report.{name}')} · {say(language, f'report.by_{by}')}"
        parts += [Heading(title), Paragraph(say(language, f"figure.{name}"), small=True)]
        if rows:
            columns = list(rows[0])
            heads = [_head(column, language) for column in columns]
            told = [[_told(column, row[column], language) for column in columns] for row in rows]
            parts.append(Table(heads, told))
        else:
            parts.append(Paragraph(say(language, "page.none_yet")))
    for name in PICTURES:
        known = city.sheets.sheet(name)
        specification = (
            titled(chart_of(known[0], language), made_up_until(known[0]), language)
            if known
            else None
        )
        drawn = city.painter(specification, "png") if specification else None
        if known and isinstance(drawn, bytes):
            parts.append(Heading(say(language, f"sheet_title.{name}")))
            parts.append(Paragraph(say(language, f"sheet.{name}"), small=True))
            parts.append(Picture(drawn))
        elif isinstance(drawn, Refused):
            break
    # The first pictures come with the first sheets, and these with all days before.
    ready = city.sheets.sheet(PICTURES[0]) or city.sheets.sheet("lacking")
    waits = "" if ready else f"\n{say(language, 'report.preparing')}"
    when = as_of.strftime("%Y-%m-%d %H:%M") if as_of else "–"
    return Report(
        say(language, "report.title"),
        f"{say(language, 'page.period', since=since, until=until)}\n"
        f"{say(language, 'figure.as_of', when=when)}" + (f"\n{mark}" if mark else "") + waits,
        f"{say(language, 'report.title')} · {since} – {until}",
        parts,
    )


def _head(column: str, language: str) -> str:
    """What a column is called; a transfer's *why* is its reason."""
    return say(language, "accord.why" if column == "why" else f"column.{column}")


def _told(column: str, value: Any, language: str) -> str:
    if value is None:
        return "–"
    if column in SHARES:
        return f"{value * 100:.1f} %"
    if column == "why":
        known = sentences(language)
        return known.get(f"report.why_{value}", known.get(f"why.{value}", str(value)))
    if isinstance(value, float):
        return f"{value:,.2f}"
    return str(value) if isinstance(value, int | date) else word(language, value or "–")
