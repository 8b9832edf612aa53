"""yeshi compare and yeshi fit, from outside."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.instances import small_instance

SCENARIOS = Path(__file__).parents[3] / "examples" / "scenarios"
SHORT = 'like = "{}"\nname = {{ zh = "短", en = "Short" }}\nhours = {}\n'


def yeshi(*words: object) -> subprocess.CompletedProcess[str]:
    """Run the command line."""
    command = [sys.executable, "-m", "yeshi", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, timeout=200, check=False)


def short(folder: Path, name: str, hours: float = 0.5) -> Path:
    """An example, cut short."""
    path = folder / f"{name}.toml"
    path.write_text(SHORT.format(SCENARIOS / f"{name}.toml", hours), encoding="utf-8")
    return path


def test_a_comparison_is_told_written_and_gone_on_with(tmp_path: Path) -> None:
    """Table, JSON and page; more nights play only what is new; nothing changes by stopping."""
    a, b, out = short(tmp_path, "usual"), short(tmp_path, "robots"), tmp_path / "out"
    ran = yeshi("compare", a, b, "--nights", 2, "--out", out)
    assert ran.returncode == 0, ran.stderr
    assert "hours of robots" in ran.stdout
    told = json.loads((out / "comparison.json").read_text())
    assert told["seeds"] == [1, 2]
    assert next(d for d in told["differences"] if d["measure"] == "robot_hours")["mean"] == 5.0
    page = (out / "comparison.html").read_text()
    assert "Ten robots" not in page
    assert "Short" in page
    nights = (out / "nights.jsonl").read_text().splitlines()
    assert len(nights) == 4
    # A line cut off by a stop counts for nothing.
    (out / "nights.jsonl").write_text("\n".join(nights[:3]) + "\n" + nights[3][:40])
    again = yeshi("compare", a, b, "--nights", 3, "--out", out, "--language", "zh")
    assert again.returncode == 0, again.stderr
    assert "预演" in (out / "comparison.html").read_text()
    more = json.loads((out / "comparison.json").read_text())
    assert more["nights"][:2] == told["nights"]
    lines = (out / "nights.jsonl").read_text().splitlines()
    assert lines[:3] == nights[:3]
    assert len(lines) == 3 + 1 + 3


@pytest.mark.slow
def test_a_stopped_comparison_keeps_its_nights(tmp_path: Path) -> None:
    """Ctrl-C: one sentence, exit code 130, no process left."""
    a, b, out = short(tmp_path, "usual", 4), short(tmp_path, "rain", 4), tmp_path / "out"
    command = [sys.executable, "-m", "yeshi", "compare", a, b, "--nights", "500", "--out", out]
    with subprocess.Popen([*map(str, command)], stderr=subprocess.PIPE, text=True) as running:
        journal = out / "nights.jsonl"
        waited = time.monotonic()
        while not (journal.exists() and journal.read_text().count("\n") >= 2):
            assert running.poll() is None
            assert time.monotonic() - waited < 120
            time.sleep(0.2)
        running.send_signal(signal.SIGINT)
        _, said = running.communicate(timeout=60)
    assert running.returncode == 130
    assert "stopped; the nights done are kept" in said
    assert "Traceback" not in said
    assert all(json.loads(line)["values"] for line in journal.read_text().splitlines())


def test_a_night_without_couriers_or_orders_is_told_all_the_same(tmp_path: Path) -> None:
    """Nothing delivered has no minutes: a dash, null in JSON, and no interval."""
    empty = tmp_path / "empty.toml"
    empty.write_text(
        'name = { zh = "空", en = "Empty" }\nhours = 0.5\n[fleet]\ncouriers = 0\n'
        "[demand]\nscale = 0.0\n"
    )
    ran = yeshi("compare", empty, short(tmp_path, "usual"), "--nights", 2, "--out", tmp_path / "o")
    assert ran.returncode == 0, ran.stderr
    told = json.loads((tmp_path / "o" / "comparison.json").read_text())
    assert told["nights"][0][0]["click_to_door"] is None
    assert "Traceback" not in ran.stderr


def test_a_wrong_scenario_ends_with_its_line(tmp_path: Path) -> None:
    """Exit code 2, one sentence, nothing written."""
    wrong = tmp_path / "wrong.toml"
    wrong.write_text('name = { zh = "x", en = "x" }\n[fleet]\nrobots = -3\n')
    ran = yeshi("compare", wrong, SCENARIOS / "rain.toml", "--out", tmp_path / "out")
    assert ran.returncode == 2
    assert (
        f"{wrong}, line 3: fleet.robots: must be greater than or equal to 0, not -3" in ran.stderr
    )
    assert not (tmp_path / "out").exists()


@pytest.mark.slow
def test_demand_is_fitted_to_an_instance_and_rehearsed(tmp_path: Path) -> None:
    """From the orders to a scenario of their city."""
    instance = small_instance(tmp_path, 3, orders=80)
    ran = yeshi("fit", instance, "--out", tmp_path / "demand.toml")
    assert ran.returncode == 0, ran.stderr
    assert "80 orders of 1 night(s)" in ran.stdout
    nowhere = yeshi("fit", instance, "--out", tmp_path / "no" / "demand.toml")
    assert nowhere.returncode == 2
    assert "cannot be written: No such file or directory" in nowhere.stderr
    scenario = tmp_path / "it.toml"
    scenario.write_text(
        'name = { zh = "x", en = "x" }\nfitted = "demand.toml"\nbegins = 00:00:00\nhours = 24\n'
        "[fleet]\nshifts = [[00:00:00, 24, 1]]\n[fees]\nreach_minutes = 60\n"
    )
    ran = yeshi("compare", scenario, scenario, "--nights", 2, "--out", tmp_path / "out")
    assert ran.returncode == 0, ran.stderr
    orders = json.loads((tmp_path / "out" / "comparison.json").read_text())["differences"][0]
    assert 40 < orders["a"] < 130
    assert orders["mean"] == 0
