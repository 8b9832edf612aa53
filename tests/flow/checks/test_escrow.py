"""What entered escrow for an order leaves it with the end, and is all there until then."""

from __future__ import annotations

from dataclasses import replace

from tests.flow.checks.cities import busy_city, spoilt
from yeshi.base.money import Money
from yeshi.flow.checks.checking import breaches_of
from yeshi.flow.checks.escrow import EscrowCheck
from yeshi.flow.ports import Work
from yeshi.ledger.transfers import Movement, Transfer


def test_too_little_is_held_for_an_order_under_way() -> None:
    """It says that more went back than did."""

    def give_back(work: Work, orders: dict[str, str]) -> None:
        order = work.orders.must(orders["placed"])
        work.orders.put(replace(order, returned=order.returned + Money(5, "CNY")))

    found = spoilt(give_back)
    assert {"escrow.held", "escrow.booked", "escrow.whole"} <= found


def test_money_that_stays_after_the_end_is_found() -> None:
    """A fen into escrow for an order that was settled."""
    city, orders = busy_city()
    movement = Movement("wallet:c", "escrow", Money(1, "CNY"), "payment")
    with city.store.begin() as work:
        work.ledger.move([Transfer("tr-x", city.clock.now(), orders["settled"], movement)])
        found = {(one.rule, one.thing) for one in breaches_of(work, [EscrowCheck()])}
    assert found == {("escrow.ended", orders["settled"]), ("escrow.whole", "all under way")}
