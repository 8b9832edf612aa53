"""yeshi night and yeshi check, from outside."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.instances import small_instance
from yeshi.cli import main


def yeshi(*words: object) -> subprocess.CompletedProcess[str]:
    """Run the command line."""
    command = [sys.executable, "-m", "yeshi", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)


def test_a_night_is_run_measured_written_and_found_feasible(tmp_path: Path) -> None:
    """The whole way, twice with the same bytes."""
    instance = small_instance(tmp_path, 7)
    for out in ("one", "two"):
        ran = yeshi("night", instance, "--out", tmp_path / out)
        assert ran.returncode == 0, ran.stderr
        assert "click to door" in ran.stdout
    for name in ("assignments", "orders", "couriers"):
        file = f"solution_info_{name}.txt"
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()
    checked = yeshi("check", instance, tmp_path / "one")
    assert (checked.returncode, checked.stderr) == (0, "")
    assert "feasible" in checked.stdout


@pytest.mark.slow
def test_two_couriers_for_a_crowd_carry_bundles_within_every_rule(tmp_path: Path) -> None:
    """Written as the evaluator wants them: several orders on one line, in the order of doors."""
    instance = small_instance(tmp_path, 8, orders=60, couriers=2)
    ran = yeshi("night", instance, "--out", tmp_path / "out")
    assert ran.returncode == 0, ran.stderr
    checked = yeshi("check", instance, tmp_path / "out")
    assert (checked.returncode, checked.stderr) == (0, ""), checked.stdout
    lines = (tmp_path / "out" / "solution_info_assignments.txt").read_text().splitlines()[1:]
    assert any(len(line.split()) > 4 for line in lines)


@pytest.mark.slow
def test_a_night_with_moves_and_updates_keeps_every_rule(tmp_path: Path) -> None:
    """Couriers go to restaurants without an order, which the basic variant never has."""
    instance = small_instance(tmp_path, 9, orders=120, couriers=10)
    ways = {}
    for name, flags in (("basic", ()), ("both", ("--prepositioning", "--updates"))):
        ran = yeshi("night", instance, *flags, "--out", tmp_path / name)
        assert ran.returncode == 0, ran.stderr
        checked = yeshi("check", instance, tmp_path / name)
        assert checked.returncode == 0, checked.stdout
        moves = (tmp_path / name / "solution_info_couriers.txt").read_text().splitlines()[1:]
        ways[name] = [line.split() for line in moves]
    trips = (tmp_path / "basic" / "solution_info_assignments.txt").read_text().splitlines()[1:]
    to_restaurants = sum(way[3].startswith("r") for way in ways["basic"])
    assert to_restaurants == len(trips)
    lines = (tmp_path / "both" / "solution_info_assignments.txt").read_text().splitlines()[1:]
    assigned = {(line.split()[2], line.split()[0]) for line in lines}
    left = {(way[0], way[1]) for way in ways["both"] if way[3].startswith("r")}
    assert left - assigned, "nobody left before they had an order"


@pytest.mark.slow
def test_a_folder_of_nights_ends_in_a_table(tmp_path: Path) -> None:
    """One line a night, and the means."""
    for seed in (1, 2, 3):
        small_instance(tmp_path / "all", seed)
    ran = yeshi("night", tmp_path / "all", "--all", "--out", tmp_path / "out")
    assert ran.returncode == 0, ran.stderr
    assert "3 nights, 120 orders: mean gap" in ran.stdout
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "small1",
        "small2",
        "small3",
    ]


def _edit(name: str, old: str, new: str) -> Callable[[Path], None]:
    def act(folder: Path) -> None:
        path = folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return act


def _cell(name: str, line: int, column: int, value: str) -> Callable[[Path], None]:
    def act(folder: Path) -> None:
        lines = (folder / name).read_text(encoding="utf-8").splitlines()
        cells = lines[line - 1].split("\t")
        cells[column] = value
        lines[line - 1] = "\t".join(cells)
        (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")

    return act


FAULTS: list[tuple[Callable[[Path], None], str]] = [
    (lambda folder: (folder / "couriers.txt").unlink(), "couriers.txt: no such file"),
    (
        _edit("orders.txt", "ready_time", "redy"),
        "orders.txt, line 1: the column 'ready_time' is missing",
    ),
    (_cell("orders.txt", 3, 4, "r99"), "orders.txt, line 3: unknown restaurant r99"),
    (_cell("orders.txt", 4, 5, "1"), "orders.txt, line 4: ready at 1, before it is placed at"),
    (_cell("orders.txt", 5, 1, "NaN"), "orders.txt, line 5: x is not a finite number: 'NaN'"),
    (_cell("orders.txt", 6, 0, "o1"), "orders.txt, line 6: order o1 was on line 2 already"),
    (_cell("couriers.txt", 2, 4, "0"), "couriers.txt, line 2: off at 0, before on at"),
    (_cell("instance_parameters.txt", 2, 0, "0"), "line 2: meters_per_minute is not above 0"),
    (
        _edit("restaurants.txt", "r2\t", "r2 "),
        "restaurants.txt, line 3: 2 cells where the header has 3",
    ),
]


def refused(capsys: pytest.CaptureFixture[str], *words: object) -> str:
    """The line with which the command refuses, in this process; its exit code is 2."""
    with pytest.MonkeyPatch.context() as patch, pytest.raises(SystemExit) as ended:
        patch.setattr(sys, "argv", ["yeshi", *map(str, words)])
        main()
    said = capsys.readouterr().err
    assert ended.value.code == 2
    assert len(said.strip().splitlines()) == 1
    return said


@pytest.mark.parametrize(("spoil", "said"), FAULTS)
def test_a_malformed_instance_is_one_line(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    spoil: Callable[[Path], None],
    said: str,
) -> None:
    """File, line and fault; nothing written."""
    instance = small_instance(tmp_path, 1)
    spoil(instance)
    assert said in refused(capsys, "night", instance, "--out", tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_folder_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is named; from a shell it is one line too, without a traceback."""
    for words in (["night", tmp_path / "x"], ["night", tmp_path / "x", "--all"]):
        assert str(tmp_path / "x") in refused(capsys, *words)
    ran = yeshi("night", tmp_path / "x")
    assert ran.returncode == 2
    assert len(ran.stderr.strip().splitlines()) == 1
