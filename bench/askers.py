"""How long `/` takes beside visitors who ask for what is costly: python -m bench.askers [--beside DIR].

Eight visitors, each from an address of their own, ask without a pause for pictures, for reports, for
figures, or try passwords; one more reads `/` all the while. Each is told as a multiple of `/` alone
just before, on the same city. With another checkout beside it, both take turns.
"""

from __future__ import annotations

import argparse
import random
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from http.client import HTTPConnection, HTTPException
from multiprocessing import get_context
from pathlib import Path
from statistics import median, quantiles
from typing import Any
from urllib.parse import urlencode

from bench.running import ROOT, Side

ROUNDS = 3
ASKERS = 8
TRADES_S = 10.0
Ask = tuple[str, str, bytes | None]


def picture(_: random.Random) -> Ask:
    """The chart of the day under way."""
    return "GET", "/city/chart?as=png", None


def report(chance: random.Random) -> Ask:
    """A report of a period that nobody else asks for."""
    until = date(2026, 11, 20) - timedelta(days=chance.randrange(400))
    since = until - timedelta(days=chance.randrange(1, 60))
    return "POST", "/city/report", urlencode({"from": since, "to": until}).encode()


def figure(chance: random.Random) -> Ask:
    """A figure over all days."""
    name = chance.choice(["trade", "waiting", "orders"])
    return "GET", f"/api/figures/{name}?by=day&by=merchant", None


def password(chance: random.Random) -> Ask:
    """A wrong one, of somebody who is not known."""
    said = {"id": f"nobody-{chance.randrange(10**6)}", "password": "wrong"}
    return "POST", "/sign-in", urlencode(said).encode()


KINDS: dict[str, Callable[[random.Random], Ask]] = {
    "pictures": picture, "reports": report, "figures": figure, "passwords": password,
}  # fmt: skip


def ask(port: int, kind: str, number: int, until: float) -> Counter[int]:
    """One visitor asks until then; how often they were answered how."""
    chance, told = random.Random(number), Counter[int]()
    headers = {
        "X-Forwarded-For": f"198.51.100.{number}", "Content-Type": "application/x-www-form-urlencoded"
    }  # fmt: skip
    connection = HTTPConnection("127.0.0.1", port, timeout=120)
    while time.time() < until:
        method, path, body = KINDS[kind](chance)
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            answer.read()
            told[answer.status] += 1
        except (OSError, HTTPException):
            connection.close()
            told[0] += 1
    return told


def all_ask(port: int, kind: str, until: float, tell: Any) -> None:
    """All visitors at once; how they were answered is sent on."""
    with ThreadPoolExecutor(ASKERS) as many:
        answers = many.map(lambda number: ask(port, kind, number, until), range(1, ASKERS + 1))
        tell.put(sum(answers, Counter()))


def read_front(port: int, until: float) -> list[float]:
    """The milliseconds that each reading of `/` took."""
    took, connection = [], HTTPConnection("127.0.0.1", port, timeout=120)
    while time.time() < until:
        begun = time.perf_counter()
        connection.request("GET", "/")
        connection.getresponse().read()
        took.append((time.perf_counter() - begun) * 1000)
        time.sleep(0.02)
    return took


def beside(port: int, kind: str, seconds: float) -> tuple[list[float], list[float], Counter[int]]:
    """`/` alone, then beside those who ask; and how they were answered."""
    alone = read_front(port, time.time() + seconds / 2)
    context = get_context("spawn")
    told, until = context.Queue(), time.time() + seconds + 1
    askers = context.Process(target=all_ask, args=(port, kind, until, told))
    askers.start()
    time.sleep(1)
    taken = read_front(port, until)
    answers = told.get(timeout=180)
    askers.join()
    return alone, taken, answers


def main() -> None:
    """Print for each kind of asker what `/` took, and how they were answered."""
    parser = argparse.ArgumentParser(prog="python -m bench.askers")
    parser.add_argument("--beside", type=Path, help="another checkout, to compare with")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--kinds", nargs="*", default=list(KINDS))
    said = parser.parse_args()
    checkouts = {"here": ROOT} | ({"beside": said.beside.resolve()} if said.beside else {})
    for kind in said.kinds:
        ratios: dict[str, list[float]] = {name: [] for name in checkouts}
        for _ in range(said.rounds):
            for name, checkout in checkouts.items():
                ratios[name].append(_round(name, checkout, kind, said.seconds))
        for name, found in ratios.items():
            print(f"{kind} {name}: / takes {median(found):.2f} times as long", flush=True)


def _warm(port: int, kind: str) -> None:
    """Ask until it is answered: what a city does once, when it has just begun, is not measured."""
    ends = time.time() + 300
    while 503 in ask(port, kind, 250, time.time() + 0.01) and time.time() < ends:
        time.sleep(1)


def _round(name: str, checkout: Path, kind: str, seconds: float) -> float:
    scratch = Path(tempfile.mkdtemp(prefix="yeshi-"))
    side = Side(checkout, scratch / "city")
    try:
        side.start()
        time.sleep(TRADES_S)
        _warm(side.port, kind)
        alone, taken, answers = beside(side.port, kind, seconds)
    finally:
        side.stop()
        shutil.rmtree(scratch, ignore_errors=True)
    ratio = median(taken) / median(alone)
    late = quantiles(taken, n=20)[-1]
    print(
        f"  {kind} {name}: alone {median(alone):.0f} ms, beside {median(taken):.0f} ms"
        f" (95 %: {late:.0f}, most {max(taken):.0f}); answered {dict(sorted(answers.items()))}",
        flush=True,
    )
    return ratio


if __name__ == "__main__":
    main()
