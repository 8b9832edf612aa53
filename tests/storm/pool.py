"""Many seeds on two processes, each of them told as soon as it is known."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from tests.storm.night import Failure, play

PROCESSES = 2
# So many seeds are given to a process at once.
PART = 10


def storm(seeds: Sequence[int], processes: int = PROCESSES) -> Iterator[tuple[int, Failure | None]]:
    """What the night of each seed finds, in the order of the seeds."""
    if processes == 1:
        yield from map(_one, seeds)
        return
    with ProcessPoolExecutor(processes, get_context("spawn")) as pool:
        yield from pool.map(_one, seeds, chunksize=PART)


def first_found(seeds: Sequence[int]) -> tuple[int, Failure] | None:
    """The first seed whose night finds something, and what; None when none does."""
    for seed, failure in storm(seeds, 1):
        if failure is not None:
            return seed, failure
    return None


def each(names: Sequence[str], ask: Callable[[str], object]) -> Iterator[tuple[str, object]]:
    """The answer for each name, on as many processes."""
    with ProcessPoolExecutor(PROCESSES, get_context("spawn")) as pool:
        yield from zip(names, pool.map(ask, names), strict=True)


def _one(seed: int) -> tuple[int, Failure | None]:
    with warnings.catch_warnings():
        # What numbers warn of is a fault too, in a city.
        warnings.simplefilter("error", RuntimeWarning)
        return seed, play(seed)
