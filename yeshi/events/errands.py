"""What happens to errands: what was done outside of the platform, and what could not be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from yeshi.events.record import Event

# Under this name the pages of operators hear of every errand.
ERRANDS = "errands"


@dataclass(frozen=True, slots=True)
class _OfErrand(Event):
    errand: str
    errand_kind: str

    @property
    def subject(self) -> str:
        return self.errand

    @property
    def concerns(self) -> tuple[str, ...]:
        return (self.errand, ERRANDS)


@dataclass(frozen=True, slots=True)
class ErrandDone(_OfErrand):
    """An errand was done, by the try of that number."""

    kind: ClassVar[str] = "errand.done"
    number: int


@dataclass(frozen=True, slots=True)
class ErrandFailed(_OfErrand):
    """A try of an errand failed, and it will be tried again: the kind and place of its fault."""

    kind: ClassVar[str] = "errand.failed"
    number: int
    fault: str
    place: str


@dataclass(frozen=True, slots=True)
class ErrandGivenUp(_OfErrand):
    """An errand is not tried any more: by its terms, or `by` an operator.

    `fault` and `place` are those of its last try, empty if it had none.
    """

    kind: ClassVar[str] = "errand.given_up"
    fault: str
    place: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class ErrandTriedAgain(_OfErrand):
    """An operator had an errand tried again at once."""

    kind: ClassVar[str] = "errand.tried_again"
    by: str
