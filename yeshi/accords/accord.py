"""An agreement: its parties, the areas they work in, and the one target it is measured by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from yeshi.accords.targets import Target
from yeshi.base.names import Name


@dataclass(frozen=True, slots=True)
class Accord:
    """An agreement between parties, with its target."""

    id: str
    name: Name
    signed_on: date
    parties: tuple[Name, ...]
    areas: tuple[Name, ...]
    mechanism: Name
    target: Target
    source: str
