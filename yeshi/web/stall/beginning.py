"""What a stall has to do until customers order from it: menu, hours, facts, a look, codes."""

from __future__ import annotations

from dataclasses import dataclass

from yeshi.base.refused import Refused
from yeshi.flow.engine import Engine
from yeshi.flow.stalls import menus, vouching
from yeshi.market.merchant import Merchant


@dataclass(frozen=True, slots=True)
class Beginning:
    """How far a stall has come: whether it has a menu, and whether facts of it are missing."""

    merchant: Merchant
    has_menu: bool
    lacks: bool

    @property
    def is_over(self) -> bool:
        """Whether customers can order there, by what the stall itself has to do."""
        return self.has_menu and not self.merchant.lacks_facts


def beginning_of(engine: Engine, merchant: Merchant) -> Beginning:
    """How far the stall has come."""
    stall = menus.stall(engine, merchant.id)
    has_menu = not isinstance(stall, Refused) and bool(stall.menu)
    lacks = merchant.lacks_facts and bool(vouching.seen(engine, merchant).missing)
    return Beginning(merchant, has_menu, lacks)
