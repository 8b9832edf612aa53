"""What each page costs in a city, and in one ten times as large: milliseconds, CPU, rows read.

python -m bench.growth [--stalls 200] [--orders 100] [--times 10] [--asked 30]. On an embedded
PostgreSQL, in this process, through the application as a browser asks it.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import psycopg
from fastapi.testclient import TestClient

from bench.growth.city import Size, grow, some
from bench.growth.reading import counting
from tests.builders import SmallCity
from tests.flow.city.sheets.builders import prepared
from tests.web.busy import busy
from tests.web.routes import routes_of
from tests.web.test_api import client_of
from tests.web.test_reading import ENDLESS, addresses
from yeshi.adapters.postgres.embedded import embedded
from yeshi.adapters.postgres.migrations import migrate
from yeshi.adapters.postgres.store import PostgresStore, open_pool, open_readers
from yeshi.web.frame.desk import Desk


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one page: median milliseconds, those of this process's CPU, rows read, bytes sent.

    When it has to be computed, and in milliseconds when it is asked for again.
    """

    ms: float
    cpu_ms: float
    again_ms: float
    rows: int
    size: int


Costs = dict[str, Cost]
DRAWN = (".png", ".svg", ".pdf", ".parquet", "/report", "/docs")


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
    """The cost of each page, by its route."""
    migrate(url)
    pool = open_pool(url, limited=True)
    store = PostgresStore(pool, "CNY", open_readers(pool))
    ids = busy(SmallCity(store).settle_in())
    city = grow(store, size)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("ANALYZE")
    with tempfile.TemporaryDirectory(prefix="yeshi-") as home:
        sheets = prepared(city, Path(home))
        at = list(some(size).values())
        with client_of(city, Path(home) / "columns", sheets=sheets, at=at) as client:
            asked = _addresses(client, {**ids, **some(size)})
            desk: Desk = client.app.state.desk  # type: ignore[attr-defined]
            costs = {
                page: _cost(client, address, times, desk.answers.forget)
                for page, address in asked.items()
            }
    store.close()
    return {page: cost for page, cost in costs.items() if cost is not None}


def _addresses(client: TestClient, ids: dict[str, str]) -> dict[str, str]:
    """An address of each page and list, by its route; pictures and prints are drawn elsewhere."""
    found = {}
    for route in routes_of(client.app):  # type: ignore[arg-type]
        if route.method == "GET" and route.path not in ENDLESS:
            with suppress(KeyError):
                plain = (one for one in addresses(route, ids) if not one.endswith(DRAWN))
                found[route.path] = next(plain, None)
    return {page: address for page, address in found.items() if address is not None}


def _cost(client: TestClient, page: str, times: int, forget: Callable[[], None]) -> Cost | None:
    """What a page costs; None where there is nothing to be seen of it."""
    client.get(page)
    forget()
    with counting() as rows:
        answer = client.get(page)
    if answer.status_code != 200:
        return None
    took, worked, again = [], [], []
    for _ in range(times):
        forget()
        begun, idle = time.perf_counter(), time.process_time()
        client.get(page)
        took.append(1000 * (time.perf_counter() - begun))
        worked.append(1000 * (time.process_time() - idle))
        begun = time.perf_counter()
        client.get(page)
        again.append(1000 * (time.perf_counter() - begun))
    return Cost(median(took), median(worked), median(again), rows.count, len(answer.content))


def _print(told: dict[str, Costs]) -> None:
    """Each page, those first that grow most."""
    print("| page | ms, small | ms, large | ratio | CPU ms, small | large | ratio"
          " | again ms, large | rows, small | large | KB |")  # fmt: skip
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    both = told["small"].keys() & told["large"].keys()
    ratio = {page: told["large"][page].cpu_ms / told["small"][page].cpu_ms for page in both}
    for page in sorted(both, key=lambda one: -ratio[one]):
        small, large = told["small"][page], told["large"][page]
        print(
            f"| {page} | {small.ms:.1f} | {large.ms:.1f} | {large.ms / small.ms:.2f}"
            f" | {small.cpu_ms:.1f} | {large.cpu_ms:.1f} | {ratio[page]:.2f}"
            f" | {large.again_ms:.1f} | {small.rows} | {large.rows} | {large.size / 1024:.0f} |"
        )


if __name__ == "__main__":
    main()
