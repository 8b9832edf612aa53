"""One process of customers: it plays whatever it is asked.

Run as a file, in whatever checkout is on the path: player.py URL NAME THREADS, or player.py URL to
build the city. Each line that comes in is JSON: what to play, and for how long; the answer, a line
of JSON, names how many orders were made, and the CPU seconds of this process.
"""

from __future__ import annotations

import json
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from random import Random
from threading import Lock
from typing import Any


def _neighbour(name: str) -> Any:
    """The file beside this one, whichever checkout it is played in."""
    place = spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    if place is None or place.loader is None:
        raise RuntimeError(f"no {name} beside the player")
    module = module_from_spec(place)
    place.loader.exec_module(module)
    return module


ground = _neighbour("city")


class Player:
    """The customers of one process, each on a thread."""

    def __init__(self, url: str, name: str, threads: int) -> None:
        self._city, self._name, self._threads = ground.on(url), name, threads
        self._pool = ThreadPoolExecutor(threads)
        self._turn = 0
        self._lives: Any = None

    def play(self, asked: dict[str, Any]) -> dict[str, Any]:
        """What came of it."""
        self._turn += 1
        told: dict[str, Any] = getattr(self, asked.pop("play"))(**asked)
        return told

    def orders(self, seconds: float) -> dict[str, Any]:
        """Orders, one after the other by each customer."""
        begun_s, begun = time.process_time(), time.monotonic()

        def one(customer: Any) -> int:
            made = 0
            while time.monotonic() < begun + seconds:
                customer.order()
                made += 1
            return made

        made = sum(self._pool.map(one, self._customers()))
        lasted_s = time.monotonic() - begun
        return {"orders": made, "cpu_s": time.process_time() - begun_s, "lasted_s": lasted_s}

    def captured(self, seconds: float, folder: str) -> dict[str, Any]:
        """Orders, with what is sent for them in a script for pgbench."""
        script = Path(folder) / f"{self._name}.captured"
        with _neighbour("capturing").capturing() as capture:
            told = self.orders(seconds)
        capture.write(script)
        return told | {"script": str(script)}

    def lives(self, seconds: float) -> dict[str, Any]:
        """Whole lives of orders."""
        if self._lives is None:
            self._lives = _neighbour("life").Lives(self._city)
        told: dict[str, Any] = self._lives.live(self._customers(), seconds)
        return told

    def paced(self, seconds: float, rate: float) -> dict[str, Any]:
        """Orders that come at random, so many a second; how long each payment took, in seconds."""
        draw, due, ends = Random(self._name), time.monotonic() + 0.1, time.monotonic() + seconds
        lock, took = Lock(), []

        def one(customer: Any) -> None:
            nonlocal due
            while True:
                with lock:
                    due += draw.expovariate(rate)
                    ours = due
                if ours > ends:
                    return
                time.sleep(max(0.0, ours - time.monotonic()))
                quote = customer.quote()
                begun = time.monotonic()
                customer.pay(quote)
                took.append(time.monotonic() - begun)

        list(self._pool.map(one, self._customers()))
        return {"orders": len(took), "took_s": took}

    def _customers(self) -> list[Any]:
        return [
            ground.Customer(self._city, f"{self._name}:{self._turn}:{thread}")
            for thread in range(self._threads)
        ]


def main() -> None:
    """Play what is asked on standard input until it ends."""
    url, *rest = sys.argv[1:]
    if not rest:
        from yeshi.adapters.postgres.migrations import migrate

        migrate(url)
        ground.build(url)
        return
    player = Player(url, rest[0], int(rest[1]))
    for line in sys.stdin:
        print(json.dumps(player.play(json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
