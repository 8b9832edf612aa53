"""The terms on which a city trades: fees, pay, times allowed, zones, and how dispatch decides."""

from __future__ import annotations

from dataclasses import dataclass

from yeshi.base.calendar import Calendar
from yeshi.base.money import Money
from yeshi.base.phones import is_region
from yeshi.dispatch.policy import Policy
from yeshi.dispatch.snapshot import Service
from yeshi.geo.zones import Zone
from yeshi.market.facts import FactRules
from yeshi.orders.checkout import Fees
from yeshi.orders.sharing import Commission
from yeshi.payments.rules import PayoutRules


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """A city's terms.

    `answer_within_s`: a merchant silent for longer lets the order lapse. `strand_after_s`: an order
    that no courier was sent for so long after it was ready is called off. `kitchen_cv`, `way_cv`:
    the standard deviation of a cooking time, and of a way, over its mean; 0: not known.
    `promise_kept`: the share of promises to be kept, by what was learnt of kitchens and deliveries;
    0: each is of the stall's own time and `fees.wait_s`. `round_up`: the
    programme that is proposed to customers who round up; None: no more than the others.
    `country`: by its two letters, whose telephone numbers are written without its code; "": that of
    the currency. `cash_open_max`: so many orders to be paid at the door a customer may have at
    once, none where the city takes no cash, each of `cash_most` at most; None: of ten hours' pay.
    `complaint_within_s`: a complaint that a merchant leaves unanswered for longer is agreed to by
    itself. `facts`: what stalls have to show of themselves. `payouts`: when what is owed is paid
    out.
    """

    calendar: Calendar
    zones: tuple[Zone, ...]
    fees: Fees
    commission: Commission
    service: Service
    policy: Policy
    pay_per_order: Money
    pay_per_hour: Money
    answer_within_s: float = 300.0
    strand_after_s: float = 7200.0
    kitchen_cv: float = 0.0
    way_cv: float = 0.0
    promise_kept: float = 0.9
    round_up: str | None = None
    country: str = ""
    cash_open_max: int = 2
    cash_most: Money | None = None
    complaint_within_s: float = 10_800.0
    facts: FactRules = FactRules()
    payouts: PayoutRules = PayoutRules()

    @property
    def currency(self) -> str:
        """The currency of the city's books."""
        return self.pay_per_order.currency

    @property
    def cash_limit(self) -> Money:
        """What one order to be paid at the door may come to; nothing for as much as one likes."""
        return self.pay_per_hour * 10 if self.cash_most is None else self.cash_most

    @property
    def phone_region(self) -> str | None:
        """The country whose telephone numbers need no code; None where it is not known.

        A currency is named after its country, but for those that several share.
        """
        region = self.country or self.currency[:2]
        return region if is_region(region) else None
