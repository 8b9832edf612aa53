"""What an order leaves behind: python -m bench.size [--orders N].

A made-up night of the public problem is played on PostgreSQL, and its columns are written. Told, an
order: events, transfers and commands, bytes of the database with its indices, bytes of the write-ahead
log, and bytes of Parquet.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path

import psycopg

from tests.instances import small_instance
from yeshi.adapters.columns.writing import bring_up_to_date
from yeshi.adapters.postgres.embedded import embedded
from yeshi.adapters.postgres.migrations import migrate
from yeshi.adapters.postgres.store import PostgresStore, open_pool
from yeshi.dispatch.policy import Policy
from yeshi.twin.instances import grubhub
from yeshi.twin.published import night
from yeshi.wiring.rehearsed import run_night

TABLES = ("events", "transfers", "commands")


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="python -m bench.size")
    parser.add_argument("--orders", type=int, default=2000)
    orders = parser.parse_args().orders
    folder = Path(tempfile.mkdtemp(prefix="yeshi-"))
    try:
        given = small_instance(folder / "given", 1, orders=orders, couriers=orders // 3)
        instance = grubhub.read(given)
        with embedded(folder / "db") as url, psycopg.connect(url, autocommit=True) as asking:
            migrate(url)
            store = PostgresStore(open_pool(url), "USD")
            before, begun = size(asking), wal(asking)
            run_night(instance, store=store)
            written = wal(asking) - begun
            asking.execute("VACUUM")
            print(f"orders               {orders}")
            for table in TABLES:
                print(f"{table:20} {count(asking, table) / orders:.1f} an order")
            print(f"database             {(size(asking) - before) / orders / 1000:.1f} KB an order")
            print(f"write-ahead log      {written / orders / 1000:.1f} KB an order")
            columns = folder / "columns"
            bring_up_to_date(store, columns, night.terms_of(instance, Policy()).calendar)
            parquet = sum(one.stat().st_size for one in columns.rglob("*.parquet"))
            print(f"Parquet              {parquet / orders:.0f} bytes an order")
            store.close()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def size(asking: psycopg.Connection) -> int:
    """Bytes of the database."""
    return one_of(asking, "SELECT pg_database_size(current_database())")


def wal(asking: psycopg.Connection) -> int:
    """Bytes that were written ahead since the server was made."""
    return one_of(asking, "SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint")


def count(asking: psycopg.Connection, table: str) -> int:
    """Rows of a table."""
    return one_of(asking, f"SELECT count(*) FROM {table}")


def one_of(asking: psycopg.Connection, query: str) -> int:
    """The number that the query gives."""
    row = asking.execute(query.encode()).fetchone()
    return int(row[0]) if row else 0


if __name__ == "__main__":
    main()
