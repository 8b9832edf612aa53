"""What customers say was wrong with what they got, and what comes of it; no words are in it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from yeshi.base.money import Money
from yeshi.events.record import Event


class Bears(StrEnum):
    """Who bears what is given back: the stall, what deliveries take in, or the platform."""

    STALL = "stall"
    WAY = "way"
    PLATFORM = "platform"


class BackTo(StrEnum):
    """Where the customer gets it: in the wallet, in cash at the office, or through the provider by
    which they paid."""

    WALLET = "wallet"
    OFFICE = "office"
    PAYMENT = "payment"


@dataclass(frozen=True, slots=True)
class OfComplaint(Event):
    """What happens to a complaint about a stall's part of an order."""

    complaint: str
    order: str
    merchant: str

    @property
    def subject(self) -> str:
        return self.complaint

    @property
    def concerns(self) -> tuple[str, ...]:
        return (self.order, self.merchant)


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintMade(OfComplaint):
    """A customer says that something was wrong, for which they paid so much."""

    kind: ClassVar[str] = "complaint.made"
    zone: str
    trouble: str
    asked: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintAgreed(OfComplaint):
    """The stall gives so much back for it; `by_itself` where it said nothing in time."""

    kind: ClassVar[str] = "complaint.agreed"
    granted: Money
    by_itself: bool


@dataclass(frozen=True, slots=True)
class ComplaintDeclined(OfComplaint):
    """The stall gives nothing back for it."""

    kind: ClassVar[str] = "complaint.declined"


@dataclass(frozen=True, slots=True)
class ComplaintAppealed(OfComplaint):
    """Its customer asks the control room to decide."""

    kind: ClassVar[str] = "complaint.appealed"


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintUpheld(OfComplaint):
    """The control room gives so much back for it, for a reason."""

    kind: ClassVar[str] = "complaint.upheld"
    granted: Money
    bears: Bears
    why: str


@dataclass(frozen=True, slots=True)
class ComplaintDismissed(OfComplaint):
    """The control room gives nothing more back for it, for a reason."""

    kind: ClassVar[str] = "complaint.dismissed"
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintPaid(OfComplaint):
    """Its customer gets so much back, and the campaign what it had paid of it.

    `fee_back`: the commission on it, which a stall gets back that bears it.
    """

    kind: ClassVar[str] = "complaint.paid"
    customer: str
    bears: Bears
    to: BackTo
    amount: Money
    campaign: str | None
    to_campaign: Money
    fee_back: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintHandedOut(OfComplaint):
    """The office handed its customer so much of it in cash."""

    kind: ClassVar[str] = "complaint.handed_out"
    amount: Money
    why: str
