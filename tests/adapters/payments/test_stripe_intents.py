"""Stripe takes each payment once and gives each part back once, however often it is asked.

Against localstripe, by Stripe's own client; what localstripe does not do as Stripe publishes it
does, its front adds (stripe_here.py), or a counterpart says (stripe_told.py).
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from itertools import count

import pytest
import stripe

from tests.adapters.payments.stripe_here import DECLINED, KEY, SIGNING, StripeHere, stripe_here
from tests.adapters.payments.stripe_told import (
    INTENTS,
    PI,
    REFUNDS,
    Told,
    fault,
    intent,
    listed,
    refund,
    told,
)
from yeshi.adapters.payments.stripe_intents import StripeIntents
from yeshi.base.errors import PaymentRefused
from yeshi.base.money import Money
from yeshi.flow.ports.providers import AskedToPay, OpenedPayment, Paid, PaymentStanding, ToReturn
from yeshi.payments.intent import Handing

NUMBERS = count(1)
NOT_YET, NEVER = PaymentStanding(Paid.NOT_YET), PaymentStanding(Paid.NEVER)
TOLD = OpenedPayment("pay-1", PI, Money(2000, "CNY"))


def yuan(fen: int) -> Money:
    """So much."""
    return Money(fen, "CNY")


def asked(fen: int = 2000, seconds: int = 900) -> AskedToPay:
    """For another payment each time."""
    return AskedToPay(
        id=f"pay-{next(NUMBERS)}", amount=yuan(fen), told="two bowls", seconds=seconds,
        back="https://y.test/back", notice="https://y.test/payments/stripe/notice",
    )  # fmt: skip


@pytest.fixture(scope="module")
def here() -> Iterator[StripeHere]:
    """localstripe, for all of them: no two ask for the same payment."""
    with stripe_here() as found:
        yield found


@pytest.fixture
def city(here: StripeHere) -> StripeIntents:
    """Stripe, as the city knows it."""
    return StripeIntents(KEY, SIGNING, "CNY", here.url)


@pytest.fixture
def server() -> Iterator[Told]:
    """Who says what it is told to say."""
    with told() as found:
        yield found


def opened(city: StripeIntents, fen: int = 2000) -> OpenedPayment:
    """A payment that waits for its customer."""
    wanted = asked(fen)
    return OpenedPayment(wanted.id, city.offer(wanted).reference, wanted.amount)


def scripted(server: Told) -> StripeIntents:
    """Stripe, as it answers by the script."""
    return StripeIntents(KEY, SIGNING, "CNY", server.url)


def test_a_payment_is_opened_once(city: StripeIntents, here: StripeHere) -> None:
    """However often it is asked for, and however little time is left by then."""
    wanted = asked()
    offer = city.offer(wanted)
    assert offer.handing is Handing.FORM
    assert offer.value.startswith(f"{offer.reference}_secret_")
    later = AskedToPay(id=wanted.id, amount=wanted.amount, told="", seconds=3, back="", notice="")
    assert city.offer(later) == offer
    made = here.customer.payment_intents.retrieve(offer.reference)
    assert (made.amount, made.currency) == (2000, "cny")
    assert made.metadata.to_dict() == {"yeshi_payment": wanted.id}


def test_another_amount_under_the_same_id_is_refused(city: StripeIntents) -> None:
    """It would be another payment."""
    wanted = asked()
    city.offer(wanted)
    other = AskedToPay(id=wanted.id, amount=yuan(1), told="", seconds=3, back="", notice="")
    with pytest.raises(PaymentRefused, match="IdempotencyError"):
        city.offer(other)


def test_what_is_paid_is_there(city: StripeIntents, here: StripeHere) -> None:
    """Found by its reference, and by our id where nobody heard the reference."""
    payment = opened(city)
    unheard = OpenedPayment(payment.id, "", payment.amount)
    assert city.look(payment) == city.look(unheard) == NOT_YET
    here.pay(payment.reference)
    assert city.look(payment) == city.look(unheard) == PaymentStanding(Paid.YES, yuan(2000))


def test_a_declined_card_leaves_it_open(city: StripeIntents, here: StripeHere) -> None:
    """Until another one pays, which localstripe does not allow and a script has to tell."""
    payment = opened(city)
    with pytest.raises(stripe.CardError):
        here.pay(payment.reference, DECLINED)
    assert city.look(payment) == NOT_YET
    assert city.close(payment) == NEVER


def test_what_was_declined_can_be_paid_with_another_card(server: Told) -> None:
    """As Stripe publishes: it waits for another way to be paid."""
    declined = {"code": "card_declined", "decline_code": "generic_decline", "type": "card_error"}
    server.say(f"GET {INTENTS}/{PI}", intent(last_payment_error=declined))
    server.say(f"GET {INTENTS}/{PI}", intent("succeeded"))
    assert scripted(server).look(TOLD) == NOT_YET
    assert scripted(server).look(TOLD) == PaymentStanding(Paid.YES, yuan(2000))


def test_what_is_closed_is_not_paid(city: StripeIntents, here: StripeHere) -> None:
    """Closed once more it is closed; unheard of too."""
    payment = opened(city)
    assert city.close(payment) == city.close(payment) == city.look(payment) == NEVER
    with pytest.raises(stripe.StripeError):
        here.pay(payment.reference)
    unheard = asked()
    reference = city.offer(unheard).reference
    assert city.close(OpenedPayment(unheard.id, "", unheard.amount)) == NEVER
    assert here.customer.payment_intents.retrieve(reference).status == "canceled"


def test_what_was_paid_before_it_is_closed_is_told(city: StripeIntents, here: StripeHere) -> None:
    """And stays paid."""
    payment = opened(city)
    here.pay(payment.reference)
    assert city.close(payment) == city.close(payment) == PaymentStanding(Paid.YES, yuan(2000))


def test_what_is_under_way_cannot_be_closed_yet(server: Told) -> None:
    """Stripe cancels nothing that a bank is about to answer."""
    refused = fault(code="payment_intent_unexpected_state")
    server.say(f"POST {INTENTS}/{PI}/cancel", refused, 400)
    server.say(f"GET {INTENTS}/{PI}", intent("processing"))
    assert scripted(server).close(TOLD) == NOT_YET


def test_another_refusal_does_not_count_as_closed(server: Told) -> None:
    """As where the key may not close: somebody looks at it, and it is not asked for ever."""
    server.say(f"GET {INTENTS}/{PI}", intent())
    for status, code in ((404, "resource_missing"), (400, "parameter_unknown"), (403, "")):
        server.laid_out[f"POST {INTENTS}/{PI}/cancel"] = [(status, fault(code=code))]
        with pytest.raises(PaymentRefused):
            scripted(server).close(TOLD)


def test_what_came_in_another_currency_is_for_somebody_to_look_at(server: Told) -> None:
    """It is no answer that it is not paid."""
    server.say(f"GET {INTENTS}/{PI}", intent("succeeded", currency="usd"))
    with pytest.raises(PaymentRefused, match="USD"):
        scripted(server).look(TOLD)


def test_parts_go_back_once_each_and_no_more_than_came(
    city: StripeIntents, here: StripeHere
) -> None:
    """Also under the same id, after all is gone."""
    payment = opened(city)
    here.pay(payment.reference)
    first, rest = (ToReturn(f"{payment.id}-{fen}", payment, yuan(fen)) for fen in (700, 1300))
    assert city.give_back(first) is city.give_back(first) is Paid.YES
    assert here.front.returned(payment.reference) == 700
    with pytest.raises(PaymentRefused, match="amount"):
        city.give_back(ToReturn(f"{payment.id}-more", payment, yuan(1301)))
    assert city.give_back(rest) is Paid.YES
    assert here.front.returned(payment.reference) == 2000
    with pytest.raises(PaymentRefused, match="charge_already_refunded"):
        city.give_back(ToReturn(f"{payment.id}-again", payment, yuan(1)))
    assert city.give_back(first) is city.give_back(rest) is Paid.YES
    assert here.front.returned(payment.reference) == 2000


def test_nothing_goes_back_of_what_was_not_paid(city: StripeIntents) -> None:
    """Nothing came."""
    payment = opened(city)
    with pytest.raises(PaymentRefused):
        city.give_back(ToReturn("rf-none", payment, yuan(1)))


@pytest.mark.parametrize(
    ("status", "paid"),
    [
        ("succeeded", Paid.YES), ("pending", Paid.NOT_YET), ("requires_action", Paid.NOT_YET),
        ("failed", Paid.NEVER), ("canceled", Paid.NEVER), (None, Paid.NOT_YET),
    ],
)  # fmt: skip
def test_a_refund_is_there_when_stripe_says_so(server: Told, status: str, paid: Paid) -> None:
    """By each state that Stripe publishes, as it is made, and as it is found."""
    server.say(f"GET {REFUNDS}", listed())
    server.say(f"POST {REFUNDS}", refund(status))
    wanted = ToReturn("rf-1", TOLD, yuan(1000))
    assert scripted(server).give_back(wanted) is paid
    ((fields, heads),) = server.of(f"POST {REFUNDS}")
    assert fields == {"payment_intent": PI, "amount": "1000", "metadata[yeshi_refund]": "rf-1"}
    assert heads["Idempotency-Key"] == "yeshi-refund-rf-1"


def test_a_refund_that_waits_is_looked_at_and_not_made_again(server: Told) -> None:
    """Though others were made since, and Stripe would answer the same request as it did first."""
    server.say(f"GET {REFUNDS}", listed(refund("succeeded", "rf-2"), has_more=True))
    server.say(f"GET {REFUNDS}", listed(refund("succeeded", ""), refund("pending")))
    server.say(f"GET {REFUNDS}", listed(refund("failed")))
    wanted = ToReturn("rf-1", TOLD, yuan(1000))
    assert scripted(server).give_back(wanted) is Paid.NOT_YET
    assert scripted(server).give_back(wanted) is Paid.NEVER
    assert server.of(f"POST {REFUNDS}") == []
    assert [fields["payment_intent"] for fields, _ in server.of(f"GET {REFUNDS}")] == [PI] * 3


def test_shillings_are_asked_for_as_stripe_counts_them(server: Told) -> None:
    """With decimals that they have not; what cannot be counted is not asked for."""
    server.say(f"POST {INTENTS}", intent())
    at = StripeIntents(KEY, SIGNING, "UGX", server.url)
    wanted = AskedToPay(id="p", amount=Money(5, "UGX"), told="", seconds=1, back="", notice="")
    at.offer(wanted)
    ((fields, heads),) = server.of(f"POST {INTENTS}")
    assert fields == {
        "amount": "500", "currency": "ugx", "automatic_payment_methods[enabled]": "true",
        "metadata[yeshi_payment]": "p",
    }  # fmt: skip
    assert heads["Idempotency-Key"] == "yeshi-payment-p"
    # Nothing of this machine is told besides.
    assert "platform" not in heads["X-Stripe-Client-User-Agent"]
    with pytest.raises(PaymentRefused, match="IQD"):
        at.offer(AskedToPay(id="q", amount=Money(5, "IQD"), told="", seconds=1, back="", notice=""))


def test_the_keys_are_tried(city: StripeIntents, here: StripeHere, server: Told) -> None:
    """The account tells its name where the key may read it; a wrong key is no name."""
    assert city.greet() == "Night Market"
    with pytest.raises(PaymentRefused, match="key"):
        StripeIntents("rk_test_unknown", SIGNING, "CNY", here.url).greet()
    server.say(f"GET {INTENTS}", listed(path=INTENTS))
    server.say(f"GET {REFUNDS}", listed())
    server.say("GET /v1/account", fault(), 403)
    assert scripted(server).greet() == "Stripe"
    server.laid_out[f"GET {REFUNDS}"] = [(403, fault())]
    with pytest.raises(PaymentRefused, match="rights"):
        scripted(server).greet()


def test_a_key_that_is_none_is_told_at_once() -> None:
    """One that is for browsers, or the one for the other; without telling it."""
    for key in ("sk_test_1234", "rk_live_1234"):
        StripeIntents(key, SIGNING, "CNY")
    for key, signing in (("pk_test_12", SIGNING), ("", SIGNING), (KEY, KEY), (KEY, "")):
        with pytest.raises(PaymentRefused) as caught:
            StripeIntents(key, signing, "CNY")
        assert not key or key not in str(caught.value)


def test_a_city_without_stripe_does_not_load_its_client() -> None:
    """It need not be installed there."""
    tried = (
        "import sys, yeshi.wiring.serving, yeshi.wiring.working, yeshi.adapters.payments.by_providers;"
        "sys.exit('stripe' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", tried], timeout=120).returncode == 0
