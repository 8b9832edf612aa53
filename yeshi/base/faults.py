"""What may be told of a fault: its kind and its place, never its words, which may name somebody."""

from __future__ import annotations


def kind_of(fault: BaseException) -> str:
    """The name of the fault's class."""
    return type(fault).__name__


def place_of(fault: BaseException) -> str:
    """The module of this house and the line that it came out of, as `module:line`; "" without."""
    place, step = "", fault.__traceback__
    while step is not None:
        module = str(step.tb_frame.f_globals.get("__name__", ""))
        if module.split(".")[0] == "yeshi":
            place = f"{module}:{step.tb_lineno}"
        step = step.tb_next
    return place
