"""What happens to the people who sign in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from yeshi.events.record import Event


@dataclass(frozen=True, slots=True)
class PersonEntered(Event):
    """Somebody may sign in, or may do other things than before: roles as `role@scope`."""

    kind: ClassVar[str] = "person.entered"
    person: str
    roles: tuple[str, ...]

    @property
    def subject(self) -> str:
        return self.person
