"""Compile what dispatch computes with, as playing a night does: python -m tools.kernels.

A fresh clone has none of it compiled, and each process of the tests would do it for itself.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from tests.instances import small_instance
from yeshi.dispatch.policy import Policy
from yeshi.wiring.rehearsed import measure_night


def main() -> None:
    """Play a small night as published, and once more with all that dispatch may do besides."""
    with TemporaryDirectory() as folder:
        instance = small_instance(Path(folder), seed=1)
        for policy in (Policy(), Policy(prepositioning=True, updates=True)):
            measure_night(instance, None, lambda _done, _orders: None, policy)


if __name__ == "__main__":
    main()
