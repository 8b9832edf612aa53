"""Orders a second, quote and payment, over a PostgreSQL with fsync on this machine's cores.

python -m bench.intake [--beside DIR] [--seconds S] [--rounds N]. With another checkout beside it,
both take turns, each on a database of its own in one server.
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

ROOT = Path(__file__).parent.parent.parent
# Processes and threads in each.
SHAPES = ((1, 1), (1, 16), (2, 16))


class Side:
    """A checkout, with its players in processes of their own."""

    def __init__(self, checkout: Path, url: str) -> None:
        self._checkout, self._url = checkout, url
        self._players: dict[tuple[int, int], list[subprocess.Popen[str]]] = {}

    def build(self) -> None:
        """Build the city on the database."""
        subprocess.run(self._command(), cwd=self._checkout, env=self._environment(), check=True)

    def play(self, shape: tuple[int, int], seconds: float) -> tuple[float, float]:
        """Orders a second, and CPU milliseconds of the players an order."""
        players = self._players.setdefault(shape, [])
        while len(players) < shape[0]:
            name = f"{shape[0]}x{shape[1]}-{len(players)}"
            players.append(
                subprocess.Popen(
                    self._command(name, str(shape[1])), cwd=self._checkout,
                    env=self._environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                    text=True,
                )
            )  # fmt: skip
            self._ask(players[-1], 0.5)
            self._answer(players[-1])
        begun = time.monotonic()
        for player in players:
            self._ask(player, seconds)
        told = [self._answer(player) for player in players]
        lasted = time.monotonic() - begun
        orders = sum(one["orders"] for one in told)
        return orders / lasted, 1000 * sum(one["cpu_s"] for one in told) / max(1, orders)

    def end(self) -> None:
        """Let all players end."""
        for players in self._players.values():
            for player in players:
                player.communicate(timeout=60)

    def _command(self, *rest: str) -> list[str]:
        return [sys.executable, str(ROOT / "bench" / "intake" / "player.py"), self._url, *rest]

    def _environment(self) -> dict[str, str]:
        return os.environ | {"PYTHONPATH": str(self._checkout), "OMP_NUM_THREADS": "1"}

    def _ask(self, player: subprocess.Popen[str], seconds: float) -> None:
        if player.stdin is None:
            raise RuntimeError("no pipe")
        player.stdin.write(f"{seconds}\n")
        player.stdin.flush()

    def _answer(self, player: subprocess.Popen[str]) -> dict[str, float]:
        if player.stdout is None:
            raise RuntimeError("no pipe")
        answer: dict[str, float] = json.loads(player.stdout.readline())
        return answer


def main() -> None:
    """Print the figures of this checkout, and beside another one the ratios."""
    parser = argparse.ArgumentParser(prog="python -m bench.intake")
    parser.add_argument("--beside", type=Path, help="another checkout, to compare with")
    parser.add_argument("--seconds", type=float, default=4.0)
    parser.add_argument("--rounds", type=int, default=5)
    said = parser.parse_args()
    import psycopg

    from bench.intake.waiting import Sampler
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
            sides[name].build()
        for shape in SHAPES:
            told: dict[str, list[tuple[float, float, float]]] = {name: [] for name in sides}
            for _ in range(said.rounds):
                for name, side in sides.items():
                    with Sampler(url, name) as sampler:
                        rate, cpu_ms = side.play(shape, said.seconds)
                    told[name].append((rate, cpu_ms, sampler.waiting_for_locks()))
            _print(shape, told)


def _print(shape: tuple[int, int], told: dict[str, list[tuple[float, float, float]]]) -> None:
    words = [
        f"{name} {median(rate for rate, _, _ in ones):.0f} orders/s"
        f" ({median(cpu for _, cpu, _ in ones):.2f} ms of CPU in the players,"
        f" {median(locks for _, _, locks in ones):.1%} of samples wait for a lock)"
        for name, ones in told.items()
    ]
    if "beside" in told:
        pairs = zip(told["here"], told["beside"], strict=True)
        words.append(f"ratio {median(here[0] / there[0] for here, there in pairs):.2f}")
    print(f"{shape[0]} x {shape[1]}: " + ", ".join(words), flush=True)


if __name__ == "__main__":
    main()
