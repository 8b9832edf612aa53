"""How a quote is paid is said with it; what is not said is as the city likes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.builders import DOOR, SmallCity, done
from yeshi.adapters.payments.by_providers import ByProviders
from yeshi.base.refused import Reason, Refused
from yeshi.events.orders import PaidBy
from yeshi.flow.in_force import InForce
from yeshi.flow.orders import ordering, quoting
from yeshi.flow.orders.cash import ways_to_pay
from yeshi.flow.orders.paying import Paying
from yeshi.flow.orders.quoting import Wish
from yeshi.flow.ports.payments import NoWayToPay
from yeshi.orders.cash import CashNotTaken
from yeshi.orders.notes import NOTHING_SAID

WALLET, CASH = PaidBy.WALLET, PaidBy.CASH


@pytest.mark.parametrize(
    ("trial", "open_max", "asked", "way"),
    [
        (True, 2, None, WALLET),
        (True, 2, CASH, CASH),
        (True, 0, CASH, CashNotTaken()),
        (False, 2, None, CASH),
        (False, 2, WALLET, NoWayToPay()),
        (False, 0, None, NoWayToPay()),
    ],
)
def test_a_way_is_taken_that_there_is(
    trial: bool, open_max: int, asked: PaidBy | None, way: PaidBy | Reason
) -> None:
    """By the demo's wallet, by the terms, and by what was asked for."""
    city = SmallCity().settle_in()
    city.fill()
    if not trial:
        city.engine.payments = ByProviders()
    city.engine.in_force = InForce.alone(replace(city.engine.terms, cash_open_max=open_max))
    quoted = done(quoting.ask_quote(city.engine, city.key(), Wish("c", {"a1": 1}, DOOR)))
    paying = Paying(asked, "138 0013 8000")
    placed = ordering.place(city.engine, city.key(), "c", quoted["quote"], NOTHING_SAID, paying)
    if isinstance(way, Reason):
        assert placed == Refused(way)
    else:
        assert city.order(done(placed)["order"]).way is way
        assert way in ways_to_pay(city.engine, city.engine.terms)
