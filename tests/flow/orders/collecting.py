"""A city in which somebody orders what they collect."""

from __future__ import annotations

from tests.builders import SmallCity, done
from yeshi.adapters.payments.by_providers import ByProviders
from yeshi.events.orders import PaidBy
from yeshi.flow.orders import collecting, ordering, quoting
from yeshi.flow.orders.paying import Paying
from yeshi.flow.orders.quoting import AtCounter, Wish
from yeshi.flow.ports import Store
from yeshi.orders.notes import NOTHING_SAID

PHONE = "+8613912345678"
BOTH = {"a1": 1, "b1": 1}


def city_of(store: Store | None = None, cash: bool = False) -> SmallCity:
    """The small city with a customer who has money, or where all pay in cash."""
    city = (SmallCity(store) if store else SmallCity()).settle_in()
    if cash:
        city.engine.payments = ByProviders()
    else:
        city.fill()
    return city


def quote_at_counter(city: SmallCity, wanted: dict[str, int], phone: str = "") -> str:
    """The id of a quote of what is collected."""
    wish = Wish("c", wanted, AtCounter(phone))
    return done(quoting.ask_quote(city.engine, city.key(), wish))["quote"]


def place_to_collect(
    city: SmallCity, wanted: dict[str, int], phone: str = "", way: PaidBy | None = None
) -> str:
    """The id of an order that is collected."""
    quote = quote_at_counter(city, wanted, phone)
    return done(ordering.place(city.engine, city.key(), "c", quote, NOTHING_SAID, Paying(way)))[
        "order"
    ]


def hand_over(city: SmallCity, order: str, *merchants: str) -> None:
    """Have the stalls hand their parts over."""
    for merchant in merchants:
        done(collecting.hand_over(city.engine, city.key(), merchant, order))
