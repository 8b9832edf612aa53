"""A made-up past: days before a city's first, kept apart from what it recorded, and marked."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from shutil import rmtree
from typing import Any

from yeshi.adapters.columns.writing import KINDS
from yeshi.base.errors import InputError
from yeshi.observatory.columns import Coded, Column, Columns
from yeshi.observatory.sheet import MADE_UP_UNTIL

PAST, MARK = "past", "made-up.json"
# Of a past alone: a lot drawn in it is weighed by what its claimants bought then.
OF_PAST = {
    "campaigns": {
        "campaign": "string", "zh": "string", "en": "string", "threshold_fen": "int64",
        "off_fen": "int64", "drawn_on": "date32", "last_on": "date32",
    },
    "claims": {
        "campaign": "string", "won": "bool_", "bought_fen": "int64", "before_fen": "int64",
        "voucher_fen": "int64",
    },
    "uses": {
        "campaign": "string", "customer": "string", "merchant": "string", "goods_fen": "int64",
        "voucher_fen": "int64", "door_m": "float64",
    },
}  # fmt: skip
# Rows of a file that are read or passed over together: about a month of a small city.
ROWS_TOGETHER = 50_000


@dataclass(frozen=True, slots=True)
class Past:
    """The business days that are made up, both counted."""

    since: date
    until: date

    def reaches(self, since: date | None) -> bool:
        """Whether a period that begins on `since` (None: with the first day) has made-up days."""
        return since is None or since <= self.until


def past_of(folder: Path) -> Past | None:
    """What of the columns in `folder` is made up; None where nothing is."""
    try:
        told = json.loads((folder / PAST / MARK).read_text(encoding="utf-8"))
        return Past(date.fromisoformat(told["since"]), date.fromisoformat(told["until"]))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError):
        raise InputError(
            f"{folder / PAST / MARK} cannot be read; delete {folder / PAST}, and it is made anew"
        ) from None


def keep_past(
    folder: Path, past: Past, seed: int, tables: Mapping[str, Columns],
    panels: Mapping[str, Columns],
) -> None:  # fmt: skip
    """Put a past into `folder`, whole or not at all; InputError where it cannot be written.

    `tables`: as what a city records (`KINDS`), and `OF_PAST`; `panels`: as imported ones.
    """
    try:
        from pyarrow import parquet
    except ImportError:
        raise InputError("figures over time need pyarrow: pip install 'yeshi[city]'") from None
    whole = folder / f"{PAST}.part"
    mark = {
        "made_up": True, "since": past.since.isoformat(), "until": past.until.isoformat(),
        "seed": seed,
    }  # fmt: skip
    try:
        rmtree(whole, ignore_errors=True)
        (whole / "panels").mkdir(parents=True)
        for name, columns in tables.items():
            table = _table(columns, {**KINDS, **OF_PAST}[name])
            parquet.write_table(
                table, whole / f"{name}.parquet", compression="zstd", row_group_size=ROWS_TOGETHER
            )
        for name, columns in panels.items():
            parquet.write_table(_table(columns), whole / "panels" / f"{name}.parquet")
        (whole / MARK).write_text(json.dumps(mark), encoding="utf-8")
        os.replace(whole, folder / PAST)
    except OSError as fault:
        raise InputError(f"{folder}: cannot be written: {fault.strerror}") from None


def files_of(folder: Path, table: str) -> list[str]:
    """Where the rows of a table are, as patterns: the past's file, and a file a recorded day."""
    found = [str(folder / PAST / f"{table}.parquet")] if _has_past(folder, table) else []
    if next(folder.glob(f"day=*/{table}.parquet"), None) is not None:
        found.append(f"{folder}/day=*/{table}.parquet")
    return found


def rows_of_past(folder: Path, table: str, since: date | None = None) -> list[dict[str, Any]]:
    """The rows of a table of the past, of `since` and later; none where there is no past."""
    if not _has_past(folder, table):
        return []
    from pyarrow import parquet

    chosen = [("day", ">=", since)] if since is not None else None
    read = parquet.read_table(folder / PAST / f"{table}.parquet", partitioning=None, filters=chosen)
    return [dict(row) for row in read.to_pylist()]


def with_mark(table: Any, folder: Path, since: date | None) -> Any:
    """The table of a period from `since`, with a column that says until when it is made up."""
    import pyarrow

    past = past_of(folder)
    if past is None or not past.reaches(since):
        return table
    mark = pyarrow.array([past.until.isoformat()] * table.num_rows, pyarrow.string())
    return table.append_column(MADE_UP_UNTIL, mark)


def _has_past(folder: Path, table: str) -> bool:
    return (folder / PAST / f"{table}.parquet").is_file()


def _table(columns: Columns, kinds: Mapping[str, str] | None = None) -> Any:
    """The columns as an Arrow table, in the order and of the kinds named."""
    import pyarrow

    names = list(kinds) if kinds else list(columns)
    return pyarrow.table(
        {name: _array(columns[name], kinds[name] if kinds else None) for name in names}
    )


def _array(column: Column, kind: str | None) -> Any:
    """An Arrow array: texts that repeat as a dictionary, no day (NaT) as null."""
    import pyarrow

    if isinstance(column, Coded):
        return pyarrow.DictionaryArray.from_arrays(
            pyarrow.array(column.codes), pyarrow.array(column.names)
        )
    if kind is None:
        return pyarrow.array(column)
    return pyarrow.array(column).cast(getattr(pyarrow, kind)())
