"""Codes that a stall hangs up: which there are, and what stands beside each on paper."""

from __future__ import annotations

from dataclasses import dataclass

# More tables no stall of a night market has.
TABLES_MAX = 99


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeSheet:
    """Sheets of codes that all lead to `address`: a large one, then one for each of `labels`.

    `name`: what the stall is called. `reads`: what the large one is for. `hint`: what to do.
    """

    name: str
    address: str
    reads: str
    hint: str
    labels: tuple[str, ...]
