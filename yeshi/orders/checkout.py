"""A quote: what a basket costs to a door, and by when it is there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import ceil

from yeshi.base.money import Money, digits_of, total
from yeshi.base.refused import Reason, Refused
from yeshi.events.fulfilment import Fulfilment
from yeshi.orders.at_table import AtTable
from yeshi.orders.basket import Basket
from yeshi.orders.bill import Bill
from yeshi.orders.delivery_pace import Foreseen
from yeshi.orders.group_part import OfGroup
from yeshi.orders.order import Destination
from yeshi.orders.waiting import WaitsForPayment
from yeshi.orders.wished import Wished

QUOTE_HOLDS = timedelta(minutes=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fees:
    """How delivery is priced and promised.

    Delivery costs `delivery_base`, and `delivery_per_km` for each begun kilometre beyond
    `delivery_base_km`; it reaches `reach_s` seconds of travel far. `wait_s` is added to cooking and
    travel for the promise.
    """

    delivery_base: Money
    delivery_base_km: float
    delivery_per_km: Money
    metres_per_minute: float
    reach_s: float
    wait_s: int

    def delivery(self, travel_s: float) -> Money:
        """The delivery fee of a trip of `travel_s` seconds."""
        kilometres = travel_s / 60 * self.metres_per_minute / 1000
        beyond = max(0, ceil(kilometres - self.delivery_base_km))
        return self.delivery_base + self.delivery_per_km * beyond


@dataclass(frozen=True, slots=True)
class TooFar(Reason):
    """The door is out of the couriers' reach."""

    minutes: int
    reach_minutes: int


@dataclass(frozen=True, slots=True)
class BeyondZones(Reason):
    """The door is outside the outlines of all the city's zones."""


@dataclass(frozen=True, slots=True)
class QuoteChanged(Reason):
    """The quote no longer holds; `changes` says what is different, `quote` is the new one."""

    quote: str
    changes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """What a basket costs, and the promise; it holds until `holds_until`.

    `programme`: that which the total is rounded up for. `order`: the one it became, once placed.
    `terms`: the number of the city's terms under which it was made. `foreseen`: what is known of
    the order, by which it is promised. `fulfilment`: in which way it reaches its customer.
    `wished_campaign`: that whose voucher was asked for, "" for none; None for the best.
    `at_table`: to which table it comes, if it does. `of_group`: who ordered it together, if several
    do; their shares are known when it is paid. `wished`: for which time, where that is later.
    `waits`: that it is being paid through a provider.
    """

    id: str
    customer: str
    basket: Basket
    bill: Bill
    destination: Destination
    campaign: str | None
    programme: str | None
    made_at: datetime
    holds_until: datetime
    promised_by: datetime
    order: str | None = None
    terms: int = 1
    foreseen: Foreseen | None = None
    fulfilment: Fulfilment = Fulfilment.DELIVERY
    wished_campaign: str | None = None
    at_table: AtTable | None = None
    of_group: OfGroup | None = None
    wished: Wished | None = None
    waits: WaitsForPayment | None = None

    @property
    def is_held(self) -> bool:
        """Whether what it needs is kept from others until it is paid."""
        return self.waits is not None and self.waits.is_held

    @property
    def is_brought(self) -> bool:
        """Whether a courier brings it."""
        return self.fulfilment is Fulfilment.DELIVERY

    @property
    def is_collected(self) -> bool:
        """Whether its customer collects it at the counter."""
        return self.fulfilment is Fulfilment.PICK_UP

    def lacks(self, wallet: Money) -> Money | None:
        """What is missing in the wallet to pay it; None when there is enough."""
        return self.bill.total - wallet if wallet < self.bill.total else None


def round_up(amount: Money) -> Money:
    """What lifts `amount` to the next whole unit; nothing where the currency has no parts."""
    return Money(-amount.fen % 10 ** digits_of(amount.currency), amount.currency)


@dataclass(frozen=True, slots=True)
class Besides:
    """What a customer puts on the bill besides what is bought: a voucher, a tip, a gift.

    `donate`: whether the whole is rounded up, the tip with it.
    """

    voucher: Money
    tip: Money | None = None
    donate: bool = False


def price(basket: Basket, fees: Fees, travel_s: float | None, besides: Besides) -> Bill | Refused:
    """The bill of `basket` for a trip of `travel_s` seconds, or that it is too far.

    None for what its customer collects: nobody is paid, or tipped, to bring it.
    """
    if travel_s is not None and travel_s > fees.reach_s:
        return Refused(TooFar(ceil(travel_s / 60), int(fees.reach_s // 60)))
    currency = fees.delivery_base.currency
    lines = [line for _, of_merchant in basket.lines for line in of_merchant]
    items = total((line.price * line.quantity for line in lines), currency)
    packing = total((line.packing * line.quantity for line in lines), currency)
    dealt = total((line.dealt for line in lines), currency)
    nothing = Money(0, currency)
    delivery = nothing if travel_s is None else fees.delivery(travel_s)
    bill = Bill(
        items=items,
        packing=packing,
        delivery=delivery,
        voucher=besides.voucher,
        donation=nothing,
        tip=besides.tip or None,
        deals=dealt or None,
    )
    return replace(bill, donation=round_up(bill.total)) if besides.donate else bill


def differences(held: Quote, fresh: Quote) -> tuple[str, ...]:
    """The names of the parts of the bill, or `lines`, that `fresh` has different from `held`."""
    parts = ("items", "packing", "delivery", "voucher", "donation", "tip")
    changed = [part for part in parts if getattr(held.bill, part) != getattr(fresh.bill, part)]
    # By stall: it is another one's cost, also where it comes to the same.
    if held.basket.dealt != fresh.basket.dealt:
        changed.append("deals")
    if held.basket.undealt != fresh.basket.undealt and "items" not in changed:
        changed.append("lines")
    return tuple(changed)
