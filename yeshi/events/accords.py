"""What happens to agreements."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from yeshi.events.record import Event


@dataclass(frozen=True, slots=True)
class AccordSigned(Event):
    """An agreement is on the platform and its target is measured."""

    kind: ClassVar[str] = "accord.signed"
    accord: str

    @property
    def subject(self) -> str:
        return self.accord
