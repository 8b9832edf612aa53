"""Stripe takes money for the city: a payment intent of its own for each of ours, paid by a form."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping

import stripe

from yeshi.adapters.payments.stripe_amounts import counted
from yeshi.adapters.payments.stripe_faults import faults_told
from yeshi.adapters.payments.stripe_notices import notice_of
from yeshi.adapters.payments.stripe_standing import OUR_PAYMENT, OUR_REFUND, standing_of
from yeshi.base.errors import PaymentRefused, PaymentUnanswered
from yeshi.base.money import Money
from yeshi.flow.ports.providers import (
    AskedToPay,
    Knocked,
    OpenedPayment,
    Paid,
    PaymentNotice,
    PaymentStanding,
    ProviderForm,
    ToReturn,
)
from yeshi.payments.intent import Handing, PaymentOffer

# To connect, and to be answered: two requests of an errand take less than its time.
WAIT_S = (3.0, 6.0)
PAGE = 100
# What can be cancelled no more: it is paid, closed, or on its way.
_OUT_OF_TURN = "payment_intent_unexpected_state"
_KEY = re.compile(r"(sk|rk)_[A-Za-z0-9_]{3,}")
_SIGNING = re.compile(r"whsec_[A-Za-z0-9+/=_-]+")
_RETURNED: Mapping[str | None, Paid] = {
    "succeeded": Paid.YES, "failed": Paid.NEVER, "canceled": Paid.NEVER,
}  # fmt: skip


class StripeIntents:
    """Stripe, by the keys of the city's account.

    Stripe remembers a request by our name for it for a day, and answers it once more as it was
    answered first: so what is found by a name is always looked at besides.
    """

    thanks = "ok"

    def __init__(
        self, key: str, signing: str, currency: str, address: str = "",
        form: ProviderForm | None = None,
    ) -> None:  # fmt: skip
        """`key`: secret or restricted; `signing`: the secret of the endpoint of notices.

        `address`: of what speaks as Stripe does; "" for Stripe itself. `form`: the one by which
        customers pay. PaymentRefused for what is no such key.
        """
        if not _KEY.fullmatch(key):
            raise PaymentRefused("the key of Stripe is to begin with sk_ or rk_")
        if not _SIGNING.fullmatch(signing):
            raise PaymentRefused("the signing secret of Stripe is to begin with whsec_")
        self.form = form
        self._signing, self._currency = signing, currency
        # It would tell Stripe of this machine, and a log of the payments.
        stripe.enable_telemetry = False
        logging.getLogger("stripe").setLevel(logging.WARNING)
        self._ask = stripe.StripeClient(
            key,
            base_addresses={"api": address} if address else None,
            http_client=stripe.RequestsClient(timeout=WAIT_S),
            # An errand is tried again by itself.
            max_network_retries=0,
        ).v1

    def offer(self, asked: AskedToPay) -> PaymentOffer:
        """The secret with which the form of the page takes this payment and no other."""
        made = self._made(asked.id, asked.amount)
        if not made.client_secret:
            raise PaymentUnanswered("Stripe tells no secret of the payment")
        return PaymentOffer(made.id, Handing.FORM, made.client_secret)

    def look(self, opened: OpenedPayment) -> PaymentStanding:
        """Where the payment stands; PaymentRefused where it was paid in another currency."""
        reference = self._reference(opened)
        with faults_told():
            found = self._ask.payment_intents.retrieve(reference)
        return standing_of(found.to_dict(), self._currency)

    def close(self, opened: OpenedPayment) -> PaymentStanding:
        """Have it cancelled; where it stands, where it can be cancelled no more."""
        reference = self._reference(opened)
        with faults_told():
            try:
                found = self._ask.payment_intents.cancel(reference)
            except stripe.InvalidRequestError as fault:
                if fault.code != _OUT_OF_TURN:
                    raise
                found = self._ask.payment_intents.retrieve(reference)
        return standing_of(found.to_dict(), self._currency)

    def give_back(self, asked: ToReturn) -> Paid:
        """Where the refund stands, which is made where there is none by our id."""
        number, reference = counted(asked.amount), self._reference(asked.of)
        with faults_told():
            refund = self._refund(reference, asked.id) or self._ask.refunds.create(
                {
                    "payment_intent": reference,
                    "amount": number,
                    "metadata": {OUR_REFUND: asked.id},
                },
                {"idempotency_key": f"yeshi-refund-{asked.id}"},
            )
        return _RETURNED.get(refund.status, Paid.NOT_YET)

    def read(self, knocked: Knocked) -> PaymentNotice | None:
        """What the endpoint was told, once its signature and its time are right."""
        return notice_of(knocked, self._signing, self._currency)

    def greet(self) -> str:
        """The name of the account, where the key may read it; tries what payments need."""
        with faults_told():
            self._ask.payment_intents.list({"limit": 1})
            self._ask.refunds.list({"limit": 1})
            try:
                account = self._ask.accounts.retrieve_current()
            except stripe.PermissionError:
                return "Stripe"
        shown = account.settings and account.settings.dashboard.display_name
        return shown or account.id

    def _made(self, id_: str, amount: Money) -> stripe.PaymentIntent:
        """The intent of our id, as it was when it was made: what is asked is the same each time."""
        with faults_told():
            return self._ask.payment_intents.create(
                {
                    "amount": counted(amount),
                    "currency": amount.currency.lower(),
                    "automatic_payment_methods": {"enabled": True},
                    "metadata": {OUR_PAYMENT: id_},
                },
                {"idempotency_key": f"yeshi-payment-{id_}"},
            )

    def _reference(self, opened: OpenedPayment) -> str:
        """By what Stripe knows the payment; what nobody has heard is asked for once more."""
        return opened.reference or self._made(opened.id, opened.amount).id

    def _refund(self, reference: str, id_: str) -> stripe.Refund | None:
        """The refund of our id, as it stands; None: there is none."""
        listed = self._ask.refunds.list({"payment_intent": reference, "limit": PAGE})
        for one in listed.auto_paging_iter():
            if (one.to_dict().get("metadata") or {}).get(OUR_REFUND) == id_:
                return one
        return None
