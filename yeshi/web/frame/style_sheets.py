"""The style sheet of each face: the values that all share, the frame's pieces, then its own."""

from __future__ import annotations

import re
from functools import cache
from hashlib import blake2b
from pathlib import Path

FACES = Path(__file__).parents[1]
FRAME = tuple(
    FACES / "frame" / f"{part}.css"
    for part in (
        "tokens",
        "daylight",
        "paper",
        "page",
        "bar",
        "ways",
        "controls",
        "pieces",
        "threads",
        "drawn",
        "told",
        "bell",
        "print",
    )
)

# What is said to who reads the sheets is not sent; none of ours has such signs in a text.
_COMMENT = re.compile(r"/\*.*?\*/\n?", re.DOTALL)

# The page of all pieces shows some of these faces too.
WITH = {"design": ("shop", "stall")}


def sheet_of(face: str) -> str | None:
    """The whole style sheet of a face; None where there is no such face."""
    return _sheets().get(face)


@cache
def _sheets() -> dict[str, str]:
    """By face, its sheet."""
    shared = [path.read_text(encoding="utf-8") for path in FRAME]
    sheets = {}
    for folder in (one for one in FACES.iterdir() if one.is_dir()):
        faces = (*WITH.get(folder.name, ()), folder.name)
        parts = [path.read_text(encoding="utf-8") for one in faces for path in _own(one)]
        sheets[folder.name] = _COMMENT.sub("", "\n".join([*shared, *parts]))
    return sheets


def _own(face: str) -> list[Path]:
    """The sheets of a face: the one of its name first; none of the frame, which all have."""
    found = (FACES / face).glob("*.css")
    return sorted(found, key=lambda one: (one.stem != face, one.stem)) if face != "frame" else []


@cache
def style_address(face: str) -> str:
    """Where a face's style sheet is found: another address as soon as it is another sheet."""
    return f"/style/{face}.css?{mark_of(sheet_of(face) or '')}"


def mark_of(sheet: str) -> str:
    """A name of what the sheet says."""
    return blake2b(sheet.encode(), digest_size=6).hexdigest()
