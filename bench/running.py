"""How fast a city stops, and serves again after it was killed: python -m bench.running [--beside DIR].

Each round starts the city anew on its folder. Stopped: from SIGTERM to the end of the process, with
streams open. Killed: from the new process to its first page, and the CPU seconds it took until
then. With another checkout beside it, both take turns and the ratios are told: machines are shared.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from http.client import HTTPConnection
from pathlib import Path
from statistics import median

import psutil

ROOT = Path(__file__).parent.parent
ROUNDS = 5
STREAMS = 20
TRADES_S = 4.0


class Side:
    """One checkout with a city of its own."""

    def __init__(self, checkout: Path, home: Path) -> None:
        self._checkout, self._home = checkout, home
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> tuple[float, float]:
        """Start the city; real seconds and CPU seconds until its first page was read."""
        environment = os.environ | {
            "PYTHONPATH": str(self._checkout), "YESHI_HOME": str(self._home),
            "YESHI_PORT": str(self.port), "YESHI_SPEED": "60",
        }  # fmt: skip
        begun = time.monotonic()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "yeshi", "demo"], cwd=self._checkout, env=environment,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        while not self._page():
            if self._process.poll() is not None or time.monotonic() - begun > 120:
                raise RuntimeError("the city does not start")
            time.sleep(0.02)
        took_s = time.monotonic() - begun
        used = psutil.Process(self._process.pid).cpu_times()
        return took_s, used.user + used.system

    @property
    def process(self) -> psutil.Process:
        """The city's process; RuntimeError where there is none."""
        if self._process is None:
            raise RuntimeError("no city")
        return psutil.Process(self._process.pid)

    def _page(self) -> bool:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request("GET", "/")
            return connection.getresponse().status == 200
        except OSError:
            return False
        finally:
            connection.close()

    def stop(self) -> float:
        """Stop the city while pages listen for news; real seconds until the process was gone."""
        if self._process is None:
            raise RuntimeError("no city")
        streams = [self._stream() for _ in range(STREAMS)]
        begun = time.monotonic()
        self._process.send_signal(signal.SIGTERM)
        self._process.wait(60)
        took_s = time.monotonic() - begun
        for one in streams:
            one.close()
        return took_s

    def _stream(self) -> socket.socket:
        stream = socket.create_connection(("127.0.0.1", self.port), timeout=10)
        stream.sendall(b"GET /live?of=* HTTP/1.1\r\nHost: localhost\r\n\r\n")
        stream.recv(4096)
        return stream

    def kill(self) -> None:
        """End the city as the power would, though its database goes on."""
        if self._process is not None and self._process.poll() is None:
            self._process.kill()
            self._process.wait(10)


def play(side: Side) -> dict[str, float]:
    """One round: start, trade, kill, start again, trade, stop."""
    side.start()
    time.sleep(TRADES_S)
    side.kill()
    again_s, cpu_s = side.start()
    time.sleep(TRADES_S)
    return {"restart_s": again_s, "restart_cpu_s": cpu_s, "stop_s": side.stop()}


def main() -> None:
    """Print the figures of this checkout, and beside another one the ratios."""
    parser = argparse.ArgumentParser(prog="python -m bench.running")
    parser.add_argument("--beside", type=Path, help="another checkout, to compare with")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    said = parser.parse_args()
    checkouts = {"here": ROOT} | ({"beside": said.beside.resolve()} if said.beside else {})
    scratch = Path(tempfile.mkdtemp(prefix="yeshi-"))
    sides = {name: Side(one, scratch / name) for name, one in checkouts.items()}
    told: list[dict[str, dict[str, float]]] = []
    try:
        for side in sides.values():
            side.start()
            side.stop()
        for _ in range(said.rounds):
            told.append({name: play(side) for name, side in sides.items()})
            print(json.dumps(told[-1]), file=sys.stderr, flush=True)
    finally:
        for side in sides.values():
            side.kill()
        shutil.rmtree(scratch, ignore_errors=True)
    for figure in ("restart_s", "restart_cpu_s", "stop_s"):
        for name in sides:
            found = [one[name][figure] for one in told]
            print(f"{figure} {name}: median {median(found):.2f}, most {max(found):.2f}")
        if "beside" in sides:
            ratio = median(one["here"][figure] / one["beside"][figure] for one in told)
            print(f"{figure} ratio: {ratio:.2f}")


if __name__ == "__main__":
    main()
