"""What happens to the city as a whole: it opens, and its terms change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from yeshi.events.record import Event

# Under this name pages hear of all that concerns the whole city.
CITY = "city"


@dataclass(frozen=True, slots=True)
class _OfCity(Event):
    @property
    def subject(self) -> str:
        return CITY


@dataclass(frozen=True, slots=True)
class CityOpened(_OfCity):
    """The city is open: its books are kept in a currency, its days in a time zone."""

    kind: ClassVar[str] = "city.opened"
    currency: str
    time_zone: str
    demo: bool


@dataclass(frozen=True, slots=True)
class CityRenamed(_OfCity):
    """The city is called something else, or its map opens elsewhere."""

    kind: ClassVar[str] = "city.renamed"


@dataclass(frozen=True, slots=True)
class TermsEnacted(_OfCity):
    """Terms are in force from a moment on; `changed` names what they have different."""

    kind: ClassVar[str] = "terms.enacted"
    number: int
    from_at: datetime
    changed: tuple[str, ...]
    why: str
