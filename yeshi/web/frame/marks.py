"""Marks of the record as pages carry them: which event, and which move, they know of."""

from __future__ import annotations

import re

from yeshi.flow.ports import Tidemark

MARK_LENGTH_MAX = 40
_WRITTEN = re.compile(r"([0-9]{1,18})\.([0-9]{1,18})")


def written(mark: Tidemark) -> str:
    """The mark as pages and streams carry it."""
    return f"{mark.events}.{mark.moves}"


def read_mark(text: str) -> Tidemark | None:
    """The mark that was written so; None for what is none of ours."""
    found = _WRITTEN.fullmatch(text)
    return Tidemark(int(found[1]), int(found[2])) if found else None
