"""Where the pages before and after one of a list begin."""

from __future__ import annotations


def around(start: int, size: int, count: int) -> tuple[int | None, int | None]:
    """Where what is before and after a page of that size begins; None where nothing is."""
    before = max(0, start - size) if start else None
    return before, start + size if start + size < count else None
