"""A city to order from: stalls, dishes, customers with money, a campaign that all of it spends."""

from __future__ import annotations

from contextlib import suppress
from datetime import time, timedelta
from random import Random

from tests.builders import EVENING, SmallCity, done
from yeshi.adapters.clocks import SimulatedClock
from yeshi.adapters.postgres.store import PostgresStore, open_pool
from yeshi.base.money import Money
from yeshi.base.names import Name
from yeshi.flow.orders import ordering, quoting
from yeshi.flow.orders.quoting import Wish
from yeshi.flow.stalls import listing
from yeshi.flow.vouchers import launching
from yeshi.geo.point import Point
from yeshi.ledger.transfers import Movement, Transfer
from yeshi.market.catalogue import Item
from yeshi.market.hours import Hours
from yeshi.market.merchant import Merchant
from yeshi.orders.order import Destination
from yeshi.vouchers.campaign import Campaign

STALLS = 300
DISHES = 8
# One dish of so many has a stock that is counted, and never runs out here.
COUNTED = 8
CUSTOMERS = 4_000
BUDGET_FEN = 10**12


def on(url: str) -> SmallCity:
    """The city on that database, in this process."""
    city = SmallCity(PostgresStore(open_pool(url), "CNY"), SimulatedClock(EVENING))
    # The commit that is compared may not know how to gather commands.
    with suppress(ImportError):
        from yeshi.adapters.gathering import Gathering

        city.engine.gather(Gathering(city.engine.perform_together))
    return city


def build(url: str) -> None:
    """Open the stalls, launch the campaign and fill the wallets."""
    city = on(url)
    for number in range(STALLS):
        stall = f"s{number}"
        merchant = Merchant(
            id=stall, name=Name(stall, stall), market=None, cook_s=600,
            place=Point(number % 20 * 100, number // 20 * 100), hours=Hours(time(17), time(3)),
        )  # fmt: skip
        menu = [_dish(stall, dish) for dish in range(DISHES)]
        done(listing.register_merchant(city.engine, f"stall-{number}", merchant, menu))
    campaign = Campaign(
        id="all", name=Name("all", "all"), threshold=Money(4000, "CNY"), off=Money(800, "CNY"),
        begins_at=EVENING, ends_at=EVENING + timedelta(days=30),
    )  # fmt: skip
    done(launching.launch_campaign(city.engine, "campaign", campaign))
    accounts = ["campaign:all", *(f"wallet:c{number}" for number in range(CUSTOMERS))]
    with city.store.begin() as work:
        work.ledger.move(
            [
                Transfer(
                    f"fill-{name}", EVENING, None,
                    Movement("outside:test-money", name, Money(BUDGET_FEN, "CNY"), "top_up"),
                )
                for name in accounts
            ]
        )  # fmt: skip
    city.store.close()  # type: ignore[attr-defined]


def _dish(stall: str, dish: int) -> Item:
    return Item(
        id=f"{stall}-{dish}", merchant=stall, name=Name(f"{dish}", f"{dish}"),
        price=Money(1000 + 300 * dish, "CNY"), packing=Money(100, "CNY"),
        left=100_000 if dish % COUNTED == 0 else None,
    )  # fmt: skip


class Customer:
    """Somebody of the city who orders again and again, drawn from a seed."""

    def __init__(self, city: SmallCity, seed: str) -> None:
        self._city, self._random, self._seed, self._count = city, Random(seed), seed, 0

    def order(self) -> str:
        """The id of an order that was quoted and paid."""
        return self.pay(self.quote())

    def quote(self) -> tuple[str, str, str]:
        """A key, a customer and the id of a quote of theirs."""
        draw, self._count = self._random, self._count + 1
        stall, customer = f"s{draw.randrange(STALLS)}", f"c{draw.randrange(CUSTOMERS)}"
        wanted = {f"{stall}-{draw.randrange(DISHES)}": draw.randint(1, 2) for _ in range(2)}
        door = Destination(Point(draw.uniform(0, 2000), draw.uniform(0, 1500)), "Door 1")
        key = f"{self._seed}:{self._count}"
        wish = Wish(customer, wanted, door)
        quote = done(quoting.ask_quote(self._city.engine, f"q:{key}", wish))["quote"]
        return key, customer, quote

    def pay(self, quoted: tuple[str, str, str]) -> str:
        """The id of the order that the quote becomes."""
        key, customer, quote = quoted
        return done(ordering.place(self._city.engine, f"p:{key}", customer, quote))["order"]
