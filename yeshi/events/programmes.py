"""What happens to a foundation's programmes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from yeshi.base.money import Money
from yeshi.events.record import Event


@dataclass(frozen=True, slots=True)
class ProgrammeOpened(Event):
    """A programme is on the platform; `endowment` is what its donors gave at the start."""

    kind: ClassVar[str] = "programme.opened"
    programme: str
    endowment: Money

    @property
    def subject(self) -> str:
        return self.programme
