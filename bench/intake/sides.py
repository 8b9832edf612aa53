"""A checkout on a database of its own, with its players in processes of their own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from bench.intake.waiting import Sampler, sessions_cpu_s

ROOT = Path(__file__).parent.parent.parent
# Processes, and threads in each.
Shape = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Round:
    """What one round came to: orders a second, CPU an order, and how much waited for locks."""

    rate: float
    players_ms: float
    database_ms: float
    locks: float

    @property
    def cpu_ms(self) -> float:
        """Of the players and of their sessions in the database together."""
        return self.players_ms + self.database_ms


class Side:
    """A checkout's city on a database of the server at `url`."""

    def __init__(
        self, checkout: Path, url: str, database: str, template: str | None = None
    ) -> None:
        like = f" TEMPLATE {template}" if template else ""
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {database}{like}".encode())
        self.server, self.database = url, database
        self.url = url.replace("/postgres?", f"/{database}?")
        self._checkout = checkout
        self._players: dict[Shape, list[subprocess.Popen[str]]] = {}

    @classmethod
    def of(cls, side: Side, database: str) -> Side:
        """The same city as it was built, on another database."""
        return cls(side._checkout, side.server, database, f"{side.database}_built")

    def build(self) -> None:
        """Build the city on the database, and keep a copy of it as it was built."""
        subprocess.run(self._command(), cwd=self._checkout, env=self._environment(), check=True)
        with psycopg.connect(self.server, autocommit=True) as connection:
            made = f"CREATE DATABASE {self.database}_built TEMPLATE {self.database}"
            connection.execute(made.encode())

    def drop(self) -> None:
        """Let go the database."""
        with psycopg.connect(self.server, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {self.database} WITH (FORCE)".encode())

    def round(self, shape: Shape, seconds: float, what: str = "orders") -> Round:
        """What a round of so many seconds comes to."""
        self._ready(shape)
        before_s = sessions_cpu_s(self.server, self.database)
        with Sampler(self.server, self.database) as sampler:
            begun = time.monotonic()
            told = self.ask(shape, {"play": what, "seconds": seconds})
            lasted = time.monotonic() - begun
        database_s = sessions_cpu_s(self.server, self.database) - before_s
        orders = max(1, sum(one["orders"] for one in told))
        players_s = sum(one["cpu_s"] for one in told)
        return Round(
            orders / lasted, 1000 * players_s / orders, 1000 * database_s / orders,
            sampler.waiting_for_locks(),
        )  # fmt: skip

    def ask(self, shape: Shape, what: dict[str, Any], *, warm: bool = True) -> list[dict[str, Any]]:
        """What each player of that shape answers; new ones are warm, or have done nothing yet."""
        self._ready(shape, warm)
        players = self._players[shape]
        for player in players:
            self._say(player, what)
        return [self._answer(player) for player in players]

    def end(self) -> None:
        """Let all players end."""
        for players in self._players.values():
            for player in players:
                player.communicate(timeout=60)
        self._players.clear()

    def _ready(self, shape: Shape, warm: bool = True) -> None:
        """Have the players of that shape there."""
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
            if warm:
                self._say(players[-1], {"play": "orders", "seconds": 0.7})
                self._answer(players[-1])

    def _command(self, *rest: str) -> list[str]:
        return [sys.executable, str(ROOT / "bench" / "intake" / "player.py"), self.url, *rest]

    def _environment(self) -> dict[str, str]:
        return os.environ | {"PYTHONPATH": str(self._checkout), "OMP_NUM_THREADS": "1"}

    def _say(self, player: subprocess.Popen[str], what: dict[str, Any]) -> None:
        if player.stdin is None:
            raise RuntimeError("no pipe")
        player.stdin.write(json.dumps(what) + "\n")
        player.stdin.flush()

    def _answer(self, player: subprocess.Popen[str]) -> dict[str, Any]:
        if player.stdout is None:
            raise RuntimeError("no pipe")
        answer: dict[str, Any] = json.loads(player.stdout.readline())
        return answer
