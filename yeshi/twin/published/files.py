"""The files of an instance and of a solution as the checker reads them: words and line numbers.

Nothing here is shared with the engine's own reader and writer, on purpose.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from yeshi.base.errors import InstanceError

Place = tuple[float, float]
ASSIGNMENTS = "solution_info_assignments.txt"
ORDERS = "solution_info_orders.txt"
COURIERS = "solution_info_couriers.txt"


@dataclass(frozen=True, slots=True)
class Assignment:
    """A line of the assignments: when it was made, the pick-up, who, and the orders in sequence."""

    where: str
    made: float
    pickup: float
    courier: str
    orders: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PublishedMove:
    """A line of the couriers' moves."""

    where: str
    departs: float
    origin: str
    destination: str


@dataclass(slots=True, kw_only=True)
class PublishedProblem:
    """What the instance's files say; minutes and metres."""

    speed: float = 0.0
    pickup_service: float = 0.0
    dropoff_service: float = 0.0
    restaurants: dict[str, Place] = field(default_factory=dict)
    orders: dict[str, tuple[Place, float, str, float]] = field(default_factory=dict)
    couriers: dict[str, tuple[Place, float, float]] = field(default_factory=dict)


@dataclass(slots=True)
class Solution:
    """What the solution's files say; a missing time is None."""

    assignments: list[Assignment] = field(default_factory=list)
    orders: dict[str, tuple[str, list[float | None], str]] = field(default_factory=dict)
    moves: dict[str, list[PublishedMove]] = field(default_factory=dict)


def _lines(path: Path) -> Iterator[tuple[str, list[str]]]:
    """Each line after the header: where it is, and its words."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise InstanceError(str(path), None, "no such file, or it cannot be read") from None
    for number, line in enumerate(text.splitlines()[1:], 2):
        if line.strip():
            yield f"{path.name}, line {number}", line.split()


def _number(where: str, text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    if value != value or value in (float("inf"), float("-inf")):
        raise InstanceError(where, None, f"not a time: {text!r}")
    return value


def _optional(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return None if value != value else value


def _wide(where: str, words: list[str], width: int) -> None:
    if len(words) < width:
        raise InstanceError(where, None, f"{len(words)} words where {width} are needed")


def read_problem(folder: Path) -> PublishedProblem:
    """The instance in `folder`."""
    problem = PublishedProblem()
    for where, words in _lines(folder / "instance_parameters.txt"):
        _wide(where, words, 3)
        speed, pickup, dropoff = (_number(where, word) for word in words[:3])
        problem.speed, problem.pickup_service, problem.dropoff_service = speed, pickup, dropoff
    for where, words in _lines(folder / "restaurants.txt"):
        _wide(where, words, 3)
        problem.restaurants[words[0]] = (_number(where, words[1]), _number(where, words[2]))
    for where, words in _lines(folder / "orders.txt"):
        _wide(where, words, 6)
        place = (_number(where, words[1]), _number(where, words[2]))
        placed, ready = _number(where, words[3]), _number(where, words[5])
        if words[4] not in problem.restaurants:
            raise InstanceError(where, None, f"unknown restaurant {words[4]}")
        problem.orders[words[0]] = (place, placed, words[4], ready)
    for where, words in _lines(folder / "couriers.txt"):
        _wide(where, words, 5)
        place = (_number(where, words[1]), _number(where, words[2]))
        problem.couriers[words[0]] = (place, _number(where, words[3]), _number(where, words[4]))
    return problem


def read_solution(folder: Path) -> Solution:
    """The solution in `folder`."""
    solved = Solution()
    for where, words in _lines(folder / ASSIGNMENTS):
        _wide(where, words, 4)
        made, pickup = _number(where, words[0]), _number(where, words[1])
        solved.assignments.append(Assignment(where, made, pickup, words[2], tuple(words[3:])))
    for where, words in _lines(folder / ORDERS):
        _wide(where, words, 6)
        times = [_optional(word) for word in words[1:5]]
        solved.orders[words[0]] = (where, times, words[5])
    for where, words in _lines(folder / COURIERS):
        _wide(where, words, 4)
        move = PublishedMove(where, _number(where, words[1]), words[2], words[3])
        solved.moves.setdefault(words[0], []).append(move)
    return solved
