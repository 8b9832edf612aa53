"""One process of customers: it orders for so many seconds whenever it is asked.

Run as a file, in whatever checkout is on the path: player.py URL NAME THREADS, or player.py URL to
build the city. Each line that comes in is a number of seconds; the answer, a line of JSON, names
how many orders were made, how long each payment took, and the CPU seconds of this process.
"""

from __future__ import annotations

import json
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

# The city is this file's neighbour, whichever checkout it is played in.
_PLACE = spec_from_file_location("ground", Path(__file__).with_name("city.py"))
if _PLACE is None or _PLACE.loader is None:
    raise RuntimeError("no city beside the player")
ground = module_from_spec(_PLACE)
_PLACE.loader.exec_module(ground)


def main() -> None:
    """Play what is asked on standard input until it ends."""
    url, *rest = sys.argv[1:]
    if not rest:
        from yeshi.adapters.postgres.migrations import migrate

        migrate(url)
        ground.build(url)
        return
    name, threads = rest[0], int(rest[1])
    city = ground.on(url)
    with ThreadPoolExecutor(threads) as pool:
        for turn, line in enumerate(sys.stdin):
            seconds = float(line)
            begun, until = time.process_time(), time.monotonic() + seconds
            customers = [
                ground.Customer(city, f"{name}:{turn}:{thread}") for thread in range(threads)
            ]
            counts = list(pool.map(lambda one, until=until: _play(one, until), customers))
            told = {"orders": sum(counts), "cpu_s": time.process_time() - begun}
            print(json.dumps(told), flush=True)


def _play(customer: Any, until: float) -> int:
    orders = 0
    while time.monotonic() < until:
        customer.order()
        orders += 1
    return orders


if __name__ == "__main__":
    main()
