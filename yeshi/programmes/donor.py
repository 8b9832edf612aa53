"""Donors and what they promised."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from yeshi.base.money import Money


@dataclass(frozen=True, slots=True)
class Donor:
    """Who gives to a programme; without `named` the public page says 'a donor'."""

    id: str
    programme: str
    name: str
    named: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Pledge:
    """A gift that a donor promised for a day; `given` of it has come."""

    id: str
    programme: str
    donor: str
    amount: Money
    due_on: date
    given: Money

    @property
    def holds(self) -> bool:
        """Whether this may be kept: something was promised, and nothing taken back."""
        return self.amount.fen > 0 and self.given.fen >= 0

    @property
    def left(self) -> Money:
        """What is still to come; never below nothing."""
        nothing = Money(0, self.amount.currency)
        return nothing if self.amount <= self.given else self.amount - self.given
