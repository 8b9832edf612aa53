"""Carrying to providers: what is asked of them for a payment, outside of any transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from yeshi.base.errors import PaymentRefused
from yeshi.base.ids import short
from yeshi.base.sure import there
from yeshi.flow.engine import Engine
from yeshi.flow.errands import Bearer
from yeshi.flow.payments.opening import OPENING, ToOpen
from yeshi.flow.payments.refunding import GIVING_BACK, ToGiveBack
from yeshi.flow.payments.standing import CLOSING, LOOKING, ToClose, ToLook
from yeshi.flow.ports.providers import (
    AskedToPay,
    OpenedPayment,
    Paid,
    PaymentProvider,
    PaymentStanding,
    ToReturn,
)
from yeshi.payments.intent import PaymentIntent, PaymentOffer
from yeshi.people.person import CITY


@dataclass(frozen=True, slots=True)
class Providers:
    """Those who take money for the city, by name; `address`: where its pages are found."""

    by_name: Mapping[str, PaymentProvider]
    address: str

    def named(self, name: str) -> PaymentProvider:
        """That provider; PaymentRefused where the city has it no more."""
        if name not in self.by_name:
            raise PaymentRefused(f"there is no provider {name!r}: set it up again")
        return self.by_name[name]

    def asked(self, engine: Engine, intent: PaymentIntent) -> AskedToPay:
        """What a provider is told of an intent."""
        left = intent.until - engine.clock.now()
        return AskedToPay(
            id=intent.id,
            amount=intent.amount,
            told=f"{_called(engine)} {short(intent.id)}".strip(),
            seconds=max(1, int(left.total_seconds())),
            back=f"{self.address}/pay/{intent.id}",
            notice=f"{self.address}/api/payments/{intent.provider}/notice",
        )


def payment_bearers(engine: Engine, providers: Providers) -> tuple[Bearer[Any, Any], ...]:
    """Who opens, looks at and closes payments at their providers, and has them give back."""

    def opening(given: ToOpen, _: str) -> PaymentOffer:
        intent = _intent(engine, given.payment)
        return providers.named(intent.provider).offer(providers.asked(engine, intent))

    def looking(given: ToLook, _: str) -> PaymentStanding:
        intent = _intent(engine, given.payment)
        if intent.is_received:
            return PaymentStanding(Paid.YES, intent.received)
        return providers.named(intent.provider).look(_opened(intent))

    def closing(given: ToClose, _: str) -> PaymentStanding:
        intent = _intent(engine, given.payment)
        if intent.is_received:
            return PaymentStanding(Paid.YES, intent.received)
        return providers.named(intent.provider).close(_opened(intent))

    def giving_back(given: ToGiveBack, _: str) -> Paid:
        with engine.store.read() as work:
            refund = work.refunds.must(given.refund)
        opened = _opened(_intent(engine, refund.intent))
        return providers.named(refund.provider).give_back(
            ToReturn(refund.name, opened, refund.amount)
        )

    return (
        Bearer(OPENING, opening),
        Bearer(LOOKING, looking),
        Bearer(CLOSING, closing),
        Bearer(GIVING_BACK, giving_back),
    )


def _intent(engine: Engine, id_: str) -> PaymentIntent:
    with engine.store.read() as work:
        return there(work.payment_intents.get(id_), f"payment {id_}")


def _called(engine: Engine) -> str:
    """What the city is called, as who pays reads it at their provider."""
    with engine.store.read() as work:
        charter = work.charters.get(CITY)
    return charter.name.zh if charter else ""


def _opened(intent: PaymentIntent) -> OpenedPayment:
    reference = intent.offer.reference if intent.offer else ""
    return OpenedPayment(intent.id, reference, intent.received or intent.amount)
