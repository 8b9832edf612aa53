"""Who orders at what price, and in which weather."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil

from yeshi.events.fulfilment import Fulfilment
from yeshi.files.scenario.scenario import Response, Scenario
from yeshi.flow.engine import Engine
from yeshi.flow.orders.sellers import sellers_of
from yeshi.orders.checkout import Quote
from yeshi.twin.actors.demand import Intent

# However cheap, at most so many times as many people want their food brought.
SWAYED_MAX = 2.0


@dataclass(slots=True)
class PriceTastes:
    """A customer orders whose eagerness is below `wanted`, times what the price makes of it.

    The price makes (what is asked / what it would cost at the usual fees and without voucher) to
    the power of the elasticity; what is collected has no price of a way. `wanted` may change with
    the weather. `put_off`: how many would have ordered at the usual price and did not.
    """

    engine: Engine
    response: Response
    wanted: float
    put_off: int = 0

    def agree(self, intent: Intent, quote: Quote) -> bool:
        """Whether the customer orders at that price; a gift is no part of it."""
        if self.response.elasticity == 0.0:
            return intent.eager < self.wanted
        bill = quote.bill
        with self.engine.store.begin() as work:
            pickup = sellers_of(work, quote.basket.merchants).pickup(work)
        way_s = self.engine.travel.between(pickup, quote.destination.place)
        goods = bill.items.fen + bill.packing.fen
        # The same kilometres, however slow the weather makes them.
        pace = self.engine.terms.fees.metres_per_minute
        fees = replace(self.response.usual, metres_per_minute=pace)
        brought = quote.fulfilment is Fulfilment.DELIVERY
        usual = goods + (fees.delivery(way_s).fen if brought else 0)
        dealt = bill.deals.fen if bill.deals else 0
        asked = max(1, goods + bill.delivery.fen - dealt - bill.voucher.fen)
        swayed: float = min(SWAYED_MAX, (asked / usual) ** self.response.elasticity)
        agreed = intent.eager < self.wanted * swayed
        self.put_off += intent.eager < self.wanted and not agreed
        return agreed


def layers(scenario: Scenario) -> int:
    """How many times the usual demand may be wanted at most in the scenario's night."""
    swayed = SWAYED_MAX if scenario.response.elasticity else 1.0
    rain = scenario.rain.demand if scenario.rain else 1.0
    return max(1, ceil(scenario.demand * max(1.0, rain) * swayed))
