"""A figure's rows as a file, written where they are counted: writing them takes as long."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal, Protocol

from pydantic_core import to_json

from yeshi.web.frame.made_up import marked
from yeshi.web.frame.tables import csv_text

FigureForm = Literal["json", "csv", "parquet"]


class Columns(Protocol):
    """Figures over business days, wherever their rows are kept."""

    def rows(
        self, name: str, since: date | None, until: date | None, by: Sequence[str]
    ) -> tuple[list[dict[str, Any]], datetime | None]:
        """The rows of a figure, and as of when."""
        ...

    def made_up_until(self, since: date | None) -> date | None:
        """The last made-up day of a period that begins on `since`; None where none is."""
        ...

    def parquet(self, rows: list[dict[str, Any]]) -> bytes:
        """The rows as a Parquet file."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureAsked:
    """A figure over business days, by what, and in which form."""

    name: str
    since: date | None
    until: date | None
    by: tuple[str, ...]
    form: FigureForm


@dataclass(frozen=True, slots=True)
class FigureFile:
    """The rows in the form that was asked for, as of when, and up to which day they are made up."""

    body: bytes
    as_of: datetime | None
    made_up_until: date | None


class FigureWriter(Protocol):
    """Whoever counts figures and writes them."""

    def figure_file(self, asked: FigureAsked) -> FigureFile:
        """The figure as a file; a table has its made-up days marked in each row."""
        ...


@dataclass(frozen=True, slots=True)
class FigureFiles:
    """Writes figures of the columns, here and now."""

    columns: Columns

    def figure_file(self, asked: FigureAsked) -> FigureFile:
        """As a FigureWriter; InputError where what reads or writes the columns is missing."""
        rows, at = self.columns.rows(asked.name, asked.since, asked.until, asked.by)
        until = self.columns.made_up_until(asked.since)
        return FigureFile(self._written(rows, until, asked.form), at, until)

    def _written(
        self, rows: Sequence[Mapping[str, Any]], until: date | None, form: FigureForm
    ) -> bytes:
        if form == "json":
            return to_json(rows, inf_nan_mode="null")
        table = marked(rows, until)
        if form == "csv":
            return csv_text(table, marked=False).encode()
        return self.columns.parquet(table)
