"""A city whose stall has deals."""

from __future__ import annotations

from tests.builders import SmallCity, done
from tests.market.deals import threshold
from yeshi.base.money import Money
from yeshi.flow.ports import Store
from yeshi.flow.stalls.dealing import start_deal
from yeshi.market.deal import Deal


def start(city: SmallCity, deal: Deal, stall: str = "a") -> str:
    """Have the stall start it now; its id."""
    return done(start_deal(city.engine, city.key(), stall, deal))["deal"]


def city_of(store: Store | None = None, *, limit: Money | None = None) -> SmallCity:
    """The small city, in which stall a takes five yuan off from thirty on."""
    city = (SmallCity(store) if store else SmallCity()).settle_in()
    city.fill()
    start(city, threshold((3000, 500), limit=limit))
    return city


def spent(city: SmallCity) -> int:
    """What deals with a limit took off in their nights, in fen."""
    with city.store.begin() as work:
        return sum(one.spent.fen for one in work.deal_nights.all())
