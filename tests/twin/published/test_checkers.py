"""The checker finds each rule's breach, and where."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.instances import small_instance
from yeshi.twin.instances.grubhub import read
from yeshi.twin.published.checkers import check
from yeshi.twin.published.report import deliveries
from yeshi.twin.published.solution import ASSIGNMENTS, COURIERS, ORDERS, write
from yeshi.wiring.rehearsed import run_night

Lines = list[list[str]]


@pytest.fixture(scope="module")
def solved(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """An instance and its feasible solution."""
    folder = tmp_path_factory.mktemp("solved")
    instance = small_instance(folder, 11)
    night = run_night(read(instance))
    write(night.instance, deliveries(night), folder / "solution")
    return instance, folder / "solution"


def _spoil(solution: Path, name: str, change: Callable[[Lines], Lines]) -> None:
    header, *lines = (solution / name).read_text(encoding="utf-8").splitlines()
    changed = change([line.split() for line in lines])
    text = "\n".join([header, *(" ".join(words) for words in changed)]) + "\n"
    (solution / name).write_text(text, encoding="utf-8")


def _set(line: int, column: int, value: Callable[[str], str]) -> Callable[[Lines], Lines]:
    def change(lines: Lines) -> Lines:
        lines[line][column] = value(lines[line][column])
        return lines

    return change


def _plus(minutes: int) -> Callable[[str], str]:
    return lambda text: str(int(text) + minutes)


BREACHES: list[tuple[str, Callable[[Lines], Lines], str]] = [
    (ASSIGNMENTS, _set(0, 0, _plus(-300)), "placed before assigned"),
    (ASSIGNMENTS, _set(0, 0, _plus(300)), "assigned before pick-up"),
    (ASSIGNMENTS, _set(0, 1, _plus(-60)), "ready before pick-up"),
    (ASSIGNMENTS, _set(0, 1, _plus(600)), "pick-up within the shift"),
    (ASSIGNMENTS, _set(0, 1, _plus(1)), "told alike"),
    (ASSIGNMENTS, lambda lines: [*lines, lines[0]], "one assignment"),
    (ASSIGNMENTS, _set(0, 2, lambda _: "c99"), "known courier"),
    (ASSIGNMENTS, _set(0, 3, lambda _: "o99"), "known order"),
    (ASSIGNMENTS, lambda lines: lines[1:], "assigned"),
    (ORDERS, lambda lines: lines[1:], "every order"),
    (ORDERS, _set(0, 2, _plus(1)), "instance's times"),
    (ORDERS, _set(0, 4, _plus(-1)), "at the door at the drop-off"),
    (COURIERS, lambda lines: lines[1:], "continuous in place"),
    (COURIERS, _set(1, 1, _plus(-1)), "in the restaurant at the pick-up"),
    (COURIERS, _set(2, 1, _plus(-30)), "continuous in time"),
    (COURIERS, _set(0, 3, lambda _: "nowhere"), "known place"),
]


@pytest.mark.parametrize(("name", "change", "rule"), BREACHES)
def test_a_broken_rule_is_named(
    solved: tuple[Path, Path],
    tmp_path: Path,
    name: str,
    change: Callable[[Lines], Lines],
    rule: str,
) -> None:
    """One line changed, and the checker says which rule broke where."""
    instance, solution = solved
    spoiled = tmp_path / "solution"
    shutil.copytree(solution, spoiled)
    assert check(instance, spoiled) == []
    _spoil(spoiled, name, change)
    breaches = check(instance, spoiled)
    assert rule in {breach.rule for breach in breaches}
    assert all(breach.where and breach.fault for breach in breaches)


def test_bundles_of_two_restaurants_and_drops_too_close(
    solved: tuple[Path, Path], tmp_path: Path
) -> None:
    """Two assignments made one."""
    instance, solution = solved
    spoiled = tmp_path / "solution"
    shutil.copytree(solution, spoiled)

    def join(lines: Lines) -> Lines:
        orders = {order.id: order.restaurant for order in read(instance).orders}
        other = next(x for x in lines[1:] if orders[x[3]] != orders[lines[0][3]])
        return [[*lines[0], other[3]], *[line for line in lines[1:] if line is not other]]

    _spoil(spoiled, ASSIGNMENTS, join)
    assert "one restaurant" in {breach.rule for breach in check(instance, spoiled)}
