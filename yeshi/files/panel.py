"""Outside data: businesses that are not on the platform, public services, past years, people.

A panel comes as CSV, XLSX or Parquet. What kind it is follows from its columns; each row is read
for itself, and every bad one is listed with its line and the reason.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import file_digest
from pathlib import Path
from typing import Any

from yeshi.base.errors import InputError
from yeshi.files.cells import as_meant
from yeshi.files.toml import text_of

Row = Mapping[str, Any]
Reader = Callable[[str], Any]
TEXT_LENGTH_MAX = 120


def _text(value: str) -> str:
    if not 0 < len(value) <= TEXT_LENGTH_MAX:
        raise ValueError(f"must have 1 to {TEXT_LENGTH_MAX} letters")
    return value


def _any_text(value: str) -> str:
    if len(value) > TEXT_LENGTH_MAX:
        raise ValueError(f"has more than {TEXT_LENGTH_MAX} letters")
    return value


def _day(value: str) -> date:
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        raise ValueError(f"must be a day such as 2026-01-05, not {value!r}") from None


def _maybe_day(value: str) -> date | None:
    return _day(value) if value else None


def _amount(value: str) -> float:
    try:
        amount = float(value.replace(",", ""))
    except ValueError:
        amount = -1.0
    if not 0 <= amount < float("inf"):
        raise ValueError(f"must be a number of at least 0, not {value!r}")
    return amount


def _whole(value: str) -> int:
    amount = _amount(value)
    if amount != int(amount):
        raise ValueError(f"must be a whole number, not {value!r}")
    return int(amount)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of panel: its columns, and those that tell its rows apart."""

    name: str
    needed: Mapping[str, Reader]
    optional: Mapping[str, Reader]
    key: tuple[str, ...]


KINDS = (
    Kind(
        "trade",
        {"business": _text, "period": _day, "trade": _amount},
        {"sector": _any_text, "district": _any_text, "online_since": _maybe_day},
        ("business", "period"),
    ),
    Kind(
        "businesses",
        {"business": _text, "listed_on": _day},
        {"name": _any_text, "sector": _any_text, "district": _any_text,
         "ordering_on": _maybe_day, "paid_on": _maybe_day, "delivering_on": _maybe_day,
         "figures_on": _maybe_day},
        ("business",),
    ),
    Kind(
        "services",
        {"service": _text, "described_on": _day},
        {"name": _any_text, "sector": _any_text, "district": _any_text,
         "applied_on": _maybe_day, "decided_on": _maybe_day, "delivered_on": _maybe_day},
        ("service",),
    ),
    Kind("people", {"district": _text, "year": _whole, "people": _whole}, {},
         ("district", "year")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Bad:
    """A row that cannot be taken: its line (or row of the sheet), and why."""

    line: int
    why: str


@dataclass(frozen=True, slots=True)
class Panel:
    """What was understood of a file: its kind, the good rows, the bad ones, columns left aside.

    `digest`: SHA-256 of the file.
    """

    kind: Kind
    digest: str
    rows: tuple[dict[str, Any], ...]
    bad: tuple[Bad, ...]
    aside: tuple[str, ...]


def read_panel(path: Path) -> Panel:
    """The panel in the file; InputError for a file that is no panel at all."""
    lines, digest = _lines(path), _digest(path)
    header = [str(name).strip() for name in lines[0][1]] if lines else []
    kind = _kind(path, header)
    known = {**kind.needed, **kind.optional}
    rows: dict[tuple[Any, ...], dict[str, Any]] = {}
    seen: dict[tuple[Any, ...], int] = {}
    bad = []
    for number, cells in lines[1:]:
        if not any(str(cell).strip() for cell in cells):
            continue
        try:
            row = _row(header, cells, known)
            key = tuple(row[name] for name in kind.key)
            if key in seen:
                raise ValueError(f"is told already on line {seen[key]}")
        except ValueError as fault:
            bad.append(Bad(number, str(fault)))
            continue
        seen[key], rows[key] = number, row
    aside = tuple(name for name in header if name and name not in known)
    return Panel(kind, digest, tuple(rows.values()), tuple(bad), aside)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _row(
    header: Sequence[str], cells: Sequence[Any], known: Mapping[str, Reader]
) -> dict[str, Any]:
    if len(cells) > len(header) and any(str(cell).strip() for cell in cells[len(header) :]):
        raise ValueError(f"has {len(cells)} cells, not {len(header)}")
    told = {name: _plain(cell) for name, cell in zip(header, cells, strict=False)}
    row = {}
    for name, reader in known.items():
        try:
            row[name] = reader(told.get(name, ""))
        except ValueError as fault:
            raise ValueError(f"{name} {fault}") from None
    return row


def _plain(cell: Any) -> str:
    """A cell of any of the formats as text."""
    if cell is None:
        return ""
    if isinstance(cell, datetime | date):
        return cell.isoformat()
    if isinstance(cell, float) and cell == int(cell):
        return str(int(cell))
    return str(cell).strip()


def _kind(path: Path, header: Sequence[str]) -> Kind:
    for name in header:
        if name and header.count(name) > 1:
            raise InputError(f"{path}, line 1: the column {name} is there twice")
    for kind in KINDS:
        if all(name in header for name in kind.needed):
            return kind
    wanted = "; ".join(f"{kind.name}: {', '.join(kind.needed)}" for kind in KINDS)
    raise InputError(f"{path}, line 1: no panel has these columns; needed are for {wanted}")


def _lines(path: Path) -> list[tuple[int, Sequence[Any]]]:
    """The lines of the file with their numbers, the header first."""
    readers = {".csv": _csv, ".xlsx": _xlsx, ".parquet": _parquet}
    if path.suffix.lower() not in readers:
        raise InputError(f"{path}: must end in .csv, .xlsx or .parquet")
    if not path.is_file():
        raise InputError(f"{path}: there is no such file")
    return list(enumerate(readers[path.suffix.lower()](path), 1))


def _csv(path: Path) -> Iterable[Sequence[Any]]:
    read = csv.reader(text_of(path).removeprefix("\ufeff").splitlines())
    return ([as_meant(cell) for cell in row] for row in read)


def _xlsx(path: Path) -> Iterable[Sequence[Any]]:
    from zipfile import BadZipFile

    try:
        from openpyxl import load_workbook
        from openpyxl.utils.exceptions import InvalidFileException
    except ImportError:
        raise InputError("reading XLSX needs openpyxl: pip install 'yeshi[city]'") from None
    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except (BadZipFile, InvalidFileException, KeyError, OSError, ValueError) as fault:
        raise InputError(f"{path}: is no workbook: {fault}") from None
    return [list(row) for row in book.worksheets[0].iter_rows(values_only=True)]


def _parquet(path: Path) -> Iterable[Sequence[Any]]:
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        raise InputError("reading Parquet needs pyarrow: pip install 'yeshi[city]'") from None
    try:
        table = parquet.read_table(path)
    except (pyarrow.ArrowInvalid, OSError) as fault:
        raise InputError(f"{path}: is no Parquet file: {fault}") from None
    return [table.column_names, *(list(row.values()) for row in table.to_pylist())]
