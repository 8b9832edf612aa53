"""On which line of a TOML text something stands."""

from __future__ import annotations

import re
from collections.abc import Sequence

_HEADER = re.compile(r"^\s*(\[\[?)\s*([\w.\- \"]+?)\s*\]\]?\s*(#.*)?$")
_KEY = re.compile(r"^\s*([\w\-\"]+(?:\s*\.\s*[\w\-\"]+)*)\s*=")


def line_of(text: str, path: Sequence[str | int]) -> int | None:
    """The line, from 1, of the key that `path` names, or of its table when the key is not there.

    A number in the path counts tables of the same name. None when nothing of it is in the text.
    """
    wanted = tuple(path)
    found: int | None = None
    best = 0
    lines = text.splitlines()
    table: tuple[str | int, ...] = ()
    counted: dict[tuple[str, ...], int] = {}
    for number, line in enumerate(lines, 1):
        header = _HEADER.match(line)
        if header:
            names = _names(header[2])
            table = names
            if header[1] == "[[":
                counted[names] = counted.get(names, -1) + 1
                table = (*names, counted[names])
            here = table
        elif key := _KEY.match(line):
            here = (*table, *_names(key[1]))
        else:
            continue
        length = _agreement(here, wanted)
        if length > best and length == min(len(here), len(wanted)):
            best, found = length, number
    if found is not None and best < len(wanted) and isinstance(wanted[best], int):
        return _row(lines, found, int(wanted[best]))
    return found


def _row(lines: Sequence[str], key: int, row: int) -> int:
    """The line of a row, from 0, of the list that begins on the line `key`; rows begin with [."""
    rows = [
        number
        for number, line in enumerate(lines[key:], key + 1)
        if line.lstrip().startswith("[") and not _HEADER.match(line)
    ]
    one_a_line = "[" not in lines[key - 1].partition("=")[2].strip()[1:]
    return rows[row] if one_a_line and row < len(rows) else key


def _names(dotted: str) -> tuple[str, ...]:
    return tuple(part.strip().strip('"') for part in dotted.split("."))


def _agreement(here: Sequence[str | int], wanted: Sequence[str | int]) -> int:
    """How many parts agree from the first on; none when `here` leads elsewhere."""
    length = 0
    for mine, theirs in zip(here, wanted, strict=False):
        if mine != theirs:
            return 0
        length += 1
    return length
