"""What happens to menus as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from yeshi.events.market import OfListing


@dataclass(frozen=True, slots=True)
class MenuEnteredByOperator(OfListing):
    """An operator puts a menu online for the merchant: how many dishes are new, and changed."""

    kind: ClassVar[str] = "menu.entered_by_operator"
    new: int
    changed: int
    why: str


@dataclass(frozen=True, slots=True)
class MenuArranged(OfListing):
    """The merchant shows its menu in another order; `changed`: how many dishes moved."""

    kind: ClassVar[str] = "menu.arranged"
    changed: int
