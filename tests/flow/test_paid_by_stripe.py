"""A night in a city that Stripe takes money for: what it has of the city's is what the books say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeVar

import pytest

from tests.adapters.payments.stripe_here import KEY, SIGNING, StripeHere, stripe_here
from tests.builders import done
from tests.flow.payments.taker import PaidCity
from yeshi.adapters.payments.stripe_intents import StripeIntents
from yeshi.flow.orders import cooking, paying_online
from yeshi.flow.payments.opening import NOT_TAKEN
from yeshi.flow.ports.providers import AskedToPay, Paid, ToReturn
from yeshi.payments.intent import Handing, IntentState, PaymentIntent, PaymentOffer
from yeshi.payments.refund import RefundState

T = TypeVar("T")
# After so long at the latest what was paid is looked at again.
LOOKED_S = 65


@dataclass
class StripeCity(PaidCity):
    """The small city, in which Stripe takes money."""

    here: StripeHere = field(kw_only=True)

    def __post_init__(self) -> None:
        """At localstripe."""
        super().__post_init__()
        currency = self.engine.terms.currency
        self.taker = StripeIntents(KEY, SIGNING, currency, self.here.url)  # type: ignore[assignment]

    def offered(self, wanted: dict[str, int]) -> PaymentIntent:
        """A payment that its customer can pay."""
        payment = self.begin(wanted)
        self.go_on()
        return self.intent(payment)

    def reference(self, payment: str) -> str:
        """By what Stripe knows it."""
        offer = self.intent(payment).offer
        assert offer is not None
        return offer.reference

    def held(self, payment: str) -> int:
        """What Stripe has of it, in fen."""
        reference = self.reference(payment)
        return self.here.front.came(reference) - self.here.front.returned(reference)


@pytest.fixture(scope="module")
def here() -> Iterator[StripeHere]:
    """localstripe; each test asks for a payment that no other asks for."""
    with stripe_here() as found:
        yield found


@pytest.fixture
def city(here: StripeHere) -> StripeCity:
    """With its stalls; what the front knows by key is of another city, whose ids are the same."""
    here.front.by_key.clear()
    city = StripeCity(here=here)
    city.settle_in()
    return city


def test_what_is_paid_is_ordered_and_what_is_declined_goes_back(city: StripeCity) -> None:
    """Part by part, and each once."""
    intent = city.offered({"a1": 1, "b1": 1})
    assert intent.state is IntentState.WAITING
    assert intent.offer is not None
    assert intent.offer.handing is Handing.FORM
    city.here.pay(intent.offer.reference)
    city.go_on(LOOKED_S)
    paid = city.intent(intent.id)
    assert paid.state is IntentState.PAID
    assert paid.received == paid.amount
    order = paid.order or ""
    assert city.order(order).id == order
    assert city.held(intent.id) == -city.balance("provider:taker") == paid.amount.fen
    done(cooking.reject(city.engine, city.key(), "a", order, "sold_out"))
    city.go_on()
    part = city.intent(intent.id)
    assert part.state is IntentState.PART_REFUNDED
    assert part.returned == city.order(order).returned
    assert city.held(intent.id) == -city.balance("provider:taker") == part.left.fen
    done(cooking.reject(city.engine, city.key(), "b", order, "sold_out"))
    city.go_on()
    assert city.intent(intent.id).state is IntentState.REFUNDED
    assert [one.state for one in city.refunds(intent.id)] == [RefundState.DONE] * 2
    assert city.held(intent.id) == city.balance("provider:taker") == 0
    assert city.balance("clearing:refunds") == city.balance("escrow") == 0


def test_what_is_given_up_is_closed_at_stripe(city: StripeCity) -> None:
    """Nobody can pay it any more."""
    intent = city.offered({"a1": 1})
    done(paying_online.give_up_payment(city.engine, city.key(), "c", intent.id))
    city.go_on()
    told = city.here.customer.payment_intents.retrieve(city.reference(intent.id))
    assert told.status == "canceled"
    assert city.intent(intent.id).state is IntentState.EXPIRED
    assert city.balance("provider:taker") == 0


def test_what_was_paid_while_it_was_given_up_is_not_lost(city: StripeCity) -> None:
    """Stripe says so when it is to be closed; it is ordered late, or goes back."""
    intent = city.offered({"a1": 1})
    city.here.pay(city.reference(intent.id))
    done(paying_online.give_up_payment(city.engine, city.key(), "c", intent.id))
    city.go_on()
    city.go_on()
    late = city.intent(intent.id)
    assert late.received == late.amount
    assert city.held(intent.id) == -city.balance("provider:taker")
    assert (late.order is not None) == (late.left == late.amount)


class DeafOnce(StripeIntents):
    """Stripe, which does what it is asked; its first answer to each is lost."""

    def __init__(self, currency: str, address: str) -> None:
        super().__init__(KEY, SIGNING, currency, address)
        self.lost: set[str] = set()

    def offer(self, asked: AskedToPay) -> PaymentOffer:
        """Heard the second time."""
        return self._heard("offer", super().offer(asked))

    def give_back(self, asked: ToReturn) -> Paid:
        """Heard the second time."""
        return self._heard("give_back", super().give_back(asked))

    def _heard(self, what: str, answer: T) -> T:
        if what not in self.lost:
            self.lost.add(what)
            raise TimeoutError
        return answer


def test_what_nobody_heard_is_done_once(city: StripeCity) -> None:
    """One payment is opened, and one part given back."""
    city.taker = DeafOnce(city.engine.terms.currency, city.here.url)  # type: ignore[assignment]
    payment = city.begin({"a1": 1, "b1": 1})
    city.go_on()
    city.go_on(LOOKED_S)
    city.here.pay(city.reference(payment))
    city.go_on(LOOKED_S)
    order = city.intent(payment).order or ""
    done(cooking.reject(city.engine, city.key(), "a", order, "sold_out"))
    city.go_on()
    city.go_on(LOOKED_S)
    (refund,) = city.refunds(payment)
    assert refund.state is RefundState.DONE
    assert city.held(payment) == -city.balance("provider:taker")
    assert city.taker.lost == {"offer", "give_back"}
    asked = [path for (path, _), _ in city.here.front.by_key.values()]
    assert asked.count("/v1/payment_intents") == asked.count("/v1/refunds") == 1


def test_where_stripe_refuses_nothing_is_kept_for_who_would_pay(city: StripeCity) -> None:
    """As with a key that was taken back: what was kept is others' again."""
    before = city.left("a1")
    currency = city.engine.terms.currency
    city.taker = StripeIntents("rk_test_gone", SIGNING, currency, city.here.url)  # type: ignore[assignment]
    intent = city.offered({"a1": 1})
    assert (intent.state, intent.why) == (IntentState.FAILED, NOT_TAKEN)
    assert city.left("a1") == before
