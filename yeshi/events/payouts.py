"""What stalls and couriers are owed, on its way to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from yeshi.base.money import Money
from yeshi.events.record import Event


@dataclass(frozen=True, slots=True)
class _OfRun(Event):
    run: str

    @property
    def subject(self) -> str:
        return self.run


@dataclass(frozen=True, slots=True)
class PayoutsProposed(_OfRun):
    """So many payouts were proposed for a day."""

    kind: ClassVar[str] = "payouts.proposed"
    day: date
    payouts: int
    amount: Money


@dataclass(frozen=True, slots=True)
class PayoutHeld(_OfRun):
    """A payout of a run is held back; the money stays where it is owed."""

    kind: ClassVar[str] = "payout.held"
    payout: str
    why: str


@dataclass(frozen=True, slots=True)
class PayoutReleased(_OfRun):
    """A payout of a run that was held back goes with it after all."""

    kind: ClassVar[str] = "payout.released"
    payout: str


@dataclass(frozen=True, slots=True)
class PayoutsChecked(_OfRun):
    """Somebody has looked at a run."""

    kind: ClassVar[str] = "payouts.checked"


@dataclass(frozen=True, slots=True)
class PayoutsApproved(_OfRun):
    """A second person has approved a run; what is in it is on its way."""

    kind: ClassVar[str] = "payouts.approved"
    payouts: int
    amount: Money


@dataclass(frozen=True, slots=True)
class PayoutsCalledOff(_OfRun):
    """A run pays nothing."""

    kind: ClassVar[str] = "payouts.called_off"
    why: str


@dataclass(frozen=True, slots=True)
class PayoutsFetched(_OfRun):
    """The file of a run was fetched for the bank."""

    kind: ClassVar[str] = "payouts.fetched"


@dataclass(frozen=True, slots=True)
class _OfPayout(Event):
    payout: str
    account: str
    amount: Money

    @property
    def subject(self) -> str:
        """The stall or courier that is owed it."""
        return self.account.partition(":")[2]


@dataclass(frozen=True, slots=True)
class PayoutOrdered(_OfPayout):
    """A payout has left the account that it is owed to."""

    kind: ClassVar[str] = "payout.ordered"


@dataclass(frozen=True, slots=True)
class PayoutPaid(_OfPayout):
    """The bank has carried out a payout."""

    kind: ClassVar[str] = "payout.paid"


@dataclass(frozen=True, slots=True)
class PayoutReturned(_OfPayout):
    """A payout came back, and is owed again; `was_paid`: after the bank had said it was there."""

    kind: ClassVar[str] = "payout.returned"
    was_paid: bool
    why: str
