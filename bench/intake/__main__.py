"""Orders a second over a PostgreSQL with fsync on this machine's cores.

python -m bench.intake [--beside DIR] [--seconds S] [--rounds N] [--shape 2x16]. With another
checkout beside it, both take turns, each on a database of its own in one server.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from bench.intake.past import fill, size_of
from bench.intake.replay import replayed
from bench.intake.sides import ROOT, Round, Shape, Side

SHAPES: tuple[Shape, ...] = ((1, 1), (1, 16), (2, 16), (2, 32))


def main() -> None:
    """Print the figures of this checkout, and beside another one the ratios."""
    parser = argparse.ArgumentParser(prog="python -m bench.intake")
    parser.add_argument("--beside", type=Path, help="another checkout, to compare with")
    parser.add_argument("--seconds", type=float, default=4.0)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--shape", help="processes x threads, as 2x16; all shapes when not said")
    parser.add_argument(
        "--past", type=int, metavar="ORDERS", help="an empty city beside one with such a past"
    )
    said = parser.parse_args()
    from yeshi.adapters.postgres.embedded import embedded

    checkouts = {"here": ROOT} | ({"beside": said.beside.resolve()} if said.beside else {})
    with tempfile.TemporaryDirectory(prefix="yeshi-") as folder, ExitStack() as ending:
        url = ending.enter_context(embedded(Path(folder) / "db"))
        if said.past:
            _compare_past(url, said, ending)
            return
        sides = {}
        for name, checkout in checkouts.items():
            sides[name] = Side(checkout, url, name)
            ending.callback(sides[name].end)
            sides[name].build()
        for shape in _shapes(said.shape):
            told: dict[str, list[Round]] = {name: [] for name in sides}
            for _ in range(said.rounds):
                for name, side in sides.items():
                    told[name].append(side.round(shape, said.seconds))
            _print(shape, told)
            _print_replay(sides["here"], shape, said)
        _print_payments(sides["here"], said)
        _print_lives(sides["here"], said)


def _compare_past(url: str, said: argparse.Namespace, ending: ExitStack) -> None:
    here = Side(ROOT, url, "here")
    ending.callback(here.end)
    here.build()
    empty = Side.of(here, "beside")
    ending.callback(empty.end)
    here.ask((1, 16), {"play": "lives", "seconds": 5.0})
    orders = fill(here.url, said.past, lambda words: print(words, flush=True))
    print(f"a past of {orders} orders, {size_of(here.url):.1f} GB", flush=True)
    for shape in _shapes(said.shape):
        told: dict[str, list[Round]] = {"here": [], "beside": []}
        for _ in range(said.rounds):
            for side in (empty, here):
                told[side.database].append(side.round(shape, said.seconds))
        _print(shape, told)


def _print_replay(side: Side, shape: Shape, said: argparse.Namespace) -> None:
    pairs = [replayed(side, shape, said.seconds) for _ in range(said.rounds)]
    print(
        f"{shape[0]} x {shape[1]}: pgbench {median(theirs for theirs, _ in pairs):.0f} orders/s"
        f" with the same statements on {shape[0]} connections, the application"
        f" {median(ours for _, ours in pairs):.0f} as they were captured,"
        f" ratio {median(ours / theirs for theirs, ours in pairs):.2f}",
        flush=True,
    )


def _print_payments(side: Side, said: argparse.Namespace) -> None:
    """How long payments take at half of the greatest rate, seen in the same minute."""
    shape = (2, 16)
    told = []
    for _ in range(said.rounds):
        rate = side.round(shape, said.seconds).rate / 2
        asked = {"play": "paced", "seconds": said.seconds, "rate": rate / shape[0]}
        took = sorted(one for player in side.ask(shape, asked) for one in player["took_s"])
        told.append((rate, 1000 * median(took), 1000 * took[len(took) * 99 // 100]))
    print(
        f"payments at {median(rate for rate, _, _ in told):.0f} orders/s, half of the greatest:"
        f" {median(half for _, half, _ in told):.1f} ms in the median,"
        f" {median(most for _, _, most in told):.1f} at the 99th percentile,"
        f" ratio {median(most / half for _, half, most in told):.1f}",
        flush=True,
    )


def _print_lives(side: Side, said: argparse.Namespace) -> None:
    shape = (1, 16)
    side.ask(shape, {"play": "lives", "seconds": 0.5})
    told = [side.round(shape, said.seconds, "lives") for _ in range(said.rounds)]
    print(
        f"whole lives, one process: {median(one.rate for one in told):.0f} orders/s from quote to"
        f" settled ({median(one.players_ms for one in told):.2f} ms of CPU in the process,"
        f" {median(one.database_ms for one in told):.2f} in the database)",
        flush=True,
    )


def _shapes(said: str | None) -> Sequence[Shape]:
    if said is None:
        return SHAPES
    processes, threads = said.split("x")
    return ((int(processes), int(threads)),)


def _print(shape: Shape, told: dict[str, list[Round]]) -> None:
    words = [
        f"{name} {median(one.rate for one in ones):.0f} orders/s"
        f" ({median(one.players_ms for one in ones):.2f} ms of CPU in the players,"
        f" {median(one.database_ms for one in ones):.2f} in the database,"
        f" {median(one.locks for one in ones):.1%} of samples wait for a lock)"
        for name, ones in told.items()
    ]
    if "beside" in told:
        pairs = list(zip(told["here"], told["beside"], strict=True))
        words.append(f"ratio {median(here.rate / there.rate for here, there in pairs):.2f}")
        less = median(there.cpu_ms / here.cpu_ms for here, there in pairs)
        words.append(f"CPU {less:.2f} times less")
    print(f"{shape[0]} x {shape[1]}: " + ", ".join(words), flush=True)


if __name__ == "__main__":
    main()
