"""What happens to an order, from the basket to the end of its life."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from yeshi.base.money import Money, total
from yeshi.events.fulfilment import Fulfilment, Till
from yeshi.events.record import Event


class PaidBy(StrEnum):
    """How it is paid: from the wallet at once, through a provider before it is ordered, in cash, as
    a table does, at the end, or by each of a group from their own wallet."""

    WALLET = "wallet"
    ONLINE = "online"
    CASH = "cash"
    TAB = "tab"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of one merchant of an order after its `deals`, and its part of the voucher."""

    merchant: str
    amount: Money
    voucher: Money
    deals: Money | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What was booked for one merchant of a delivered order.

    Of what it `sold` after its `deals`, `voucher` was paid by a campaign, `fee` is the platform's,
    and `given` went to `programme`, if the merchant gives of each order.
    """

    merchant: str
    sold: Money
    voucher: Money
    fee: Money
    given: Money
    programme: str | None
    deals: Money | None = None


@dataclass(frozen=True, slots=True)
class Compensation:
    """What the platform pays a merchant for a part that was cooked and never settled."""

    merchant: str
    amount: Money


@dataclass(frozen=True, slots=True)
class OfOrder(Event):
    """What happens to an order."""

    order: str

    @property
    def subject(self) -> str:
        return self.order


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderPlaced(OfOrder):
    """A customer has ordered, and paid, or will when they have it (`way`).

    `group`: from what is held of which group it is paid, where each pays their own.
    """

    kind: ClassVar[str] = "order.placed"
    customer: str
    asked: tuple[Asked, ...]
    paid: Money
    campaign: str | None
    promised_by: datetime
    way: PaidBy = PaidBy.WALLET
    fulfilment: Fulfilment = Fulfilment.DELIVERY
    group: str | None = None

    @property
    def voucher(self) -> Money:
        """What the campaign pays of it."""
        return total((one.voucher for one in self.asked), self.paid.currency)

    @property
    def concerns(self) -> tuple[str, ...]:
        return (self.order, self.customer, *(one.merchant for one in self.asked))


@dataclass(frozen=True, slots=True)
class OrderHandled(OfOrder):
    """An operator decided who may bring an order, or left it to dispatch again."""

    kind: ClassVar[str] = "order.handled"
    pinned: str | None
    forbidden: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class OrderWithdrawn(OfOrder):
    """An operator took an order off its courier's route before it was collected."""

    kind: ClassVar[str] = "order.withdrawn"
    courier: str
    route: str
    why: str

    @property
    def concerns(self) -> tuple[str, ...]:
        return (self.order, self.courier, self.route)


@dataclass(frozen=True, slots=True)
class OfTicket(OfOrder):
    """What happens to one merchant's part of an order."""

    merchant: str

    @property
    def concerns(self) -> tuple[str, ...]:
        return (self.order, self.merchant)


@dataclass(frozen=True, slots=True)
class TicketAccepted(OfTicket):
    """A merchant took on its part of an order and said when it will be ready."""

    kind: ClassVar[str] = "ticket.accepted"
    ready_at: datetime


@dataclass(frozen=True, slots=True)
class TicketReady(OfTicket):
    """A merchant's part of an order stands on the counter."""

    kind: ClassVar[str] = "ticket.ready"


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketRejected(OfTicket):
    """A merchant cannot make its part of an order; what was paid for it goes back."""

    kind: ClassVar[str] = "ticket.rejected"
    why: str
    back_to_customer: Money
    back_to_campaign: Money
    campaign: str | None
    customer: str
    way: PaidBy = PaidBy.WALLET


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketLapsed(TicketRejected):
    """A merchant did not answer in time."""

    kind: ClassVar[str] = "ticket.lapsed"


@dataclass(frozen=True, slots=True)
class TicketDelayed(OfTicket):
    """A merchant's part of an order is ready later than it had said; the promise stays."""

    kind: ClassVar[str] = "ticket.delayed"
    ready_at: datetime
    why: str


@dataclass(frozen=True, slots=True)
class OrderAccepted(OfOrder):
    """Every part of an order is taken on (or given back): it may be fetched from `ready_at`."""

    kind: ClassVar[str] = "order.accepted"
    ready_at: datetime


@dataclass(frozen=True, slots=True)
class OrderReady(OfOrder):
    """Every part of an order stands ready."""

    kind: ClassVar[str] = "order.ready"
    courier: str | None

    @property
    def concerns(self) -> tuple[str, ...]:
        return (self.order, self.courier) if self.courier else (self.order,)


@dataclass(frozen=True, slots=True)
class OrderCollected(OfOrder):
    """The courier has the order."""

    kind: ClassVar[str] = "order.collected"
    courier: str
    merchants: tuple[str, ...]

    @property
    def concerns(self) -> tuple[str, ...]:
        return (self.order, self.courier, *self.merchants)


@dataclass(frozen=True, slots=True)
class OrderDelivered(OfOrder):
    """The order is at the door."""

    kind: ClassVar[str] = "order.delivered"
    courier: str
    placed_at: datetime
    ready_at: datetime
    promised_by: datetime

    @property
    def concerns(self) -> tuple[str, ...]:
        return (self.order, self.courier)


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderSettled(OfOrder):
    """The money of a received order is shared out; `taken` (at the door) and `tills` are cash."""

    kind: ClassVar[str] = "order.settled"
    shares: tuple[Share, ...]
    delivery_fee: Money
    donation: Money
    programme: str | None
    courier: str | None
    courier_pay: Money
    campaign: str | None
    taken: Money | None = None
    tills: tuple[Till, ...] = ()
    tip: Money | None = None

    @property
    def concerns(self) -> tuple[str, ...]:
        merchants = (share.merchant for share in self.shares)
        return (self.order, *([self.courier] if self.courier else ()), *merchants)


@dataclass(frozen=True, slots=True)
class _Ended(OfOrder):
    customer: str
    merchants: tuple[str, ...]
    why: str

    @property
    def concerns(self) -> tuple[str, ...]:
        return (self.order, self.customer, *self.merchants)


@dataclass(frozen=True, slots=True)
class OrderRejected(_Ended):
    """No merchant of the order can make it."""

    kind: ClassVar[str] = "order.rejected"


@dataclass(frozen=True, slots=True)
class OrderCancelled(_Ended):
    """The order was called off, by its customer, by silence, or for want of a courier."""

    kind: ClassVar[str] = "order.cancelled"


@dataclass(frozen=True, slots=True)
class OrderFailed(_Ended):
    """The courier could not hand the order over, or nobody came to collect it (None)."""

    kind: ClassVar[str] = "order.failed"
    courier: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderRefunded(OfOrder):
    """All that was still held for an order went back; merchants who cooked are made whole.

    `unpaid`: nobody paid at the door, so that this is a loss of the platform's.
    """

    kind: ClassVar[str] = "order.refunded"
    customer: str
    back_to_customer: Money
    back_to_campaign: Money
    campaign: str | None
    compensated: tuple[Compensation, ...]
    courier: str | None
    courier_pay: Money
    way: PaidBy = PaidBy.WALLET
    unpaid: bool = False
