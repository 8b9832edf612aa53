"""How soon others take over a zone's dispatch: python -m bench.takeover [--rounds N].

Two processes dispatch one zone of the demo city over one PostgreSQL. In turns the one that has the
lease is killed (SIGKILL), and stopped (SIGTERM). Told: the real seconds until the database says
that the other one has it.
"""

from __future__ import annotations

import argparse
import shutil
import time
from contextlib import suppress
from pathlib import Path
from statistics import median

import psycopg

from tests.end_to_end.parts import City, city_of_parts, until
from tests.end_to_end.server import short_folder

HELD = """
SELECT number FROM leases WHERE name = 'dispatch:east' AND EXISTS (
    SELECT FROM pg_locks WHERE locktype = 'advisory' AND granted AND objsubid = 1
    AND ((classid::bigint << 32) | objid::bigint) = hashtextextended('dispatch:east', 0))"""


def number(connection: psycopg.Connection) -> int:
    """The number of the holding; 0 while nobody holds the lease."""
    with suppress(psycopg.errors.UndefinedTable):
        row = connection.execute(HELD).fetchone()
        return row[0] if row else 0
    return 0


def took_over(city: City, url: str, kill: bool) -> float:
    """Real seconds from the end of the holder to the next one's holding."""
    words = ("dispatch", "--zone", "east")
    first = city.start(*words)
    with psycopg.connect(url, autocommit=True) as connection:
        until(lambda: number(connection))
        second = city.start(*words)
        until(lambda: len(city.processes()) == 2)
        was, begun = number(connection), time.monotonic()
        if kill:
            first.kill()
        else:
            first.terminate()
        while number(connection) <= was:
            time.sleep(0.005)
        took_s = time.monotonic() - begun
    first.wait(30)
    second.terminate()
    second.wait(30)
    until(lambda: not [one for one in city.processes() if one.pid == second.pid])
    return took_s


def main() -> None:
    """Print the seconds of each round, and their medians."""
    parser = argparse.ArgumentParser(prog="python -m bench.takeover")
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    folder: Path = short_folder()
    try:
        for name, kill in (("killed", True), ("stopped", False)):
            with city_of_parts(folder / name) as city:
                told = [took_over(city, city.url, kill) for _ in range(rounds)]
            print(f"{name}: median {median(told):.2f} s, most {max(told):.2f} s (bar 5)")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
