"""What is paid through providers, and what goes back through them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from yeshi.base.money import Money
from yeshi.events.record import Event


@dataclass(frozen=True, slots=True)
class OfPayment(Event):
    """What happens to a payment of a customer."""

    payment: str
    customer: str

    @property
    def subject(self) -> str:
        return self.payment

    @property
    def concerns(self) -> tuple[str, ...]:
        return (self.payment, self.customer)


@dataclass(frozen=True, slots=True)
class PaymentBegun(OfPayment):
    """A customer is about to pay so much through a provider; what it is for is kept for them."""

    kind: ClassVar[str] = "payment.begun"
    provider: str
    amount: Money


@dataclass(frozen=True, slots=True)
class PaymentOffered(OfPayment):
    """The provider has said how it is paid."""

    kind: ClassVar[str] = "payment.offered"


@dataclass(frozen=True, slots=True)
class PaymentReceived(OfPayment):
    """So much has come through the provider; it is the customer's until it is spent."""

    kind: ClassVar[str] = "payment.received"
    provider: str
    amount: Money


@dataclass(frozen=True, slots=True)
class PaymentFailed(OfPayment):
    """It will not come; `why`: in a word of ours."""

    kind: ClassVar[str] = "payment.failed"
    why: str


@dataclass(frozen=True, slots=True)
class PaymentExpired(OfPayment):
    """It was given up, or did not come in time: what was kept for it is others' again."""

    kind: ClassVar[str] = "payment.expired"


@dataclass(frozen=True, slots=True)
class Portion:
    """So many of a dish, or of what several dishes share, by its id."""

    id: str
    quantity: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DishesKept(OfPayment):
    """What is about to be paid is taken from the shelf: dishes, and what several of them share."""

    kind: ClassVar[str] = "payment.dishes_kept"
    items: tuple[Portion, ...]
    stocks: tuple[Portion, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DishesLetGo(OfPayment):
    """What was kept on the shelf is there again, to be sold now or to others."""

    kind: ClassVar[str] = "payment.dishes_let_go"
    items: tuple[Portion, ...]
    stocks: tuple[Portion, ...] = ()


@dataclass(frozen=True, slots=True)
class VoucherKept(OfPayment):
    """So much of a campaign's budget is kept for what is about to be paid."""

    kind: ClassVar[str] = "payment.voucher_kept"
    campaign: str
    amount: Money


@dataclass(frozen=True, slots=True)
class VoucherLetGo(OfPayment):
    """What was kept of a campaign's budget is the campaign's again, to be spent by whomever."""

    kind: ClassVar[str] = "payment.voucher_let_go"
    campaign: str
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundAsked(OfPayment):
    """So much of it is to go back through its provider."""

    kind: ClassVar[str] = "refund.asked"
    refund: str
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundDone(OfPayment):
    """The provider has given it back."""

    kind: ClassVar[str] = "refund.done"
    refund: str
    provider: str
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundFailed(OfPayment):
    """The provider does not give it back: an operator has it tried again, or paid otherwise."""

    kind: ClassVar[str] = "refund.failed"
    refund: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundTriedAgain(OfPayment):
    """The provider is asked again to give it back."""

    kind: ClassVar[str] = "refund.tried_again"
    refund: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundPaidOtherwise(OfPayment):
    """It was given back in cash at the office, and why."""

    kind: ClassVar[str] = "refund.paid_otherwise"
    refund: str
    amount: Money
    why: str
