"""A report that was printed: its parts and its pages, of a moment, for all who ask for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Print:
    """A report as it stood at `as_of`.

    `name`: which report, of which period, in which language. `told`: the report as base/report.py
    writes it. `pdf`: its pages; empty where nothing can print.
    """

    id: str
    name: str
    as_of: datetime
    made_at: datetime
    told: bytes
    pdf: bytes

    @property
    def holds(self) -> bool:
        """Whether this may be kept: nothing is printed before the moment that it tells of."""
        return self.as_of <= self.made_at
