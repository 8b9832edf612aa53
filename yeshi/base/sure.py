"""What must be there and what cannot be refused; else a rule of the house is broken."""

from __future__ import annotations

from typing import TypeVar

from yeshi.base.errors import InvariantBroken
from yeshi.base.refused import Refused

T = TypeVar("T")


def there(thing: T | None, what: str) -> T:
    """The thing; InvariantBroken, naming `what` was looked for, when there is none."""
    if thing is None:
        raise InvariantBroken(f"there is no {what}")
    return thing


def allowed(answer: T | Refused, what: str) -> T:
    """What the step came to; InvariantBroken when `what` was refused, which it must not be."""
    if isinstance(answer, Refused):
        raise InvariantBroken(f"{what} was refused: {answer.reason}")
    return answer
