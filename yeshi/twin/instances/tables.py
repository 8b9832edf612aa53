"""Tab-separated tables whose every fault is named by file and line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite
from pathlib import Path

from yeshi.base.errors import InstanceError


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: its number in the file, and its cells by column."""

    file: str
    line: int
    cells: dict[str, str]

    def text(self, column: str) -> str:
        """The cell's text; InstanceError when it is empty."""
        value = self.cells[column]
        if not value:
            raise self.fault(f"{column} is empty")
        return value

    def number(self, column: str) -> float:
        """The cell as a finite number."""
        text = self.text(column)
        try:
            value = float(text)
        except ValueError:
            raise self.fault(f"{column} is not a number: {text!r}") from None
        if not isfinite(value):
            raise self.fault(f"{column} is not a finite number: {text!r}")
        return value

    def whole(self, column: str) -> int:
        """The cell as a whole number of at least zero."""
        value = self.number(column)
        if value != int(value) or value < 0:
            raise self.fault(f"{column} is not a whole number of at least 0: {self.cells[column]}")
        return int(value)

    def fault(self, fault: str) -> InstanceError:
        """An error that names this line."""
        return InstanceError(self.file, self.line, fault)


def read_table(path: Path, columns: Sequence[str]) -> list[Row]:
    """The rows of the file; InstanceError when it, or one of `columns`, is missing."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise InstanceError(str(path), None, "no such file") from None
    except (OSError, UnicodeDecodeError) as fault:
        raise InstanceError(str(path), None, f"cannot be read: {fault}") from None
    lines = text.splitlines()
    if not lines:
        raise InstanceError(str(path), 1, "the header line is missing")
    header = lines[0].rstrip("\r\n").split("\t")
    for column in columns:
        if column not in header:
            raise InstanceError(str(path), 1, f"the column {column!r} is missing")
    rows = []
    for number, line in enumerate(lines[1:], 2):
        if not line.strip():
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) != len(header):
            count = f"{len(cells)} cells where the header has {len(header)}"
            raise InstanceError(str(path), number, count)
        rows.append(Row(str(path), number, dict(zip(header, cells, strict=True))))
    return rows
