"""A cluster of two machines plays what one machine would, byte by byte, also when one is lost."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from time import sleep
from typing import Any

import pytest

from tests.instances import small_instance
from yeshi.adapters.crews.cores import Cores
from yeshi.base.errors import ClusterUnreachable, InputError
from yeshi.cli import main
from yeshi.wiring.crews import crew_at

ray = pytest.importorskip("ray", reason="needs yeshi[ray]; make proof installs it")

NIGHTS = 4
SCENARIO = """
name = {{ zh = "{name}", en = "{name}" }}
city = "changsha"
begins = 18:00:00
hours = 1
[fleet]
couriers = {couriers}
"""

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]


class Machines:
    """A cluster on this machine: a head without cores, and two nodes."""

    def __init__(self) -> None:
        from ray.cluster_utils import Cluster

        here = {"node_ip_address": "127.0.0.1", "include_dashboard": False}
        self._cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 0, **here})
        self.nodes = [self._cluster.add_node(num_cpus=1, **here) for _ in range(2)]
        self.address: str = self._cluster.address

    def lose(self) -> None:
        """Kill one of the nodes, as when its power goes."""
        self._cluster.remove_node(self.nodes.pop(), allow_graceful=False)

    def end(self) -> None:
        """End all of it."""
        self._cluster.shutdown()


@pytest.fixture
def machines(monkeypatch: pytest.MonkeyPatch) -> Iterator[Machines]:
    """Two machines; nothing is told to anybody of them."""
    monkeypatch.setenv("RAY_USAGE_STATS_ENABLED", "0")
    monkeypatch.setenv("RAY_DISABLE_IMPORT_WARNING", "1")
    # At 127.0.0.1 alone, which Ray takes for another address where it expects other machines.
    monkeypatch.setenv("RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER", "0")
    monkeypatch.setattr("ray._private.ray_constants.ENABLE_RAY_CLUSTER", False)
    folder = Path(tempfile.mkdtemp(prefix="ray-"))
    monkeypatch.setenv("RAY_TMPDIR", str(folder))
    running = Machines()
    yield running
    running.end()
    shutil.rmtree(folder, ignore_errors=True)


def yeshi(monkeypatch: pytest.MonkeyPatch, *words: object) -> None:
    """Run the command line in this process."""
    monkeypatch.setattr(sys, "argv", ["yeshi", *map(str, words)])
    with pytest.raises(SystemExit) as ended:
        main()
    assert not ended.value.code, words


def told(folder: Path) -> dict[str, Any]:
    """All files of a folder, but the journal, whose nights stand as they came to an end."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "nights.jsonl"
    }


def test_a_comparison_is_the_same_when_a_machine_is_lost(
    machines: Machines, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One is killed after the second night; what it played is played anew."""
    sides = [tmp_path / "a.toml", tmp_path / "b.toml"]
    for side, couriers in zip(sides, (12, 20), strict=True):
        side.write_text(SCENARIO.format(name=side.stem, couriers=couriers), encoding="utf-8")
    here, there = tmp_path / "here", tmp_path / "there"
    yeshi(monkeypatch, "compare", *sides, "--nights", NIGHTS, "--out", here)

    def lose_one() -> None:
        journal = there / "nights.jsonl"
        while not (journal.exists() and len(journal.read_text().splitlines()) >= 2):
            sleep(0.05)
        machines.lose()

    losing = Thread(target=lose_one, daemon=True)
    losing.start()
    address = ("--ray", machines.address)
    yeshi(monkeypatch, "compare", *sides, "--nights", NIGHTS, "--out", there, *address)
    losing.join(60)
    assert len(machines.nodes) == 1
    assert told(there) == told(here)
    assert len((there / "nights.jsonl").read_text().splitlines()) == 2 * NIGHTS


def test_published_nights_are_solved_with_the_same_bytes(
    machines: Machines, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Though the folders of the instances are read and written here alone."""
    nights = tmp_path / "nights"
    for seed in (1, 2, 3):
        small_instance(nights, seed)
    for out, more in (("here", ()), ("there", ("--ray", machines.address))):
        yeshi(monkeypatch, "night", nights, "--all", "--out", tmp_path / out, *more)
    assert told(tmp_path / "there") == told(tmp_path / "here")
    assert len(told(tmp_path / "here")) == 9


def other(_: int) -> int:
    """What is never done."""
    return 0


def test_other_code_and_no_cluster_are_told(
    machines: Machines, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A machine with another program would play other nights."""
    from yeshi.adapters.crews.cluster import Cluster

    versions = iter(("ours", "theirs"))
    crew = Cluster(machines.address, lambda: next(versions, "theirs"))
    with pytest.raises(InputError, match="a machine of the cluster has other code"):
        list(crew.each(other, [1]))
    with pytest.raises(ClusterUnreachable, match=r"no Ray cluster at 127\.0\.0\.1:1"):
        list(crew_at("127.0.0.1:1").each(other, [1]))
    assert isinstance(crew_at(None), Cores)
