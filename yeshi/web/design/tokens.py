"""The values that all pages share, as their sheet names them, sorted by what they are for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from yeshi.web.frame.style_sheets import FRAME

_MADE = re.compile(r"^\s*--([\w-]+):\s*([^;]+);", re.MULTILINE)
# By how a name begins; what begins otherwise is a colour.
_KINDS = ("type", "space", "radius", "shadow", "motion", "target", "family")
COLOUR = "colour"


@dataclass(frozen=True, slots=True)
class Token:
    """A value by its name in the sheet, and what it is at night."""

    name: str
    value: str


@cache
def tokens() -> dict[str, tuple[Token, ...]]:
    """By what they are for, all of them in the order of the sheet."""
    found: dict[str, list[Token]] = {kind: [] for kind in (COLOUR, *_KINDS)}
    for name, value in _MADE.findall(FRAME[0].read_text(encoding="utf-8")):
        kind = name.partition("-")[0]
        found[kind if kind in _KINDS else COLOUR].append(Token(name, " ".join(value.split())))
    return {kind: tuple(of_kind) for kind, of_kind in found.items()}
