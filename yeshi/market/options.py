"""What a customer chooses at a dish: groups of sizes, ways and extras, each with its price."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from yeshi.base.money import Money
from yeshi.base.names import Name

GROUPS_MAX, CHOICES_MAX = 12, 30


class OptionKind(StrEnum):
    """The kinds that the trade knows: 规格, 做法, 加料."""

    SIZE = "size"
    WAY = "way"
    EXTRA = "extra"


@dataclass(frozen=True, slots=True)
class Option:
    """One of a group; `more`: what it adds to the price, below zero what it takes off.

    `stock`: the stock that one of it is taken from; None where it does not run out.
    """

    id: str
    name: Name
    more: Money
    stock: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionGroup:
    """Choices of which a customer takes at least `least` and at most `most`, each once."""

    id: str
    name: Name
    kind: OptionKind
    choices: tuple[Option, ...]
    least: int = 1
    most: int = 1

    @property
    def is_one_of(self) -> bool:
        """Whether exactly one is taken."""
        return self.least == self.most == 1

    @property
    def holds(self) -> bool:
        """Whether somebody can choose as it asks."""
        return 0 <= self.least <= self.most <= len(self.choices) and self.most > 0
