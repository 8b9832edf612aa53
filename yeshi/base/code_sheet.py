"""Codes that a stall hangs up: which there are, and what stands beside each on paper."""

from __future__ import annotations

from dataclasses import dataclass

# More tables no stall of a night market has.
TABLES_MAX = 99


@dataclass(frozen=True, slots=True)
class CodeLabel:
    """What stands beside a small code, and where that leads."""

    text: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeSheet:
    """Sheets of codes: a large one that leads to `address`, then one for each of `labels`.

    `name`: what the stall is called. `reads`: what the large one is for. `hint`: what to do.
    """

    name: str
    address: str
    reads: str
    hint: str
    labels: tuple[CodeLabel, ...]
