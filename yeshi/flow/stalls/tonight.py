"""Tonight at a stall: what came in, what it is owed, and how soon it saw its orders."""

from __future__ import annotations

from dataclasses import dataclass

from yeshi.base.money import Money, total
from yeshi.base.refused import Refused, Unknown
from yeshi.flow.engine import Engine
from yeshi.flow.stalls.selling import SALE
from yeshi.ledger import accounts
from yeshi.orders.attention import SeenWithin, seen_within


@dataclass(frozen=True, slots=True)
class Tonight:
    """Of the business day under way: how many orders were booked, what the stall has of them, what
    it is owed in all, how soon it saw what was ordered, and what its deals took off that."""

    orders: int
    sold: Money
    owed: Money
    seen: SeenWithin | None
    deals: Money


def tonight(engine: Engine, merchant_id: str) -> Tonight | Refused:
    """The stall's business day so far."""
    calendar, currency = engine.terms.calendar, engine.terms.currency
    since = calendar.day_begins(calendar.business_day(engine.clock.now()))
    own = accounts.merchant(merchant_id)
    with engine.store.read() as work:
        if work.merchants.get(merchant_id) is None:
            return Refused(Unknown("merchant", merchant_id))
        orders = work.orders.of_merchant_since(merchant_id, since)
        moved = work.ledger.of_account_since(own, since)
        # Less what it took at its counter and is not its own.
        owed = work.ledger.balance(own) + work.ledger.balance(accounts.till(merchant_id))
    booked = {one.order: one.movement.amount for one in moved if one.movement.why == SALE}
    parts = [one.ticket(merchant_id) for one in orders if not one.is_refunded]
    return Tonight(
        len(booked),
        total(booked.values(), currency),
        owed,
        seen_within(orders, merchant_id),
        total((one.dealt for one in parts if one and not one.is_given_back), currency),
    )
