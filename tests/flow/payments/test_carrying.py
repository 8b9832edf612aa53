"""Whatever happens between city and provider, both believe the same of every fen in the end."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.builders import DOOR, done
from tests.flow.payments.taker import PaidCity
from yeshi.base.errors import PaymentRefused
from yeshi.base.refused import Refused
from yeshi.flow.checks.checking import breaches_of
from yeshi.flow.orders import calling_off, cooking, paying_online, quoting
from yeshi.flow.orders.quoting import Wish
from yeshi.flow.payments.carrying import Providers
from yeshi.flow.ports.providers import Paid
from yeshi.flow.stalls import listing
from yeshi.orders.order import Order
from yeshi.payments.intent import TakingUp
from yeshi.payments.refund import REFUND_OVER, Refund

CUSTOMERS = ("c", "d", "e")
BASKETS = ({"a1": 1}, {"a1": 1, "a2": 2}, {"a2": 1, "b1": 1}, {"b2": 2})
DOES = (
    "begin", "begin", "pay", "pay", "pay_otherwise", "tell", "tell_again", "wait", "wait_long",
    "down", "deaf", "well", "slow", "never", "give_up", "decline", "call_off",
)  # fmt: skip


@dataclass
class Night:
    """A city and its provider, of which something may be wrong at any moment."""

    city: PaidCity = field(default_factory=PaidCity)
    payments: list[str] = field(default_factory=list)

    def do(self, what: str, number: int) -> None:
        """One thing that happens."""
        taker = self.city.taker
        if what in ("down", "deaf", "well"):
            taker.is_down, taker.is_deaf = what == "down", what == "deaf"
        elif what in ("slow", "never"):
            taker.gives = Paid.NOT_YET if what == "slow" else Paid.NEVER
        elif what in ("wait", "wait_long"):
            self.city.go_on(20 if what == "wait" else 16 * 60)
        elif what == "begin":
            self._begin(number)
        elif self.payments:
            self._of_payment(what, self.payments[number % len(self.payments)])

    def _begin(self, number: int) -> None:
        city, customer = self.city, CUSTOMERS[number % 3]
        wish = Wish(customer, BASKETS[number % 4], DOOR)
        asked = quoting.ask_quote(city.engine, city.key(), wish)
        # Sold out, or closed by now: nobody is quoted.
        if isinstance(asked, Refused):
            return
        quote = asked.data["quote"]
        begun = paying_online.begin_payment(city.engine, city.key(), customer, quote, "taker")
        if not isinstance(begun, Refused):
            self.payments.append(begun.data["payment"])

    def _of_payment(self, what: str, payment: str) -> None:
        city, taker = self.city, self.city.taker
        open_there = payment in taker.asked and payment not in taker.closed | set(taker.came)
        if what in ("pay", "pay_otherwise") and open_there:
            taker.pay(payment, None if what == "pay" else 1234)
        elif what in ("tell", "tell_again") and payment in taker.asked:
            city.tell(payment)
        elif what == "give_up":
            whose = city.intent(payment).customer
            paying_online.give_up_payment(city.engine, city.key(), whose, payment)
        elif order := city.intent(payment).order:
            if what == "call_off":
                whose = city.intent(payment).customer
                calling_off.call_off_order(city.engine, city.key(), whose, order)
            elif what == "decline":
                stall = city.order(order).tickets[0].merchant
                cooking.reject(city.engine, city.key(), stall, order, "sold_out")

    def end(self) -> None:
        """All is well again, and time goes by until nothing is left to ask."""
        taker = self.city.taker
        taker.is_down = taker.is_deaf = False
        if taker.gives is Paid.NOT_YET:
            taker.gives = Paid.YES
        for _ in range(12):
            self.city.go_on(3600)


def orders_of(city: PaidCity) -> list[Order]:
    """All orders that there are."""
    with city.store.begin() as work:
        return [one for who in CUSTOMERS for one in work.orders.of_customer(who, 99)]


def open_refunds(night: Night) -> list[Refund]:
    """What is still to go back."""
    found = [one for payment in night.payments for one in night.city.refunds(payment)]
    return [one for one in found if one.state not in REFUND_OVER]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.sampled_from(DOES), st.integers(0, 11)), max_size=25))
def test_city_and_provider_believe_the_same(does: list[tuple[str, int]]) -> None:
    """Callbacks never, often, late and in the wrong order; wrong amounts; a provider that is down,
    deaf, slow, or gives nothing back: no fen is lost, and nobody pays for what they did not get."""
    night = Night()
    city = night.city
    city.settle_in()
    for item in ("a2", "b2"):
        done(listing.restock(city.engine, city.key(), item[0], item, 2))
    before = city.left("a2"), city.left("b2"), city.balance("campaign:v")
    for what, number in does:
        night.do(what, number)
    night.end()
    assert -city.balance("provider:taker") == city.taker.holds()
    assert city.balance("clearing:refunds") == sum(one.amount.fen for one in open_refunds(night))
    assert city.balance("clearing:vouchers") == 0
    assert all(city.balance(f"wallet:{who}") == 0 for who in CUSTOMERS)
    intents = [city.intent(one) for one in night.payments]
    assert not [one for one in intents if one.is_open]
    ordered = [one.order for one in intents if one.taking is TakingUp.TAKEN_UP]
    assert sorted(one.id for one in orders_of(city)) == sorted(one for one in ordered if one)
    for one in intents:
        assert one.taking is not TakingUp.NOT_YET or not one.is_received
    with city.store.read() as work:
        assert list(breaches_of(work)) == []
    if not orders_of(city):
        assert (city.left("a2"), city.left("b2"), city.balance("campaign:v")) == before


def test_who_is_no_provider_any_more_is_named() -> None:
    """An operator sets it up again; it is not tried for ever."""
    with pytest.raises(PaymentRefused, match="stripe"):
        Providers({}, "https://y.test").named("stripe")
