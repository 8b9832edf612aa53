"""Take what is mended out of the shrinking lists: python -m tests.house.shrink."""

from __future__ import annotations

from tests.house import test_mirror, test_style

if __name__ == "__main__":
    for rule in (*test_mirror.SHRINKING, *test_style.SHRINKING):
        rule.shrink()
