"""What a merchant sold of late: its own figures, from what was booked for its orders."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta

from yeshi.base.money import Money, total
from yeshi.base.names import Name
from yeshi.base.refused import Refused, Unknown
from yeshi.base.sure import there
from yeshi.flow.engine import Engine
from yeshi.ledger import accounts

DAYS = 14
SALE = "sale"
# For what a stall bears of complaints, and what of the commission comes back to it.
GIVEN_BACK = frozenset({"complaint", "fee_back"})


@dataclass(frozen=True, slots=True)
class Dish:
    """How often a dish was sold, and for how much."""

    name: Name
    count: int
    sold: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Sold:
    """The settled sales of the last fourteen business days, the day under way included.

    `given_back`: what the stall bore of complaints in that time, less the commission on it.
    """

    orders: int
    sold: Money
    given_back: Money
    lost: int
    by_hour: tuple[tuple[int, int], ...]
    dishes: tuple[Dish, ...]


def sold(engine: Engine, merchant_id: str) -> Sold | Refused:
    """What the merchant sold; `lost` counts its orders that came to nothing."""
    calendar, currency = engine.terms.calendar, engine.terms.currency
    first = calendar.business_day(engine.clock.now()) - timedelta(days=DAYS - 1)
    since, own = calendar.day_begins(first), accounts.merchant(merchant_id)
    with engine.store.read() as work:
        if work.merchants.get(merchant_id) is None:
            return Refused(Unknown("merchant", merchant_id))
        orders = work.orders.of_merchant_since(merchant_id, since)
        moved = work.ledger.of_account_since(own, since)
        till = accounts.till(merchant_id)
        owed = work.ledger.of_account_since(till, since)
    back = (one.movement.change_of(till) for one in owed if one.movement.why in GIVEN_BACK)
    borne = total(back, currency) * -1
    booked = {one.order: one.movement.amount for one in moved if one.movement.why == SALE}
    by_hour: Counter[int] = Counter()
    dishes: dict[str, Dish] = {}
    sum_, settled, lost = Money(0, currency), 0, 0
    for order in orders:
        ticket = there(order.ticket(merchant_id), f"ticket of {merchant_id} in {order.id}")
        if order.id not in booked:
            lost += order.is_refunded or ticket.is_given_back
            continue
        settled += 1
        sum_ = sum_ + booked[order.id]
        by_hour[calendar.local(order.placed_at).hour] += 1
        for line in ticket.lines:
            known = dishes.get(line.item, Dish(line.name, 0, Money(0, currency)))
            dishes[line.item] = Dish(
                line.name, known.count + line.quantity, known.sold + line.amount
            )
    ranked = sorted(dishes.values(), key=lambda dish: (-dish.sold.fen, dish.name.en))
    return Sold(
        orders=settled,
        sold=sum_,
        given_back=borne,
        lost=lost,
        by_hour=tuple(sorted(by_hour.items())),
        dishes=tuple(ranked),
    )
