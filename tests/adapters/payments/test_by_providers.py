"""A city in which no way of paying is set up takes no money, made-up money neither."""

from __future__ import annotations

from tests.builders import SmallCity
from yeshi.adapters.payments.by_providers import ByProviders
from yeshi.base.refused import Refused
from yeshi.flow.orders import ordering
from yeshi.flow.ports.payments import NoWayToPay
from yeshi.orders.cash import PhoneNeeded


def test_nothing_is_ordered_and_no_wallet_is_filled() -> None:
    """A quote is told all the same, and nothing moves."""
    city = SmallCity().settle_in()
    city.engine.payments = ByProviders()
    filled = ordering.top_up(city.engine, "t", "c", city.money(10_000))
    assert filled == Refused(NoWayToPay())
    quote = city.quote({"a1": 1})
    # Cash is taken without a provider, from whoever leaves a number.
    assert ordering.place(city.engine, "p", "c", quote) == Refused(PhoneNeeded())
    assert city.balance("wallet:c") == city.balance("escrow") == 0
