"""What a quote and its payment cost over PostgreSQL: python -m bench.orders [--beside DIR].

Counted are statements sent, but for those that begin and end a transaction, and the CPU seconds of
the process and of its sessions in the database. With another checkout beside it, both take turns.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).parent.parent
ORDERS = 20
ROUNDS = 15
# Two stalls of one market, a dish with a stock, and enough for the voucher.
BASKET = {"a1": 2, "b1": 1}


class Side:
    """One checkout in a process of its own, which plays a round whenever it is asked."""

    def __init__(self, checkout: Path, url: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, str(ROOT / "bench" / "orders.py"), "--play", url],
            cwd=checkout, env=os.environ | {"PYTHONPATH": str(checkout)},
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def round(self) -> dict[str, float]:
        """What one round came to, per order."""
        said, heard = self._process.stdin, self._process.stdout
        if said is None or heard is None:
            raise RuntimeError("no pipe")
        said.write("go\n")
        said.flush()
        answer: dict[str, float] = json.loads(heard.readline())
        return answer

    def end(self) -> None:
        """Let the process end."""
        self._process.communicate(timeout=60)


def play(url: str) -> None:
    """Play a round for each line that comes in, in whatever checkout is on the path."""
    import psutil
    import psycopg

    from tests.builders import EVENING, SmallCity
    from yeshi.adapters.postgres.migrations import migrate
    from yeshi.adapters.postgres.store import PostgresStore, open_pool
    from yeshi.base.money import Money
    from yeshi.ledger.transfers import Movement, Transfer

    sent = _count_statements(psycopg.Cursor)
    migrate(url)
    city = SmallCity(PostgresStore(open_pool(url), "CNY")).settle_in()
    budget = Movement("outside:test-money", "campaign:v", Money(10_000_000, "CNY"), "bench")
    with city.store.begin() as work:
        work.ledger.move([Transfer("bench", EVENING, None, budget)])

    def sessions_s() -> float:
        with psycopg.connect(url) as connection:
            rows = connection.execute(
                "SELECT pid FROM pg_stat_activity WHERE datname = current_database()"
                " AND pid <> pg_backend_pid() AND application_name = 'yeshi'"
            ).fetchall()
        times = [psutil.Process(pid).cpu_times() for (pid,) in rows]
        return sum(one.user + one.system for one in times)

    for number, _ in enumerate(sys.stdin):
        customer = f"c{number}"
        city.fill(customer)
        server = sessions_s()
        counted, begun = len(sent), time.process_time()
        for _ in range(ORDERS):
            city.place(BASKET, customer)
        cpu_s, statements = time.process_time() - begun, len(sent) - counted
        server_s = sessions_s() - server
        told = {
            "statements": statements / ORDERS,
            "cpu_ms": 1000 * cpu_s / ORDERS,
            "server_ms": 1000 * server_s / ORDERS,
        }
        print(json.dumps(told), flush=True)


def _count_statements(cursor: Any) -> list[int]:
    """A list that grows by one for each statement that any cursor sends from now on."""
    sent: list[int] = []
    execute, executemany = cursor.execute, cursor.executemany

    def counted(self: Any, query: Any, *rest: Any, **more: Any) -> Any:
        # The pool asks nothing, to see that a connection lives.
        if query:
            sent.append(1)
        return execute(self, query, *rest, **more)

    def counted_many(self: Any, query: Any, values: Any, **more: Any) -> Any:
        listed = list(values)
        sent.extend(1 for _ in listed)
        return executemany(self, query, listed, **more)

    cursor.execute, cursor.executemany = counted, counted_many
    return sent


def main() -> None:
    """Print the figures of this checkout, and beside another one the ratios."""
    parser = argparse.ArgumentParser(prog="python -m bench.orders")
    parser.add_argument("--beside", type=Path, help="another checkout, to compare with")
    parser.add_argument("--play", help=argparse.SUPPRESS)
    said = parser.parse_args()
    if said.play:
        play(said.play)
        return
    import psycopg

    from yeshi.adapters.postgres.embedded import embedded

    checkouts = {"here": ROOT} | ({"beside": said.beside.resolve()} if said.beside else {})
    with tempfile.TemporaryDirectory(prefix="yeshi-") as folder, ExitStack() as ending:
        url = ending.enter_context(embedded(Path(folder) / "db"))
        sides = {}
        for name, checkout in checkouts.items():
            with psycopg.connect(url, autocommit=True) as connection:
                connection.execute(f"CREATE DATABASE {name}")
            sides[name] = Side(checkout, url.replace("/postgres?", f"/{name}?"))
            ending.callback(sides[name].end)
        for side in sides.values():
            side.round()
        told = [{name: side.round() for name, side in sides.items()} for _ in range(ROUNDS)]
    _print(told)


def _print(told: list[dict[str, dict[str, float]]]) -> None:
    for figure in ("statements", "cpu_ms", "server_ms"):
        words = [f"{name} {median(one[name][figure] for one in told):.2f}" for name in told[0]]
        if "beside" in told[0]:
            ratio = median(one["here"][figure] / one["beside"][figure] for one in told)
            words.append(f"ratio {ratio:.2f}")
        print(f"{figure} an order: " + ", ".join(words))


if __name__ == "__main__":
    main()
