"""Figures over many orders, cold from Parquet, beside DuckDB's own SQL: python -m bench.figures.

python -m bench.figures [--orders 50000000] [--folder DIR]
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb

from yeshi.adapters.columns.reading import read_figure

DAYS = 365
SALES = """
select day, (day - cast(isodow(day) - 1 as integer))::date as week,
  cast((18 + floor(12 * pow(random(), 2))::int) % 24 as tinyint) as hour, true as night,
  'o' || i as "order", 'm' || cast(floor(4000 * pow(random(), 2)) as int) as merchant,
  'market' || cast(floor(40 * pow(random(), 2)) as int) as market,
  'sector' || cast(floor(9 * random()) as int) as sector,
  'district' || cast(floor(12 * pow(random(), 2)) as int) as district,
  sold as asked_fen, sold as sold_fen, cast(0 as bigint) as voucher_fen,
  cast(sold * 0.06 as bigint) as fee_fen, cast(0 as bigint) as given_fen,
  cast(0 as bigint) as compensated_fen, 1.0::double as part,
  true as settled, true as carried, true as delivered, 600 + 1800 * random() as wait_s, random() < 0.1 as late
from (select i, date '2026-01-01' + cast({day} as integer) as day,
  cast(500 + 6000 * random() as bigint) as sold from range({orders}) as t(i))
"""
SQL = """
select district, sector, week, hour, quantile_cont(wait_s, 0.5) / 60, quantile_cont(wait_s, 0.9) / 60,
  avg(late::double) from read_parquet('{files}') group by all order by all
"""


def make(folder: Path, orders: int) -> None:
    """A year of made-up sales, a file a business day."""
    base = duckdb.connect()
    for day in range(DAYS):
        target = folder / f"day={day:03}"
        target.mkdir(parents=True)
        rows = SALES.format(day=day, orders=orders // DAYS)
        base.execute(f"copy ({rows}) to '{target}/sales.parquet' (compression zstd)")


def main() -> None:
    """Both in processes of their own, so that neither finds the other's work done."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--orders", type=int, default=50_000_000)
    asked.add_argument("--folder", type=Path, help="where the sales are, or are to be")
    asked.add_argument("--only", choices=("ours", "sql"))
    given = asked.parse_args()
    if given.only:
        _time(given.folder, given.only)
        return
    with tempfile.TemporaryDirectory() as scratch:
        folder = given.folder or Path(scratch)
        if not list(folder.glob("day=*")):
            make(folder, given.orders)
        for who in ("ours", "sql", "ours", "sql"):
            subprocess.run(
                [sys.executable, "-m", "bench.figures", "--folder", str(folder), "--only", who],
                check=True,
            )


def _time(folder: Path, who: str) -> None:
    begun = time.perf_counter()
    if who == "ours":
        groups = read_figure(
            folder, "waiting", None, None, ["district", "sector", "week", "hour"]
        ).num_rows
    else:
        groups = len(duckdb.sql(SQL.format(files=f"{folder}/day=*/sales.parquet")).fetchall())
    took = time.perf_counter() - begun
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(f"{who}: {groups} groups in {took:.2f} s, {memory:.2f} GB", flush=True)


if __name__ == "__main__":
    main()
