"""Carrying to providers: what is asked of them for a payment, outside of any transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
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

# A city's name is read so seldom.
NAMED_FOR = timedelta(minutes=1)


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

    def asked(self, engine: Engine, intent: PaymentIntent, called: str) -> AskedToPay:
        """What a provider is told of an intent, in a city that is called so."""
        left = intent.until - engine.clock.now()
        return AskedToPay(
            id=intent.id,
            amount=intent.amount,
            told=f"{called} {short(intent.id)}".strip(),
            seconds=max(1, int(left.total_seconds())),
            back=f"{self.address}/pay/{intent.id}",
            notice=f"{self.address}/api/payments/{intent.provider}/notice",
        )


def payment_bearers(engine: Engine, providers: Providers) -> tuple[Bearer[Any, Any], ...]:
    """Who opens, looks at and closes payments at their providers, and has them give back."""

    known = _ReadAhead(engine)

    def opening(given: ToOpen, _: str) -> PaymentOffer:
        intent = known.intent(given.payment)
        asked = providers.asked(engine, intent, known.called())
        return providers.named(intent.provider).offer(asked)

    def looking(given: ToLook, _: str) -> PaymentStanding:
        intent = known.intent(given.payment)
        if intent.is_received:
            return PaymentStanding(Paid.YES, intent.received)
        return providers.named(intent.provider).look(_opened(intent))

    def closing(given: ToClose, _: str) -> PaymentStanding:
        intent = known.intent(given.payment)
        if intent.is_received:
            return PaymentStanding(Paid.YES, intent.received)
        return providers.named(intent.provider).close(_opened(intent))

    def giving_back(given: ToGiveBack, _: str) -> Paid:
        with engine.store.read() as work:
            refund = work.refunds.must(given.refund)
        opened = _opened(known.intent(refund.intent))
        return providers.named(refund.provider).give_back(
            ToReturn(refund.name, opened, refund.amount)
        )

    return (
        Bearer(OPENING, opening, known.read),
        Bearer(LOOKING, looking, known.read),
        Bearer(CLOSING, closing, known.read),
        Bearer(GIVING_BACK, giving_back),
    )


class _ReadAhead:
    """What is known of payments that are about to be asked for; what is not is read when it is."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._intents: dict[str, PaymentIntent] = {}
        # What the city is called, as who pays reads it at their provider; and until when.
        self._name: tuple[str, datetime] | None = None

    def read(self, wanted: Sequence[ToOpen | ToLook | ToClose]) -> None:
        """Read together what these ask for."""
        if not wanted:
            return
        with self._engine.store.read() as work:
            self._intents |= work.payment_intents.get_many([one.payment for one in wanted])

    def intent(self, id_: str) -> PaymentIntent:
        """That payment, as it was when it was read ahead, for one who asks; else as it is."""
        found = self._intents.pop(id_, None)
        if found is None:
            with self._engine.store.read() as work:
                found = work.payment_intents.get(id_)
        return there(found, f"payment {id_}")

    def called(self) -> str:
        """What the city is called, or was a minute ago."""
        now, known = self._engine.clock.now(), self._name
        if known is None or now >= known[1]:
            with self._engine.store.read() as work:
                charter = work.charters.get(CITY)
            known = self._name = charter.name.zh if charter else "", now + NAMED_FOR
        return known[0]


def _opened(intent: PaymentIntent) -> OpenedPayment:
    reference = intent.offer.reference if intent.offer else ""
    return OpenedPayment(intent.id, reference, intent.received or intent.amount)
