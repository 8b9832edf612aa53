"""What happens at tables: codes, tabs, and who pays what of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from yeshi.base.money import Money
from yeshi.events.orders import OfTicket, PaidBy
from yeshi.events.record import Event


@dataclass(frozen=True, slots=True)
class TablesSet(Event):
    """A stall, or a market, has so many tables with a code."""

    kind: ClassVar[str] = "tables.set"
    place: str
    count: int

    @property
    def subject(self) -> str:
        return self.place


@dataclass(frozen=True, slots=True)
class _OfTab(Event):
    tab: str
    place: str

    @property
    def subject(self) -> str:
        return self.tab

    @property
    def concerns(self) -> tuple[str, ...]:
        return (self.tab, self.place)


@dataclass(frozen=True, slots=True)
class TabOpened(_OfTab):
    """Guests sat down at a table and began to choose."""

    kind: ClassVar[str] = "tab.opened"
    number: int


@dataclass(frozen=True, slots=True)
class TabWanted(_OfTab):
    """What is wanted at a table, and not sent yet, is something else now."""

    kind: ClassVar[str] = "tab.wanted"


@dataclass(frozen=True, slots=True)
class TabMoved(_OfTab):
    """The guests went to another table, with all that they ordered."""

    kind: ClassVar[str] = "tab.moved"
    left: int
    number: int
    merchants: tuple[str, ...]

    @property
    def concerns(self) -> tuple[str, ...]:
        return (self.tab, self.place, *self.merchants)


@dataclass(frozen=True, slots=True)
class TabClosed(_OfTab):
    """All that a table ordered is over, or nobody ordered anything: the table is free."""

    kind: ClassVar[str] = "tab.closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class PartPaid(OfTicket):
    """So much of a merchant's part of an order at a table is paid: from the wallet of `customer`,
    or in cash at the counter (None)."""

    kind: ClassVar[str] = "ticket.paid"
    tab: str
    customer: str | None
    amount: Money

    @property
    def concerns(self) -> tuple[str, ...]:
        return (self.order, self.merchant, self.tab)


@dataclass(frozen=True, slots=True, kw_only=True)
class PartPaidBack(PartPaid):
    """What was paid of a part, and is not to be paid after all, went back to who had paid it."""

    kind: ClassVar[str] = "ticket.paid_back"


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketForgone(OfTicket):
    """Nobody pays so much of what a merchant brought to a table; the rest of its part is paid."""

    kind: ClassVar[str] = "ticket.forgone"
    tab: str
    back_to_customer: Money
    back_to_campaign: Money
    campaign: str | None
    customer: str
    way: PaidBy

    @property
    def concerns(self) -> tuple[str, ...]:
        return (self.order, self.merchant, self.tab)
