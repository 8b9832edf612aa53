"""What flow asks of those who take money for the city."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from yeshi.base.money import Money
from yeshi.base.refused import Reason
from yeshi.payments.intent import PaymentOffer


class Paid(StrEnum):
    """What a provider knows of a payment, or a refund: it came through, it waits, or never will."""

    YES = "yes"
    NOT_YET = "not_yet"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class PaymentStanding:
    """Where a payment stands with its provider; `amount`: what came, of what was paid."""

    paid: Paid
    amount: Money | None = None
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedToPay:
    """What a provider is asked to take: `id` is ours, by which it knows what it was asked before.

    `back`: the address to which the customer comes back; `notice`: to which it tells what happened.
    """

    id: str
    amount: Money
    told: str
    seconds: int
    back: str
    notice: str


@dataclass(frozen=True, slots=True)
class OpenedPayment:
    """A payment as its provider was asked for it: our id, its own `reference`, and the whole.

    "" for a reference that nobody has heard, where the provider may have opened it all the same.
    """

    id: str
    reference: str
    amount: Money


@dataclass(frozen=True, slots=True)
class ToReturn:
    """What of a payment a provider is asked to give back; `id`: ours, of this refund."""

    id: str
    of: OpenedPayment
    amount: Money


@dataclass(frozen=True, slots=True)
class PaymentNotice:
    """What a provider tells unasked, once it is known to be its own: of which intent, and where
    that stands."""

    intent: str
    standing: PaymentStanding


@dataclass(frozen=True, slots=True)
class Knocked:
    """What came to the address of notices: its headers, named in small letters, and its body."""

    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class NoticeForged(Reason):
    """What is told is not from the provider, or is too old to be taken for it."""


class Forged(Exception):
    """What came is not from the provider, or is too old to be taken for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderForm:
    """A form of the provider's own, which a page of ours shows: no card number is ours.

    `script`: the address of what shows it; `public_key`: by which it knows the city. `allows`: from
    where a page with it may take what, by directive of the content security policy.
    """

    script: str
    public_key: str
    allows: Mapping[str, str]


class PaymentProvider(Protocol):
    """Who takes money for the city. Each may be asked the same again, and does it once.

    `thanks`: what it is answered once it has told something. `form`: where one pays by a form.
    """

    thanks: str
    form: ProviderForm | None

    def offer(self, asked: AskedToPay) -> PaymentOffer:
        """Open the payment, and say how its customer pays it."""
        ...

    def look(self, opened: OpenedPayment) -> PaymentStanding:
        """Where the payment stands."""
        ...

    def close(self, opened: OpenedPayment) -> PaymentStanding:
        """Have it paid no more; where it stands then, as it may have been paid before."""
        ...

    def give_back(self, asked: ToReturn) -> Paid:
        """Give a part of the payment back, or all of it; YES once it is there for good."""
        ...

    def read(self, knocked: Knocked) -> PaymentNotice | None:
        """What it tells; None for what is nothing to us. Raises Forged where it is not its own."""
        ...

    def greet(self) -> str:
        """Try the keys, and say under which name the provider knows the city; else its error."""
        ...
