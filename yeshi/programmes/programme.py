"""A foundation's programme: what it is for, who runs it, and what it was pledged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from yeshi.base.money import Money
from yeshi.base.names import Name


@dataclass(frozen=True, slots=True)
class Programme:
    """A fund that trade and donors feed; `endowment` is what donors gave it on this platform."""

    id: str
    name: Name
    field: str
    purpose: Name
    foundation: Name
    partner: Name
    signed_on: date
    pledged: Money
    pledged_years: int
    endowment: Money
    source: str
