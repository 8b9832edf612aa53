"""What officials enter for the observatory, and what outside data was imported for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from yeshi.events.record import Event


@dataclass(frozen=True, slots=True)
class _OfShock(Event):
    shock: str
    by: str

    @property
    def subject(self) -> str:
        return self.shock


@dataclass(frozen=True, slots=True)
class ShockEntered(_OfShock):
    """Something hit the city on a day."""

    kind: ClassVar[str] = "shock.entered"
    shock_kind: str
    began_on: date
    ended_on: date | None


@dataclass(frozen=True, slots=True)
class ShockEnded(_OfShock):
    """A shock was over on a day."""

    kind: ClassVar[str] = "shock.ended"
    ended_on: date


@dataclass(frozen=True, slots=True)
class ShockWithdrawn(_OfShock):
    """A shock was entered by mistake."""

    kind: ClassVar[str] = "shock.withdrawn"
    why: str


def subject_of(panel: str) -> str:
    """The subject of a kind of panel."""
    return f"panel:{panel}"


@dataclass(frozen=True, slots=True)
class PanelImported(Event):
    """Somebody with access to the city's machine imported a file of outside data.

    `panel`: its kind. `digest`: SHA-256 of the file. `rows`: how many were good. `by`: their name
    on that machine.
    """

    kind: ClassVar[str] = "panel.imported"
    panel: str
    file: str
    digest: str
    rows: int
    by: str

    @property
    def subject(self) -> str:
        """The kind of panel."""
        return subject_of(self.panel)
