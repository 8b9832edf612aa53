"""What is amiss between city and provider is found, and nothing is while somebody is paying."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.builders import done
from tests.flow.payments.taker import PaidCity
from yeshi.base.money import Money
from yeshi.flow.checks.broken import BrokenRule
from yeshi.flow.checks.checking import all_checks, breaches_of
from yeshi.flow.ports import Store, Work
from yeshi.flow.ports.providers import Paid
from yeshi.flow.stalls import listing
from yeshi.payments.intent import IntentState
from yeshi.payments.refund import RefundState


def wrong(city: PaidCity) -> list[BrokenRule]:
    """All that is wrong in the city."""
    with city.store.read() as work:
        return list(breaches_of(work, all_checks()))


@pytest.fixture
def city(store: Store) -> PaidCity:
    """One order is paid, one went back, one is on its way back, and one is being paid."""
    city = PaidCity(store)
    city.open_up().settle_in()
    done(listing.restock(city.engine, city.key(), "a", "a2", 2))
    city.pay({"a1": 1, "a2": 1})
    city.call_off(city.pay({"b1": 1}).order or "")
    city.go_on()
    city.taker.gives = Paid.NOT_YET
    city.call_off(city.pay({"b1": 1}).order or "")
    city.go_on()
    city.begin({"a1": 2, "a2": 1})
    return city


def test_nothing_is_wrong_while_somebody_pays_and_after(city: PaidCity) -> None:
    """What is kept for a payment is neither lost nor sold; nor once it was let go of."""
    assert wrong(city) == []
    city.go_on(16 * 60)
    assert wrong(city) == []


def _otherwise_paid(work: Work) -> None:
    one = next(one for one in work.payment_intents.all() if one.state is IntentState.PAID)
    more = (one.received or one.amount) + Money(1, "CNY")
    work.payment_intents.put(replace(one, received=more))


def _refund_done(work: Work) -> None:
    one = next(one for one in work.refunds.all() if one.state is RefundState.SENT)
    work.refunds.put(replace(one, state=RefundState.DONE, ended_at=one.asked_at))


def _let_go(work: Work) -> None:
    item = work.items.must("a2")
    work.items.put(replace(item, left=(item.left or 0) + 1))


@pytest.mark.parametrize(
    ("planted", "rules"),
    [
        (_otherwise_paid, {"payment.came", "payment.paid"}),
        (_refund_done, {"refund.over", "refunds.on_their_way"}),
        (_let_go, {"stock.told"}),
    ],
)
def test_what_is_amiss_is_named(
    city: PaidCity, planted: Callable[[Work], None], rules: set[str]
) -> None:
    """Each by its rule."""
    with city.store.begin() as work:
        planted(work)
    assert {one.rule for one in wrong(city)} >= rules
