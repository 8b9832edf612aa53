"""How customers pay."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from yeshi.base.money import Money
from yeshi.base.refused import Reason, Refused
from yeshi.flow.ports.work import Work


@dataclass(frozen=True, slots=True)
class NoWayToPay(Reason):
    """The city takes no money yet: no way of paying is set up."""


class Payments(Protocol):
    """How customers pay; `is_trial`: with test money, which anybody may put into their wallet.

    `providers`: the names of those who take money for the city, the first as the city prefers.
    """

    @property
    def is_trial(self) -> bool: ...

    @property
    def providers(self) -> tuple[str, ...]: ...

    def authorise(self, work: Work, customer: str, amount: Money) -> Refused | None:
        """None when the customer can pay `amount` now, else what is missing."""
        ...
