"""What may be told of a fault: its kind and its place, never its words, which may name somebody."""

from __future__ import annotations

from typing import TypeVar

F = TypeVar("F", bound=BaseException)
# What a fault of another process has with it: the kind and the place that it had there.
_ELSEWHERE = "elsewhere"


def kind_of(fault: BaseException) -> str:
    """The name of the fault's class."""
    kind, _ = getattr(fault, _ELSEWHERE, (type(fault).__name__, ""))
    return str(kind)


def place_of(fault: BaseException) -> str:
    """The module of this house and the line that it came out of, as `module:line`; "" without."""
    if hasattr(fault, _ELSEWHERE):
        return str(getattr(fault, _ELSEWHERE)[1])
    place, step = "", fault.__traceback__
    while step is not None:
        module = str(step.tb_frame.f_globals.get("__name__", ""))
        if module.split(".")[0] == "yeshi":
            place = f"{module}:{step.tb_lineno}"
        step = step.tb_next
    return place


def of_elsewhere(fault: F, kind: str, place: str) -> F:
    """The fault, which had that kind and place in another process."""
    setattr(fault, _ELSEWHERE, (kind, place))
    return fault
