"""Cash at the door: who may pay so, and how much at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from yeshi.base.money import Money
from yeshi.base.refused import Reason, Refused
from yeshi.events.orders import PaidBy
from yeshi.orders.lifecycle import UNDER_WAY
from yeshi.orders.order import Order

# Why an order fails that was not paid at the door.
NOT_PAID = "not_paid"


@dataclass(frozen=True, slots=True, kw_only=True)
class CashStanding:
    """Whether the customer with that id may pay in cash: until one order was not paid.

    `barred_by`: that order; None for one who may.
    """

    id: str
    barred_by: str | None = None
    barred_at: datetime | None = None

    @property
    def holds(self) -> bool:
        """Whether this may be kept: who is barred is so since a moment."""
        return (self.barred_by is None) == (self.barred_at is None)


@dataclass(frozen=True, slots=True)
class CashLimits:
    """So many cash orders a customer may have under way, each of so much at most.

    `open_max` of 0: the city takes no cash. `most` of nothing: as much as anybody likes.
    """

    open_max: int
    most: Money


@dataclass(frozen=True, slots=True)
class CashNotTaken(Reason):
    """The city takes no cash at the door."""


@dataclass(frozen=True, slots=True)
class CashBarred(Reason):
    """The customer did not pay an order at the door; an operator may let them again."""


@dataclass(frozen=True, slots=True)
class MayPayCash(Reason):
    """The customer is not barred: there is nothing to allow."""


@dataclass(frozen=True, slots=True)
class TooMuchCash(Reason):
    """A courier carries no more than this of one order."""

    most_fen: int
    needed_fen: int
    currency: str


@dataclass(frozen=True, slots=True)
class TooManyCashOrders(Reason):
    """So many orders to be paid in cash are on their way to the customer already."""

    open_max: int


@dataclass(frozen=True, slots=True)
class PhoneNeeded(Reason):
    """Who pays in cash leaves a number at which the courier finds them."""


def refuses_cash(
    standing: CashStanding, limits: CashLimits, total: Money, phone: str, orders: Iterable[Order]
) -> Refused | None:
    """Why an order of that total cannot be paid in cash; None where it can.

    `orders`: those of the customer.
    """
    if limits.open_max <= 0:
        return Refused(CashNotTaken())
    if standing.barred_by is not None:
        return Refused(CashBarred())
    if not phone:
        return Refused(PhoneNeeded())
    if limits.most and limits.most < total:
        return Refused(TooMuchCash(limits.most.fen, total.fen, total.currency))
    if sum(map(_is_open, orders)) >= limits.open_max:
        return Refused(TooManyCashOrders(limits.open_max))
    return None


def _is_open(order: Order) -> bool:
    return order.way is PaidBy.CASH and order.state in UNDER_WAY
