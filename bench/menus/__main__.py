"""How well paper menus are read: python -m bench.menus [--photos N] [--first N] [--keep DIR].

Photos are made up with fixed seeds, so what they say is known; each is read as `yeshi menu` reads
it, one after the other in this process. The packages of fonts are Debian's (`PACKAGES`). Seconds
are of this machine's cores and whatever else runs on them; seconds of CPU are told beside.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from dataclasses import astuple
from pathlib import Path
from random import Random
from statistics import mean, median

from bench.menus.papers import FONTS, PACKAGES, look_of
from bench.menus.photos import make_photo
from bench.menus.scoring import Score, score
from yeshi.wiring.menus import open_eyes, read_menu

RIGHT_BAR, MARKED_BAR, SECONDS_BAR = 0.97, 0.90, 8.0


def main() -> None:
    """Print a line a photo, and all together against the bars."""
    asked = argparse.ArgumentParser(prog="python -m bench.menus")
    asked.add_argument("--photos", type=int, default=30)
    asked.add_argument("--first", type=int, default=0, help="the number of the first photo")
    asked.add_argument("--keep", type=Path, help="a folder to write the photos to")
    given = asked.parse_args()
    missing = [file for file, _ in FONTS if not Path(file).is_file()]
    if missing:
        sys.exit(f"{missing[0]} is missing: apt-get install {PACKAGES}")
    open_eyes()(make_photo(given.first).jpeg)
    scores: list[Score] = []
    walls: list[float] = []
    works: list[float] = []
    print("| photo | columns | sizes | rows | right | wrong, marked | s | CPU s |")
    print("| ---: | ---: | --- | ---: | ---: | --- | ---: | ---: |")
    for number in range(given.first, given.first + given.photos):
        photo = make_photo(number)
        if given.keep:
            given.keep.mkdir(parents=True, exist_ok=True)
            (given.keep / f"{number:03}.jpg").write_bytes(photo.jpeg)
        began, worked = time.perf_counter(), time.process_time()
        read = read_menu(photo.jpeg, "CNY", open_eyes)
        walls.append(time.perf_counter() - began)
        works.append(time.process_time() - worked)
        one = score(photo.rows, read.rows)
        scores.append(one)
        look = look_of(number, Random(2018 + number))
        print(
            f"| {number} | {look.columns} | {look.sizes or 'none'} | {one.rows} | {one.right} "
            f"| {one.wrong + one.unread}, {one.marked} | {walls[-1]:.1f} | {works[-1]:.1f} |",
            flush=True,
        )
    _together(scores, walls, works)


def _together(scores: Sequence[Score], walls: Sequence[float], works: Sequence[float]) -> None:
    rows, right, category, wrong, marked, unread, for_nothing = (
        sum(values) for values in zip(*(astuple(one) for one in scores), strict=True)
    )
    faults = wrong + unread
    share = marked / faults if faults else 1.0
    print()
    print(
        f"rows right in name, size and price: {right} of {rows}, {right / rows:.1%} (bar {RIGHT_BAR:.0%})"
    )
    print(f"of those, under their category: {category / max(1, right):.1%}")
    print(
        f"wrong or unread rows that are marked: {marked} of {faults}, {share:.0%} (bar {MARKED_BAR:.0%})"
    )
    print(f"right rows that are marked: {for_nothing / max(1, right):.1%}")
    print(
        f"seconds a photo: {median(walls):.1f} in the median, {max(walls):.1f} at most (bar {SECONDS_BAR:g}); "
        f"CPU {mean(works):.1f}"
    )


if __name__ == "__main__":
    main()
