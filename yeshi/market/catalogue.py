"""What is sold: an item, its price, what is chosen at it, and how many are left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from yeshi.base.calendar import Calendar
from yeshi.base.limits import QUANTITY_MAX
from yeshi.base.money import Money
from yeshi.base.names import Name
from yeshi.market.options import OptionGroup
from yeshi.market.serving import Serving

SPICE_MAX = 3
PARTS_MAX = 12


class Allergen(StrEnum):
    """The groups of GB 7718-2025, 4.2, that may make people ill."""

    GLUTEN = "gluten"
    CRUSTACEANS = "crustaceans"
    FISH = "fish"
    EGG = "egg"
    PEANUT = "peanut"
    SOY = "soy"
    MILK = "milk"
    NUTS = "nuts"


class Diet(StrEnum):
    """Whom a dish suits."""

    VEGETARIAN = "vegetarian"
    VEGAN = "vegan"
    HALAL = "halal"


@dataclass(frozen=True, slots=True)
class Offered:
    """What a customer may know of a dish before eating; a name that is None is not said.

    `spice`: from 0, not hot, to 3.
    """

    description: Name | None = None
    portion: Name | None = None
    spice: int = 0
    allergens: tuple[Allergen, ...] = ()
    diets: tuple[Diet, ...] = ()


SAYS_NOTHING = Offered()


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A dish or service; `left` None means that it does not run out.

    `menu_row`: where it stands on the menu of its merchant; of those in one row the least id is
    first. `groups`: what is chosen at it. `parts`: of a set the ids of its dishes, each with its
    own groups, some perhaps twice. `stock`: what it shares with others. `served`: when it is on the
    menu; None: whenever its merchant is open. `off_until`: it was taken off until then. `ended_at`:
    since when it is sold no more.
    """

    id: str
    merchant: str
    name: Name
    price: Money
    packing: Money
    left: int | None = None
    menu_row: int = 0
    category: Name | None = None
    offered: Offered = SAYS_NOTHING
    groups: tuple[OptionGroup, ...] = ()
    parts: tuple[str, ...] = ()
    stock: str | None = None
    served: Serving | None = None
    off_until: datetime | None = None
    ended_at: datetime | None = None

    @property
    def is_sold_out(self) -> bool:
        """Whether none of its own is left."""
        return not self.serves(1)

    def serves(self, quantity: int) -> bool:
        """Whether there are so many of its own."""
        return self.left is None or self.left >= quantity

    @property
    def most(self) -> int:
        """How many of it one order may have."""
        return QUANTITY_MAX if self.left is None else min(self.left, QUANTITY_MAX)

    def cost(self, quantity: int) -> Money:
        """What so many cost as they are, packing included."""
        return (self.price + self.packing) * quantity

    def is_off(self, now: datetime) -> bool:
        """Whether it was taken off until later than that moment."""
        return self.off_until is not None and now < self.off_until

    def is_on(self, now: datetime, calendar: Calendar) -> bool:
        """Whether it is on the menu at that moment, were its merchant open."""
        if self.ended_at or self.is_off(now):
            return False
        return self.served is None or self.served.at(calendar, now)

    @property
    def holds(self) -> bool:
        """Whether this may be kept: a price, no stock and no row below nothing."""
        return (
            self.price.fen > 0
            and self.packing.fen >= 0
            and (self.left is None or self.left >= 0)
            and self.menu_row >= 0
        )


def mean_fen_of(menus: Mapping[str, Sequence[Item]]) -> dict[str, int]:
    """By merchant what a dish of its menu costs in the mean, rounded down; none of an empty one."""
    return {
        id_: sum(one.price.fen for one in menu) // len(menu) for id_, menu in menus.items() if menu
    }
