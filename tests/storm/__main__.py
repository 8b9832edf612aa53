"""Storms from the command line: many seeds, one again, one made small, and the mutations.

python -m tests.storm run 300 [--from 0]
python -m tests.storm replay SEED [--only 3,17!]
python -m tests.storm shrink SEED
python -m tests.storm mutations [NAME …]
"""

from __future__ import annotations

import argparse
import sys
import warnings
from time import perf_counter

from tests.storm.mutations import MUTATIONS, SEEDS_MAX, hunt
from tests.storm.night import play, played
from tests.storm.pool import each, storm
from tests.storm.script import draw_script, named, only
from tests.storm.shrinking import shrink


def run(seeds: int, first: int) -> int:
    """Play so many nights; 1 when one of them found something."""
    begun, found = perf_counter(), 0
    for seed, failure in storm(range(first, first + seeds)):
        if failure is not None:
            found += 1
            print(f"seed {seed}: {failure}\n  {again(seed)}", flush=True)
    took = perf_counter() - begun
    told = f"{found} of them found something" if found else "nothing found"
    print(f"{seeds} nights, {told}; {seeds / took * 60:.0f} a minute")
    return 1 if found else 0


def again(seed: int) -> str:
    """The commands that play the seed again, and make it small."""
    return f"python -m tests.storm replay {seed}; python -m tests.storm shrink {seed}"


def replay(seed: int, numbers: str) -> int:
    """Play one night, told action by action, or a part of it; 1 when it finds something."""
    script = draw_script(seed)
    script = only(script, numbers.split(",")) if numbers else script
    failure, night = played(seed, script)
    for action in script:
        print(action)
        if failure is not None and failure.action == action.number:
            break
    print(failure or "nothing found", f"(night {night.told()})")
    return 0 if failure is None else 1


def make_small(seed: int) -> int:
    """Print the smallest part of the seed's night that finds the same; 1 when it finds something."""
    whole = draw_script(seed)
    failure = play(seed, whole)
    if failure is None:
        print("nothing found")
        return 0

    def fails(script: tuple) -> bool:  # type: ignore[type-arg]
        found = play(seed, script)
        return found is not None and found.kind == failure.kind

    small = shrink(whole, fails)
    numbers = named(small, whole)
    replay(seed, numbers)
    print(f"python -m tests.storm replay {seed} --only {numbers}")
    return 1


def hunt_all(names: list[str]) -> int:
    """Find each mutation; 1 when one of them is not found."""
    missed = 0
    for name, found in each(names or list(MUTATIONS), hunt):
        missed += found is None
        print(f"{name}: {found or f'not found in {SEEDS_MAX} seeds'}", flush=True)
    return 1 if missed else 0


def main() -> int:
    """What the command line asks for."""
    warnings.simplefilter("error", RuntimeWarning)
    parser = argparse.ArgumentParser(prog="python -m tests.storm", description=__doc__)
    asked = parser.add_subparsers(dest="asked", required=True)
    many = asked.add_parser("run")
    many.add_argument("seeds", type=int)
    many.add_argument("--from", dest="first", type=int, default=0)
    one = asked.add_parser("replay")
    one.add_argument("seed", type=int)
    one.add_argument("--only", default="")
    asked.add_parser("shrink").add_argument("seed", type=int)
    asked.add_parser("mutations").add_argument("names", nargs="*")
    given = parser.parse_args()
    if given.asked == "run":
        return run(given.seeds, given.first)
    if given.asked == "replay":
        return replay(given.seed, given.only)
    if given.asked == "shrink":
        return make_small(given.seed)
    return hunt_all(given.names)


if __name__ == "__main__":
    sys.exit(main())
