"""Figures read from Parquet by DuckDB, through Ibis."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from yeshi.adapters.columns.writing import THROUGH
from yeshi.base.errors import InputError
from yeshi.observatory.figures import figure

if TYPE_CHECKING:
    from pyarrow import Table


def read_figure(
    folder: Path, name: str, since: date | None, until: date | None, by: Sequence[str]
) -> Table:
    """The figure as an Arrow table; InputError where there is nothing to read it from."""
    try:
        import ibis
    except ImportError:
        raise InputError("figures over time need Ibis: pip install 'yeshi[city]'") from None
    files = sorted(folder.glob("day=*/sales.parquet"))
    if not files:
        raise InputError(f"{folder}: no sales in it yet")
    # The folder's name says the day once more; the file's own column is the one that counts.
    base: Any = ibis.duckdb.connect()
    base.raw_sql("set preserve_insertion_order = false")
    sales = base.read_parquet([str(one) for one in files], hive_partitioning=False)
    return figure(name, sales, since, until, by).to_pyarrow()


def as_of(folder: Path) -> datetime:
    """The moment of the last event that the sales in `folder` have seen."""
    told = json.loads((folder / THROUGH).read_text(encoding="utf-8"))
    return datetime.fromisoformat(told["at"])
