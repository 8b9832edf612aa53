"""Scopes: to what of their person's a program may be let in, in a few words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from yeshi.base.refused import Reason


class Scope(StrEnum):
    """To look at all that its person may see; or to do, and see, what belongs to one room."""

    READ = "read"
    ORDER = "order"
    KITCHEN = "kitchen"
    RIDE = "ride"
    CONTROL = "control"
    MONEY = "money"
    PROGRAMMES = "programmes"
    ACCORDS = "accords"


@dataclass(frozen=True, slots=True)
class ScopeMissing(Reason):
    """The key was not given the scope that this needs."""

    scope: str


@dataclass(frozen=True, slots=True)
class NotByKey(Reason):
    """No key may do this, whatever its scopes: whoever it belongs to does it signed in."""


def in_order(scopes: Iterable[Scope]) -> tuple[Scope, ...]:
    """Each of the scopes once, in the order of `Scope`."""
    given = set(scopes)
    return tuple(scope for scope in Scope if scope in given)
