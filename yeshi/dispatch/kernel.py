"""Numbers at full speed: a function compiled once by Numba, and kept beside the source."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import blake2b
from pathlib import Path
from typing import Any, TypeVar, cast

from numba import njit

Compiled = TypeVar("Compiled", bound=Callable[..., Any])


def _sources() -> str:
    """A digest of all that kernels are made of: this folder's files."""
    digest = blake2b(digest_size=16)
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


SOURCES = _sources()


def inlined(function: Compiled) -> Compiled:
    """`function` compiled into each kernel that calls it, and counting no references.

    A call of its own would hand over every array, and Numba counts a reference to each of them on
    the way in and out: for the few steps of a trip that costs several times the work itself. What
    counts none can make no array either.
    """
    return cast(Compiled, njit(error_model="numpy", forceinline=True, _nrt=False)(function))


def unreferenced(function: Compiled) -> Compiled:
    """As `inlined`, but called: for what is too long to be written out at each place."""
    return cast(Compiled, njit(error_model="numpy", _nrt=False)(function))


def kernel(function: Compiled) -> Compiled:
    """`function` compiled on its first call; the machine code is kept for later processes.

    Without fast-math: the same snapshot gives the same trips on every machine.
    """
    compiled = njit(cache=True, error_model="numpy")(function)
    # Numba asks only whether the kernel's own file is as it was; the kernels it calls are compiled
    # into it, so what was kept is good only as long as none of their files has changed.
    compiled._cache._cache_file._source_stamp = SOURCES
    return cast(Compiled, compiled)
