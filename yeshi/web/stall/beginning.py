"""What a stall has to do until customers order from it, and it is paid for that."""

from __future__ import annotations

from dataclasses import dataclass

from yeshi.base.refused import Refused
from yeshi.flow.engine import Engine
from yeshi.flow.payments.coming import coming
from yeshi.flow.stalls import menus, vouching
from yeshi.ledger import accounts
from yeshi.market.merchant import Merchant


@dataclass(frozen=True, slots=True)
class Beginning:
    """How far a stall has come: whether it has a menu, lacks facts, and has said whom to pay."""

    merchant: Merchant
    has_menu: bool
    lacks: bool
    has_payee: bool

    @property
    def is_over(self) -> bool:
        """Whether customers can order there, by what the stall itself has to do."""
        return self.has_menu and not self.merchant.lacks_facts


def beginning_of(engine: Engine, merchant: Merchant) -> Beginning:
    """How far the stall has come."""
    stall = menus.stall(engine, merchant.id)
    has_menu = not isinstance(stall, Refused) and bool(stall.menu)
    lacks = merchant.lacks_facts and bool(vouching.seen(engine, merchant).missing)
    payee = coming(engine, accounts.merchant(merchant.id)).owed.payee
    return Beginning(merchant, has_menu, lacks, payee is not None)
