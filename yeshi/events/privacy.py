"""What was let go of somebody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from yeshi.events.record import Event


@dataclass(frozen=True, slots=True)
class CustomerForgotten(Event):
    """A customer had deleted what is theirs: where they are, what they noted, how to reach them."""

    kind: ClassVar[str] = "customer.forgotten"
    customer: str

    @property
    def subject(self) -> str:
        return self.customer


@dataclass(frozen=True, slots=True)
class PersonForgotten(Event):
    """Somebody had their account deleted; of them its sign-in name is left alone."""

    kind: ClassVar[str] = "person.forgotten"
    person: str

    @property
    def subject(self) -> str:
        return self.person


@dataclass(frozen=True, slots=True)
class DataForgotten(Event):
    """So many things of a line of the rules of privacy tell nothing of anybody any more."""

    kind: ClassVar[str] = "data.forgotten"
    line: str
    count: int

    @property
    def subject(self) -> str:
        return self.line
