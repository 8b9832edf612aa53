"""A figure on the terminal, and as CSV or Parquet."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table as Lines

from yeshi.base.errors import InputError
from yeshi.base.sentences import say as sentence
from yeshi.files.cells import harmless

if TYPE_CHECKING:
    from pyarrow import Table

# More lines are not read on a terminal.
MOST = 60


def print_figure(
    say: Console, name: str, table: Table, at: datetime, language: str
) -> None:  # fmt: skip
    """The definition, the rows, and as of when."""
    say.print(sentence(language, f"figure.{name}"), markup=False, highlight=False)
    lines = Lines()
    for column in table.column_names:
        lines.add_column(column, justify="right")
    for row in table.slice(0, MOST).to_pylist():
        lines.add_row(*(_told(value) for value in row.values()))
    say.print(lines)
    if table.num_rows > MOST:
        say.print(f"… {table.num_rows - MOST} more; --out writes all.", highlight=False)
    when = at.strftime("%Y-%m-%d %H:%M")
    say.print(sentence(language, "figure.as_of", when=when), highlight=False)


def _told(value: object) -> str:
    if value is None:
        return "–"
    return f"{value:,.2f}" if isinstance(value, float) else str(value)


def write_figure(path: Path, table: Table) -> None:
    """The rows into a .csv or .parquet file; InputError for another ending, or if it cannot be."""
    from pyarrow import csv, parquet

    writers = {".csv": csv.write_csv, ".parquet": parquet.write_table}
    if path.suffix not in writers:
        raise InputError(f"{path}: must end in .csv or .parquet")
    try:
        writers[path.suffix](_harmless(table) if path.suffix == ".csv" else table, path)
    except OSError as fault:
        raise InputError(f"{path}: cannot be written: {fault.strerror or fault}") from None


def _harmless(table: Table) -> Table:
    """The table with its texts as they may stand in a spreadsheet."""
    from pyarrow import array, types

    for at, field in enumerate(table.schema):
        if types.is_string(field.type) or types.is_large_string(field.type):
            cells = [harmless(cell) for cell in table.column(at).to_pylist()]
            table = table.set_column(at, field, array(cells, field.type))
    return table


def day_of(text: str | None, what: str) -> date | None:
    """The day that an option names; InputError when it is none."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InputError(f"{what} must be a day such as 2026-01-05, not {text!r}") from None
