"""Who shows a key, or a client's token: as whom it acts, and within which scopes."""

from __future__ import annotations

from dataclasses import dataclass

from yeshi.people.person import Person
from yeshi.people.scope import Scope


@dataclass(frozen=True, slots=True)
class KeyBearer:
    """As whom a key or token acts; `id`: its own, or its consent's. `customer`: as whom it orders.

    The person has those of their roles alone that it may use.
    """

    id: str
    person: Person
    scopes: tuple[Scope, ...]
    customer: str
