"""What each page costs in a city, and in one ten times as large: milliseconds, CPU, rows read.

python -m bench.growth [--stalls 200] [--orders 100] [--times 10] [--asked 30]. On an embedded
PostgreSQL, in this process, through the application as a browser asks it.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import psycopg
from fastapi.testclient import TestClient

from bench.growth.city import Size, grow, pages
from bench.growth.reading import counting
from tests.web.test_api import client_of
from yeshi.adapters.postgres.embedded import embedded
from yeshi.adapters.postgres.migrations import migrate
from yeshi.adapters.postgres.store import PostgresStore, open_pool


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one page: median milliseconds, those of this process's CPU, rows read, bytes sent."""

    ms: float
    cpu_ms: float
    rows: int
    size: int


Costs = dict[str, Cost]


def main() -> None:
    """Print a line a page: the smaller city beside the larger one."""
    asked = argparse.ArgumentParser(prog="python -m bench.growth")
    asked.add_argument("--stalls", type=int, default=200)
    asked.add_argument("--orders", type=int, default=100)
    asked.add_argument("--times", type=int, default=10)
    asked.add_argument("--asked", type=int, default=30)
    said = asked.parse_args()
    small = Size(stalls=said.stalls, orders=said.orders)
    sizes = {"small": small, "large": small.times(said.times)}
    told: dict[str, Costs] = {}
    with (
        tempfile.TemporaryDirectory(prefix="yeshi-") as folder,
        embedded(Path(folder) / "db") as at,
    ):
        for name, size in sizes.items():
            with psycopg.connect(at, autocommit=True) as connection:
                connection.execute(f"CREATE DATABASE {name}")
            url = at.replace("/postgres?", f"/{name}?")
            told[name] = _costs(url, size, said.asked)
            print(f"{name}: {size.stalls} stalls, {size.stalls * size.dishes} dishes,"
                  f" {size.orders} orders under way, {size.couriers} couriers", flush=True)  # fmt: skip
    _print(told)


def _costs(url: str, size: Size, times: int) -> Costs:
    """The cost of each page, by its kind."""
    migrate(url)
    store = PostgresStore(open_pool(url, limited=True), "CNY")
    city = grow(store, size)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("ANALYZE")
    with client_of(city) as client:
        found = {_kind(page): _cost(client, page, times) for page in pages(size)}
    store.close()
    return found


def _cost(client: TestClient, page: str, times: int) -> Cost:
    client.get(page)
    with counting() as rows:
        answer = client.get(page)
    answer.raise_for_status()
    took, worked = [], []
    for _ in range(times):
        begun, idle = time.perf_counter(), time.process_time()
        client.get(page)
        took.append(1000 * (time.perf_counter() - begun))
        worked.append(1000 * (time.process_time() - idle))
    return Cost(median(took), median(worked), rows.count, len(answer.content))


def _kind(page: str) -> str:
    """The page without the id in it."""
    head, *rest = page.strip("/").split("/")
    return f"/{head}" + ("".join(f"/{one}" if one.isalpha() else "/…" for one in rest))


def _print(told: dict[str, Costs]) -> None:
    print(
        "| page | ms, small | ms, large | ratio | CPU ms, small | large | rows, small | large | KB |"
    )
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    for page, small in told["small"].items():
        large = told["large"][page]
        print(
            f"| {page} | {small.ms:.1f} | {large.ms:.1f} | {large.ms / small.ms:.2f}"
            f" | {small.cpu_ms:.1f} | {large.cpu_ms:.1f} | {small.rows} | {large.rows}"
            f" | {large.size / 1024:.0f} |"
        )


if __name__ == "__main__":
    main()
