"""Numbers at full speed: a function compiled once by Numba, and kept beside the source."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from numba import njit

Compiled = TypeVar("Compiled", bound=Callable[..., Any])


def kernel(function: Compiled) -> Compiled:
    """`function` compiled on its first call; the machine code is kept for later processes.

    Without fast-math: the same snapshot gives the same trips on every machine.
    """
    return cast(Compiled, njit(cache=True, error_model="numpy")(function))
