"""A refusal a user can cause: a returned value that says what would mend it."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from typing import Any


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a command is refused; each kind is a subclass whose fields are its facts."""

    @classmethod
    def code(cls) -> str:
        """The reason's name in interfaces and the catalogue, such as `sold_out`."""
        return re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()

    def facts(self) -> dict[str, Any]:
        """The reason's fields by name."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


@dataclass(frozen=True, slots=True)
class Refused:
    """The answer of a command that changed nothing, with the reason."""

    reason: Reason


@dataclass(frozen=True, slots=True)
class Unknown(Reason):
    """There is no such thing."""

    what: str
    id: str


@dataclass(frozen=True, slots=True)
class KeyReused(Reason):
    """The idempotency key was already used for another command."""

    command: str


@dataclass(frozen=True, slots=True)
class NotYours(Reason):
    """The thing belongs to someone else."""

    what: str
    id: str


@dataclass(frozen=True, slots=True)
class Invalid(Reason):
    """A value is out of its bounds."""

    field: str
    fault: str


def every_reason(kind: type[Reason] = Reason) -> tuple[type[Reason], ...]:
    """All kinds of reason that the loaded rooms define."""
    found: list[type[Reason]] = []
    for child in kind.__subclasses__():
        found += [child, *every_reason(child)]
    # A dataclass with slots is made twice; the first, unused class may linger among the subclasses.
    return tuple({child.__name__: child for child in found}.values())


def reason_of(code: str, facts: dict[str, Any]) -> Reason:
    """The reason that `code` and `facts` describe; KeyError when no room defines it."""
    kinds = {kind.code(): kind for kind in every_reason()}
    return kinds[code](**facts)
