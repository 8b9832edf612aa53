"""Figures read from Parquet, through Ibis, by DuckDB or by Spark."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from yeshi.adapters.columns.past import files_of
from yeshi.adapters.columns.writing import THROUGH
from yeshi.base.errors import AnswerTooLong, InputError
from yeshi.observatory.figures import figure_of, told

# More is for whoever has the columns themselves.
ROWS_MAX = 50_000

if TYPE_CHECKING:
    from pyarrow import Table


def read_figure(
    folder: Path, name: str, since: date | None, until: date | None, by: Sequence[str],
    currency: str, engine: str = "duckdb",
) -> Table:  # fmt: skip
    """The figure as an Arrow table, by DuckDB in this process or by Spark, in units of `currency`.

    InputError where there is nothing to read it from, or the engine is not installed; AnswerTooLong
    where it has more than ROWS_MAX rows.
    """
    figure = figure_of(name, by)
    files = files_of(folder, figure.table)
    if not files:
        raise InputError(f"{folder}: no {figure.table} in it yet")
    rows = (_spark if engine == "spark" else _duckdb)(files)
    found = told(figure, rows, since, until, by, currency).limit(ROWS_MAX + 1).to_pyarrow()
    if found.num_rows > ROWS_MAX:
        raise AnswerTooLong(f"{name} has more than {ROWS_MAX} rows")
    return found


def _duckdb(files: list[str]) -> Any:
    try:
        import ibis
    except ImportError:
        raise InputError("figures over time need Ibis: pip install 'yeshi[city]'") from None
    base: Any = ibis.duckdb.connect()
    base.raw_sql("set preserve_insertion_order = false")
    # The folder's name says the day once more; the file's own column is the one that counts.
    return base.read_parquet(files, hive_partitioning=False)


def _spark(files: list[str]) -> Any:
    """By the Spark that the environment points to; without one, by one of this machine's own."""
    try:
        import ibis
        from pyspark.sql import SparkSession
    except ImportError:
        raise InputError("figures by Spark need pyspark: pip install 'yeshi[city,spark]'") from None
    session = (
        SparkSession.builder.appName("yeshi figures")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.log.level", "ERROR")
        .getOrCreate()
    )
    base: Any = ibis.pyspark.connect(session)
    session.read.parquet(*files).createOrReplaceTempView("rows_of_a_figure")
    return base.table("rows_of_a_figure")


def as_of(folder: Path) -> datetime:
    """The moment of the last event that the columns in `folder` have seen."""
    told = json.loads((folder / THROUGH).read_text(encoding="utf-8"))
    return datetime.fromisoformat(told["at"])
