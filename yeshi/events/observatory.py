"""What officials enter for the observatory."""

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
