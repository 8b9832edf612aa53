"""A table with a code on it, at a stall or at a market whose stalls all bring to it."""

from __future__ import annotations

from dataclasses import dataclass

from yeshi.base.refused import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class DiningTable:
    """The table `number` of a stall, or of a market; its id is what its code leads to.

    `tab`: what stands open there; None while nobody has chosen anything. `gone`: the place has
    fewer tables now, so that its code leads nowhere.
    """

    id: str
    number: int
    merchant: str | None = None
    market: str | None = None
    tab: str | None = None
    gone: bool = False

    @property
    def holds(self) -> bool:
        """Whether this may be kept: it is a stall's or a market's, and not of both."""
        return (self.merchant is None) != (self.market is None) and self.number > 0

    @property
    def place(self) -> str:
        """Whose table it is: the id of the stall, or of the market."""
        return self.merchant or self.market or ""


@dataclass(frozen=True, slots=True)
class TableBusy(Reason):
    """Guests sit at a table that is to go: it goes when they have paid."""

    number: int
