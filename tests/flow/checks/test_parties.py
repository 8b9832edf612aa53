"""A party of an ended order that got too much or too little is found, whatever the money table says."""

from __future__ import annotations

import pytest

from tests.builders import SmallCity
from tests.flow.checks.cities import busy_city, rules
from yeshi.base.money import Money
from yeshi.flow.checks.checking import breaches_of
from yeshi.flow.checks.parties import PartiesCheck
from yeshi.ledger import postings
from yeshi.ledger.transfers import Movement, Transfer


@pytest.mark.parametrize("state", ["settled", "cancelled"])
def test_a_fen_too_much_is_found(state: str) -> None:
    """Whoever got it; and who it came from."""
    city, orders = busy_city()
    movement = Movement("platform:care", "wallet:c", Money(1, "CNY"), "refund")
    with city.store.begin() as work:
        work.ledger.move([Transfer("tr-x", city.clock.now(), orders[state], movement)])
        found = {one.thing.split(" ")[0] for one in breaches_of(work, [PartiesCheck()])}
    assert found == {"platform:care", "wallet:c"}


def test_a_money_table_that_takes_the_fee_twice_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Though events and books agree by that table."""
    table = dict(postings._POSTINGS)
    settled = table[postings.orders.OrderSettled]
    table[postings.orders.OrderSettled] = lambda event: (
        line for one in settled(event) for line in ([one, one] if one[3] == "commission" else [one])
    )
    monkeypatch.setattr(postings, "_POSTINGS", table)
    city: SmallCity = busy_city()[0]
    assert rules(city) == {"party"}
