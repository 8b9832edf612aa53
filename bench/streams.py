"""What many open pages hear, and what they cost: python -m bench.streams [--streams 1000].

The demo city runs in a process of its own, the streams are one client, and another one asks for `/`
all the while. First one stream listens alone, then all of them for as long. `--looking`: so many of
them ask for the control room's parts when they are told, as a browser does. What each hears is told
against the one alone, in messages, and against who heard most at the same time, in ids; CPU is of
the city's process, of one core.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import shutil
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from random import Random
from statistics import median

import httpx
import psutil

from bench.running import ROOT, Side

PARTS = ("/control/part?start=0", "/control/map")
ASKED_EVERY_S = 0.2
EVERY_S = 1.0
CHANCE = Random(2018)


@dataclass(slots=True)
class Heard:
    """What one stream was told: messages, and ids in them; and up to where."""

    messages: int = 0
    ids: int = 0
    mark: str = ""


@dataclass(slots=True)
class Phase:
    """A while with so many streams: what each heard, what `/` and the parts took, and the CPU."""

    streams: list[Heard]
    front_ms: list[float] = field(default_factory=list)
    parts_ms: list[float] = field(default_factory=list)
    cpu: float = 0.0
    seconds: float = 0.0


def main() -> None:
    """Print what one stream heard, and what many did; of another checkout too."""
    asked = argparse.ArgumentParser(prog="python -m bench.streams")
    asked.add_argument("--streams", type=int, default=1000)
    asked.add_argument("--seconds", type=float, default=20.0)
    asked.add_argument("--looking", type=int, default=0)
    asked.add_argument("--of", nargs="+", default=["*"], help="what each stream listens to")
    asked.add_argument("--beside", type=Path, help="another checkout, to compare with")
    said = asked.parse_args()
    scratch = Path(tempfile.mkdtemp(prefix="yeshi-"))
    checkouts = {"here": ROOT} | ({"beside": said.beside.resolve()} if said.beside else {})
    print("| | streams | messages/s of each: median | ids/s: median | of one alone | least of the most"
          " | `/` ms: median | 95 % | parts/s | parts ms | CPU |")  # fmt: skip
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    try:
        for name, checkout in checkouts.items():
            side = Side(checkout, scratch / name)
            try:
                side.start()
                time.sleep(5.0)
                alone = asyncio.run(_listen(side, 1, 0, said.of, said.seconds))
                many = asyncio.run(_listen(side, said.streams, said.looking, said.of, said.seconds))
                _print(name, alone, alone)
                _print(name, many, alone)
            finally:
                side.kill()
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


async def _listen(side: Side, streams: int, looking: int, of: list[str], seconds: float) -> Phase:
    phase, process = Phase([Heard() for _ in range(streams)]), side.process
    address = f"http://127.0.0.1:{side.port}"
    many = httpx.Limits(max_connections=300, max_keepalive_connections=300)
    async with httpx.AsyncClient(base_url=address, timeout=60, limits=many) as client:
        lookers = [client if number < looking else None for number in range(streams)]
        opened = [
            asyncio.create_task(_stream(side.port, of, heard, looker, phase))
            for heard, looker in zip(phase.streams, lookers, strict=True)
        ]
        await asyncio.sleep(2.0 + streams / 200)
        for heard in phase.streams:
            heard.messages = heard.ids = 0
        begun, used = time.monotonic(), _cpu_s(process)
        with ProcessPoolExecutor(1, get_context("spawn")) as beside:
            asks = asyncio.get_running_loop().run_in_executor(
                beside, _ask_for_front, side.port, seconds
            )
            phase.front_ms = await asks
        phase.seconds = time.monotonic() - begun
        phase.cpu = (_cpu_s(process) - used) / phase.seconds
        for one in opened:
            one.cancel()
        await asyncio.gather(*opened, return_exceptions=True)
    return phase


def _ask_for_front(port: int, seconds: float) -> list[float]:
    """How many milliseconds `/` took each time, asked for that long."""
    took, begun = [], time.monotonic()
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60) as client:
        while time.monotonic() - begun < seconds:
            asked_at = time.perf_counter()
            client.get("/").raise_for_status()
            took.append(1000 * (time.perf_counter() - asked_at))
            time.sleep(ASKED_EVERY_S)
    return took


async def _stream(
    port: int, of: list[str], heard: Heard, client: httpx.AsyncClient | None, phase: Phase
) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    query = "&".join(f"of={one}" for one in of)
    writer.write(f"GET /live?{query} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
    looks: asyncio.Task[None] | None = None
    try:
        while line := await reader.readline():
            if not line.startswith(b"data: {"):
                continue
            told = json.loads(line[6:])
            if not told:
                continue
            heard.messages += 1
            heard.ids += len(told["concerns"])
            heard.mark = told.get("mark", "")
            if client is not None and (looks is None or looks.done()):
                looks = asyncio.create_task(_look(client, told, heard, phase))
    finally:
        writer.close()
        if looks is not None:
            looks.cancel()


async def _look(
    client: httpx.AsyncClient, told: dict[str, object], heard: Heard, phase: Phase
) -> None:
    """Ask for the parts as `parts.js` does."""
    await asyncio.sleep(EVERY_S + CHANCE.random() * float(str(told.get("spread_ms", 0))) / 1000)
    for part in PARTS:
        asked_at = time.perf_counter()
        answer = await client.get(part, headers={"X-Told": heard.mark})
        answer.raise_for_status()
        phase.parts_ms.append(1000 * (time.perf_counter() - asked_at))


def _cpu_s(process: psutil.Process) -> float:
    used = process.cpu_times()
    return used.user + used.system


def _print(name: str, phase: Phase, alone: Phase) -> None:
    ids = sorted(heard.ids / phase.seconds for heard in phase.streams)
    messages = median(heard.messages / phase.seconds for heard in phase.streams)
    before = alone.streams[0].messages / alone.seconds
    front = sorted(phase.front_ms)
    parts = f"{median(phase.parts_ms):.0f}" if phase.parts_ms else ""
    print(
        f"| {name} | {len(ids)} | {messages:.2f} | {median(ids):.0f} | {messages / before:.2f}"
        f" | {ids[0] / ids[-1]:.2f} | {median(front):.1f} | {front[int(len(front) * 0.95)]:.1f}"
        f" | {len(phase.parts_ms) / phase.seconds:.0f} | {parts} | {phase.cpu:.2f} |",
        flush=True,
    )


if __name__ == "__main__":
    main()
